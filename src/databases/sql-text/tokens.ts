import { scanPostgres } from './postgres-scan';
import { scanSqlite } from './sqlite-scan';
import type { Dialect, Token } from './token';

/**
 * Cuts SQL into tokens, on demand. Never throws: a literal or comment without an end reaches to the
 * end of the text, and what is no SQL at all comes out as operators, for the engine to refuse.
 */
export function* tokens(sql: string, dialect: Dialect): Generator<Token, void> {
  const scan = dialect === 'postgres' ? scanPostgres : scanSqlite;
  for (let offset = 0; offset < sql.length; ) {
    const { kind, end } = scan(sql, offset);
    yield { kind, text: sql.slice(offset, end), offset };
    offset = end;
  }
}
