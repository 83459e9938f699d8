import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import { ask, type PostgresSession } from '../sessioned-postgres';
import { columnsIn, conjunctsOf, type Conjunct } from './condition';
import type { ObservedTable } from './observed-table';

/** How a statement looks for rows of one table. */
export interface Scan {
  readonly table: ObservedTable;
  readonly conjuncts: readonly Conjunct[];
  /** True when each row found is locked, or changed, and so is its newest version. */
  readonly locks: boolean;
  /** For the table that is changed: whether old values go into the new ones. Null for one that is only read. */
  readonly reuses: boolean | null;
  /** True when it may stop before it has seen all rows, or pass over some: only what it returned is known to be read. */
  readonly partial: boolean;
}

/** What a statement is going to do, as its plan has it. */
export interface Plan {
  readonly scans: readonly Scan[];
  /** True for INSERT ... ON CONFLICT DO UPDATE, which looks at the row that is in its way. */
  readonly overwritesOnConflict: boolean;
}

export const NO_PLAN: Plan = { scans: [], overwritesOnConflict: false };
/** Of a statement that reads, one cannot tell where. */
export const UNKNOWN_PLAN: Plan = { ...NO_PLAN };

const LOCK_NOT_AVAILABLE = '55P03';
const SYNTAX_ERROR = '42601';

/** Commands that EXPLAIN can explain, and that read or write rows of tables. */
const EXPLAINABLE = new Set(['SELECT', 'VALUES', 'TABLE', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'DECLARE', 'CREATE TABLE', 'CREATE MATERIALIZED VIEW']);

/** Commands that read or write rows of tables in ways that no plan tells. */
const INSCRUTABLE = new Set(['CALL', 'DO', 'EXECUTE', 'COPY', 'REFRESH']);

interface PlanNode {
  readonly 'Node Type': string;
  readonly Operation?: string;
  readonly 'Relation Name'?: string;
  readonly Schema?: string;
  readonly Alias?: string;
  readonly Filter?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'TID Cond'?: string;
  readonly 'Conflict Resolution'?: string;
  readonly Output?: readonly string[];
  readonly Plans?: readonly PlanNode[];
}

/**
 * Asks PostgreSQL, in a session that stands aside, where a statement is going to look: EXPLAIN plans
 * it and does not run it. Where it cannot be planned there (it is about a table that no other
 * session sees yet, say) it is {@link UNKNOWN_PLAN}.
 * @returns null where it would have to wait for a lock on a table; it may be asked again later
 */
export function* planOf(aside: PostgresSession, sql: string, command: string, tables: readonly ObservedTable[]): Flow<Plan | null> {
  if (!EXPLAINABLE.has(command)) return INSCRUTABLE.has(command) ? UNKNOWN_PLAN : NO_PLAN;
  try {
    const { rows } = yield* ask(aside, `explain (verbose, costs off, format json) ${sql}`);
    const [explained] = JSON.parse(String(rows[0]?.[0])) as [{ readonly Plan: PlanNode }];
    const scans: Scan[] = [];
    collect(explained.Plan, { tables, locks: false, partial: /\bskip\s+locked\b/i.test(sql), changes: null }, scans);
    return { scans, overwritesOnConflict: explained.Plan['Conflict Resolution'] === 'UPDATE' };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === LOCK_NOT_AVAILABLE) return null;
    // A CREATE TABLE without AS is none that EXPLAIN takes, and reads nothing.
    return error.code === SYNTAX_ERROR && command.startsWith('CREATE') ? NO_PLAN : UNKNOWN_PLAN;
  }
}

interface Above {
  readonly tables: readonly ObservedTable[];
  readonly locks: boolean;
  readonly partial: boolean;
  /** The node that changes rows of a table, and what goes into them. */
  readonly changes: { readonly node: PlanNode; readonly output: readonly string[] } | null;
}

function collect(node: PlanNode, above: Above, scans: Scan[]): void {
  const type = node['Node Type'];
  const table = above.tables.find(({ schema, relation }) => schema === node.Schema && relation === node['Relation Name']);
  // What is current in a cursor was read when it was fetched.
  if (table && type !== 'ModifyTable' && !node['TID Cond']?.startsWith('CURRENT OF')) scans.push(scanOf(node, table, above));
  const inside: Above = {
    ...above,
    locks: above.locks || type === 'LockRows',
    partial: above.partial || type === 'Limit',
    changes: type === 'ModifyTable' ? { node, output: node.Plans?.[0]?.Output ?? [] } : above.changes,
  };
  for (const child of node.Plans ?? []) collect(child, inside, scans);
}

function scanOf(node: PlanNode, table: ObservedTable, { locks, partial, changes }: Above): Scan {
  const alias = node.Alias ?? table.relation;
  const conditions = [node['Recheck Cond'] ?? node['Index Cond'], node.Filter];
  const isTarget = changes !== null && changes.node.Operation !== 'Insert' && changes.node.Alias === node.Alias && changes.node['Relation Name'] === node['Relation Name'];
  return {
    table,
    conjuncts: conditions.flatMap((condition) => (condition === undefined ? [] : conjunctsOf(condition, table, alias))),
    locks: locks || isTarget,
    reuses: isTarget ? changes.output.some((expression) => columnsIn(expression, table).length > 0) : null,
    partial,
  };
}
