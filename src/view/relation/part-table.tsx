import type { ReportPart } from '../../cells/output';
import { useCell } from '../cell-context';
import { ScrollArea } from '../scroll-area';
import { Term } from '../terms/term';
import { formTerms } from '../terms/terms';
import { Names } from './names';
import { Sentence } from './sentence';

/** Rows of a table that are shown. */
const shownRows = 6;

/** A table of a decomposition: its name and form, its columns with the key underlined, its rows, what it refers to. */
export function PartTable({ part }: { readonly part: ReportPart }) {
  const { words } = useCell();
  const text = words.relation.decomposition;
  const [key = []] = part.keys;
  const { rows, rowCount } = part;
  return (
    <figure class="savepoint-part">
      <figcaption class="savepoint-part-title">
        <strong><Term names={[part.name]}>{part.name}</Term></strong>
        <span class="savepoint-label"><Term names={formTerms(part.normalForm)}>{part.normalForm}</Term></span>
      </figcaption>
      <ScrollArea class="savepoint-part-scroller" label={part.name}>
        <table class="savepoint-part-table" aria-label={part.name}>
          <thead>
            <tr>
              {part.attributes.map((name) => (
                <th key={name} scope="col" class={key.includes(name) ? 'savepoint-key' : ''}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          {rows !== null && (
            <tbody>
              {rows.slice(0, shownRows).map((row, at) => (
                <tr key={at}>
                  {part.attributes.map((name, column) => (
                    <td key={name}>{row[column] ?? <span class="savepoint-null">NULL</span>}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          )}
        </table>
      </ScrollArea>
      {(part.foreignKeys.length > 0 || (rowCount !== null && rowCount > shownRows)) && (
        <div class="savepoint-part-foot">
          {part.foreignKeys.map(({ attributes, part: target }) => (
            <span key={target}>
              <Sentence text={text.references} places={{ attributes: <Names names={attributes} />, part: <strong>{target}</strong> }} />
            </span>
          ))}
          {rowCount !== null && rowCount > shownRows && <span class="savepoint-label">{text.rows(rowCount)}</span>}
        </div>
      )}
    </figure>
  );
}
