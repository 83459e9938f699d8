import type { Flow } from '../../../databases/flow';
import type { Notice } from '../../../databases/result';
import { ask, type PostgresSession } from '../sessioned-postgres';
import { quoted, type ObservedTable } from './observed-table';

/**
 * How it becomes known what statements write: a trigger on each table of the fork reports every row
 * that was changed, in a message of level INFO, which reaches the session whatever its settings
 * are. The statement itself stays as it was written, and cascades and other triggers are seen as
 * well. A trigger that runs after a change takes no lock, and looks at no row in a way that counts
 * for SSI.
 */
const REPORT = 'SVPNT';

/** A row that was changed, in JSON: null before an INSERT and after a DELETE; null twice for TRUNCATE. */
export interface RowReport {
  readonly table: ObservedTable;
  readonly before: string | null;
  readonly after: string | null;
}

const FUNCTION = `
  create function savepoint.report() returns trigger language plpgsql as $report$
  begin
    raise info using errcode = '${REPORT}', message =
      pg_catalog.json_build_array(tg_relid::pg_catalog.int8, pg_catalog.to_jsonb(old)::pg_catalog.text, pg_catalog.to_jsonb(new)::pg_catalog.text);
    return null;
  end
  $report$`;

/** Has all changes of the tables reported from now on. */
export function* reportChanges(session: PostgresSession, tables: readonly ObservedTable[]): Flow<void> {
  yield* ask(session, 'create schema savepoint');
  yield* ask(session, FUNCTION);
  for (const { schema, relation } of tables) {
    const table = `${quoted(schema)}.${quoted(relation)}`;
    // Triggers fire in the order of their names: these are the last.
    yield* ask(session, `create trigger "~savepoint" after insert or update or delete on ${table} for each row execute function savepoint.report()`);
    yield* ask(session, `create trigger "~savepoint truncate" after truncate on ${table} for each statement execute function savepoint.report()`);
    yield* ask(session, `alter table ${table} enable always trigger "~savepoint", enable always trigger "~savepoint truncate"`);
  }
}

/** Parts what the triggers reported from the messages that the user is to see. */
export function readReports(notices: readonly Notice[], tables: readonly ObservedTable[]): { reports: RowReport[]; notices: Notice[] } {
  const reports = notices
    .filter(({ code }) => code === REPORT)
    .flatMap(({ message }) => {
      const [oid, before, after] = JSON.parse(message) as [number, string | null, string | null];
      const table = tables.find((one) => one.oid === oid);
      return table ? { table, before, after } : [];
    });
  return { reports, notices: notices.filter(({ code }) => code !== REPORT) };
}
