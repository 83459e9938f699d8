import type { RowVersion } from '../../cells/output';
import { useCell } from '../cell-context';
import { ScrollArea } from '../scroll-area';
import type { VersionLine } from './moment-text';

interface RowVersionTableProps {
  readonly versions: readonly VersionLine[];
  /** Whether a version is other than after the step before. */
  readonly isNew: (version: RowVersion) => boolean;
}

/** Every version of each row, the oldest first, with its header where the engine shows it. */
export function RowVersionTable({ versions, isNew }: RowVersionTableProps) {
  const { moment } = useCell().words.trace;
  const withHeader = versions.some(({ version }) => version.ctid !== undefined);
  return (
    <ScrollArea class="savepoint-small-scroller" label={moment.versions}>
      <table class="savepoint-row-versions" role="table" aria-label={moment.versions}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{moment.row}</th>
            {withHeader && (
              <>
                <th role="columnheader" scope="col" class="savepoint-tuple-header">ctid</th>
                <th role="columnheader" scope="col" class="savepoint-tuple-header">xmin</th>
                <th role="columnheader" scope="col" class="savepoint-tuple-header">xmax</th>
              </>
            )}
            <th role="columnheader" scope="col">{moment.value}</th>
            <th role="columnheader" scope="col">{moment.state}</th>
            <th role="columnheader" scope="col">{moment.seenBy}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {versions.map(({ version, value, state, seenBy, living }, at) => {
            const { item, ctid, xmin, xmax } = version;
            const again = versions[at - 1]?.version.item === item;
            return (
              <tr key={`${item} ${version.version ?? ''} ${ctid ?? ''} ${xmin ?? ''}`} role="row" class={classesOf(living, again, isNew(version))}>
                <th role="rowheader" scope="row" class="savepoint-row-version-item">
                  <span class={again ? 'savepoint-unseen' : ''}>{item}</span>
                </th>
                {withHeader && (
                  <>
                    <td role="cell" class="savepoint-tuple-header" data-label="ctid">{ctid}</td>
                    <td role="cell" class="savepoint-tuple-header" data-label="xmin">{xmin}</td>
                    <td role="cell" class="savepoint-tuple-header" data-label="xmax">{xmax === 0 ? <span class="savepoint-none">0</span> : xmax}</td>
                  </>
                )}
                <td role="cell" class="savepoint-row-version-value">{living ? <strong>{value}</strong> : <s>{value}</s>}</td>
                <td role="cell" class={`savepoint-row-version-state savepoint-version-${version.state.replace(' ', '-')}`}>{state}</td>
                <td role="cell" class="savepoint-row-version-seen" data-label={moment.seenBy}>{version.seenBy.length === 0 ? <span class="savepoint-none">{seenBy}</span> : seenBy}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function classesOf(living: boolean, again: boolean, isNew: boolean): string {
  const classes = ['savepoint-row-version'];
  if (!living) classes.push('savepoint-is-dead');
  if (!again) classes.push('savepoint-is-first');
  if (isNew) classes.push('savepoint-is-new');
  return classes.join(' ');
}
