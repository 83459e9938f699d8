import type { CellValue, Statement, StatementCause } from '../cells/output';

/** How a transaction ended. */
export type Outcome = 'committed' | 'rolled back' | 'left open';

/** The same SQL, sent once or several times in a row. */
export interface StatementRun {
  readonly sql: string;
  readonly executions: readonly Statement[];
  /** True for BEGIN, COMMIT and their like, which frame the others. */
  readonly frame: boolean;
  /** Why the ORM sent it, where no line of the cell asks for it; of several executions the first one's. */
  readonly cause: StatementCause | null;
}

/** Statements of one transaction, or consecutive ones outside any. */
export interface StatementGroup {
  /** The transaction's number within the cell, from 1; null for statements that committed by themselves. */
  readonly transaction: number | null;
  readonly outcome: Outcome | null;
  readonly connection: number;
  readonly engine: string;
  readonly runs: readonly StatementRun[];
}

interface OpenGroup {
  transaction: number | null;
  outcome: Outcome | null;
  readonly connection: number;
  readonly engine: string;
  readonly runs: { sql: string; executions: Statement[]; frame: boolean; cause: StatementCause | null }[];
}

const skipped = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|;)+/;

/** What a statement does to its connection's transaction. */
export function boundaryOf(sql: string): 'begin' | 'commit' | 'rollback' | null {
  const text = sql.replace(skipped, '').slice(0, 80).toUpperCase();
  if (/^(?:BEGIN|START\s+TRANSACTION)\b/.test(text)) return 'begin';
  if (/^(?:COMMIT|END|PREPARE\s+TRANSACTION)\b/.test(text)) return 'commit';
  // ROLLBACK TO goes back to a savepoint and leaves the transaction open.
  if (/^(?:ABORT|ROLLBACK(?!(?:\s+(?:WORK|TRANSACTION))?\s+TO\b))\b/.test(text)) return 'rollback';
  return null;
}

/**
 * Groups statements by transaction, in the order in which the groups began. Connections keep their own transactions,
 * so that those of several sessions may overlap.
 */
export function groupStatements(statements: readonly Statement[]): readonly StatementGroup[] {
  const groups: OpenGroup[] = [];
  const open = new Map<string, OpenGroup>();
  let transactions = 0;
  for (const statement of statements) {
    const session = `${statement.engine}#${statement.connection}`;
    const boundary = boundaryOf(statement.sql);
    let group = open.get(session);
    if (boundary === 'begin' && group === undefined) {
      transactions += 1;
      group = begin(groups, statement, transactions);
      open.set(session, group);
    }
    group ??= autocommit(groups, statement);
    append(group, statement, boundary !== null);
    if (group.transaction !== null && (boundary === 'commit' || boundary === 'rollback')) {
      group.outcome = boundary === 'commit' ? 'committed' : 'rolled back';
      open.delete(session);
    }
  }
  for (const group of open.values()) group.outcome = 'left open';
  return groups;
}

function begin(groups: OpenGroup[], statement: Statement, transaction: number | null): OpenGroup {
  const { connection, engine } = statement;
  const group: OpenGroup = { transaction, outcome: null, connection, engine, runs: [] };
  groups.push(group);
  return group;
}

/** The autocommitted statements just before, when they are of the same connection, else a new group. */
function autocommit(groups: OpenGroup[], statement: Statement): OpenGroup {
  const last = groups.at(-1);
  const same = last?.connection === statement.connection && last.engine === statement.engine;
  return last?.transaction === null && same ? last : begin(groups, statement, null);
}

function append(group: OpenGroup, statement: Statement, frame: boolean): void {
  const last = group.runs.at(-1);
  // The same text for another reason is another line: a query, and a refresh of what it had read.
  if (last?.sql === statement.sql && !frame && last.cause?.kind === statement.cause?.kind) last.executions.push(statement);
  else group.runs.push({ sql: statement.sql, executions: [statement], frame, cause: statement.cause ?? null });
}

/** The lists of parameters that a statement was executed with: one, or several for an executemany. */
export function parameterSets(statement: Statement): readonly (readonly CellValue[])[] {
  const given: readonly (CellValue | readonly CellValue[])[] = statement.parameters;
  const sets = given.filter(isList);
  return sets.length > 0 ? sets : [given.filter(isValue)];
}

function isList(value: CellValue | readonly CellValue[]): value is readonly CellValue[] {
  return Array.isArray(value);
}

function isValue(value: CellValue | readonly CellValue[]): value is CellValue {
  return !isList(value);
}
