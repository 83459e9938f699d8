import type { Connection } from '../engine/connection';
import { reflectTable } from '../engine/reflect';
import type { Flow } from '../flow';
import { ForeignKeyConstraint } from '../sql/schema/constraints';
import { MetaData } from '../sql/schema/metadata';
import { TableCopy } from './batch';
import { tableOf, type Operation } from './operations';
import { isDirect, statementsOf } from './statements';

/** Operations that follow each other on one table that stays. */
function runs(operations: readonly Operation[]): Operation[][] {
  const made: Operation[][] = [];
  for (const operation of operations) {
    const last = made.at(-1);
    const same = last?.[0] && key(last[0]) === key(operation) && !isWhole(operation) && !isWhole(last[0]);
    if (last && same) last.push(operation);
    else made.push([operation]);
  }
  return made;
}

function key(operation: Operation): string {
  const { table, schema } = tableOf(operation);
  return `${schema ?? ''}.${table}`;
}

function isWhole(operation: Operation): boolean {
  return operation.kind === 'create table' || operation.kind === 'drop table' || operation.kind === 'rename table';
}

/** Changes a table by copying it: whatever the operations are, in one copy. */
export function* copyTable(connection: Connection, operations: readonly Operation[]): Flow<void> {
  const [first] = operations;
  if (!first) return;
  const { table: name, schema } = tableOf(first);
  const copy = new TableCopy(yield* reflectTable(connection, name, new MetaData(), { schema, resolveFks: false }));
  for (const operation of operations) copy.apply(operation);
  for (const statement of copy.statements(connection.dialect)) yield* connection.execute(statement);
}

/** Does an operation by the statements that the database has for it. @throws UnsupportedAlterError where it has none */
export function* perform(connection: Connection, operation: Operation): Flow<void> {
  for (const statement of statementsOf(operation, connection.dialect)) yield* connection.execute(statement);
}

/** Foreign keys go before the tables that they refer to, and come after them. */
function inOrderOfReferences(operations: readonly Operation[]): Operation[] {
  const isLink = (operation: Operation, kind: Operation['kind']): boolean => operation.kind === kind && 'constraint' in operation && operation.constraint instanceof ForeignKeyConstraint;
  const first = operations.filter((operation) => isLink(operation, 'drop constraint'));
  const last = operations.filter((operation) => isLink(operation, 'create constraint'));
  return [...first, ...operations.filter((operation) => !first.includes(operation) && !last.includes(operation)), ...last];
}

/** Carries out operations in order; where the database cannot alter a table, by copying it. */
export function* applyOperations(connection: Connection, operations: readonly Operation[]): Flow<void> {
  for (const run of runs(inOrderOfReferences(operations))) {
    if (run.every((operation) => isDirect(operation, connection.dialect))) for (const operation of run) yield* perform(connection, operation);
    else yield* copyTable(connection, run);
  }
}
