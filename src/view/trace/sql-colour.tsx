import { sqlTokens } from '../sql-tokens';

/** SQL in its colours, within whatever stands around it. */
export function SqlColour({ sql }: { readonly sql: string }) {
  return (
    <>
      {sqlTokens(sql).map(({ kind, text }, at) =>
        kind === 'plain' ? (
          text
        ) : (
          <span key={at} class={`savepoint-sql-${kind}`}>
            {text}
          </span>
        ),
      )}
    </>
  );
}
