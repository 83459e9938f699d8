import type { Connection, StatementParameters } from '../engine/connection';
import type { CursorResult } from '../engine/cursor-result';
import type { Dialect } from '../dialect/dialect';
import type { Flow } from '../flow';
import type { ClauseElement } from '../sql/clause';

/** What writes rows: the session's connection, with the reason of the flush. */
export interface RowWriter {
  readonly connection: Connection;
  readonly dialect: Dialect;
  execute(statement: ClauseElement, parameters: StatementParameters): Flow<CursorResult>;
  warn(message: string): void;
}
