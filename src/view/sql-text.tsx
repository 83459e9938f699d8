import { useEffect, useRef, useState } from 'preact/hooks';
import { useCell } from './cell-context';
import { sqlTokens, type Token } from './sql-tokens';
import { tableNameIn } from './terms/table-name';
import { Term } from './terms/term';

const letters = 600;
const lines = 12;

/** SQL in colour; a long statement is cut until it is asked for. */
export function SqlText({ sql }: { readonly sql: string }) {
  const { words } = useCell();
  const [whole, setWhole] = useState(false);
  const short = shorten(sql);
  const shown = whole ? sql : short;
  const code = useRef<HTMLElement>(null);
  // The button goes, and would take the focus along.
  useEffect(() => { if (whole) code.current?.focus({ preventScroll: true }); }, [whole]);
  return (
    <div class="savepoint-sql-text">
      <code class="savepoint-sql" tabIndex={whole ? -1 : undefined} ref={code}>
        {sqlTokens(shown).map(({ kind, text }, at, tokens) =>
          kind === 'plain' ? (
            <PlainSql key={at} token={{ kind, text }} previous={tokens[at - 1]} />
          ) : (
            <span key={at} class={`savepoint-sql-${kind}`}>
              {text}
            </span>
          ),
        )}
        {shown !== sql && '…'}
      </code>
      {shown !== sql && (
        <button type="button" class="savepoint-button savepoint-link" onClick={() => { setWhole(true); }}>
          {words.sql.showAll}
        </button>
      )}
    </div>
  );
}

/** What has no colour; a table's name in it links to the note on the table. */
function PlainSql({ token, previous }: { readonly token: Token; readonly previous: Token | undefined }) {
  const table = tableNameIn(token, previous);
  if (table === null) return <>{token.text}</>;
  return (
    <>
      {table.lead}
      <Term names={[table.name]}>{table.text}</Term>
      {table.rest}
    </>
  );
}

function shorten(sql: string): string {
  const text = sql.trim();
  const first = text.split('\n', lines + 1).slice(0, lines).join('\n');
  const cut = first.length > letters ? first.slice(0, letters) : first;
  return cut.length === text.length ? sql : cut;
}
