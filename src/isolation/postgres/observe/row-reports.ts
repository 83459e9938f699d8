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
  /** Where the old version and the new one lie, `(page,line)`. */
  readonly from: string | null;
  readonly to: string | null;
  /** The number under which it was changed, that of a savepoint included, and the transaction's; null for TRUNCATE. */
  readonly xid: number | null;
  readonly top: number | null;
}

type Message = readonly [oid: number, before: string | null, after: string | null, from: string | null, to: string | null, xid: string | null, top: string | null];

const report = (before: string, after: string, from: string, to: string, xid: string): string =>
  `raise info using errcode = '${REPORT}', message =
      pg_catalog.json_build_array(tg_relid::pg_catalog.int8, ${before}, ${after}, ${from}, ${to}, ${xid}::pg_catalog.text, pg_catalog.pg_current_xact_id_if_assigned()::pg_catalog.text);`;
const image = (row: string): string => `pg_catalog.to_jsonb(${row})::pg_catalog.text`;

const FUNCTION = `
  create function savepoint.report() returns trigger language plpgsql as $report$
  begin
    if tg_op = 'INSERT' then
      ${report('null', image('new'), 'null', 'new.ctid::pg_catalog.text', 'new.xmin')}
    elsif tg_op = 'UPDATE' then
      ${report(image('old'), image('new'), 'old.ctid::pg_catalog.text', 'new.ctid::pg_catalog.text', 'new.xmin')}
    elsif tg_op = 'DELETE' then
      ${report(image('old'), 'null', 'old.ctid::pg_catalog.text', 'null', 'old.xmax')}
    else
      ${report('null', 'null', 'null', 'null', 'null')}
    end if;
    return null;
  end
  $report$`;

/** Has all changes of the tables reported from now on. */
export function* reportChanges(session: PostgresSession, tables: readonly ObservedTable[]): Flow<void> {
  yield* ask(session, 'create schema if not exists savepoint');
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
      const [oid, before, after, from, to, xid, top] = JSON.parse(message) as Message;
      const table = tables.find((one) => one.oid === oid);
      return table ? { table, before, after, from, to, xid: xid === null ? null : Number(xid), top: top === null ? null : Number(top) } : [];
    });
  return { reports, notices: notices.filter(({ code }) => code !== REPORT) };
}
