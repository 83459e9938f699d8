import { ForeignKeyConstraint, UniqueConstraint, type Index } from '../sql/schema/constraints';
import { Index as IndexClass } from '../sql/schema/constraints';
import type { Table } from '../sql/schema/table';
import { targetColumn, targetText } from './foreign-key-target';
import type { Findings } from './findings';

type Key = Index | UniqueConstraint;

/** What an index is on, as texts. */
function partsOf(index: Index): string[] {
  return index.expressions.map((expression) => ('name' in expression && typeof expression.name === 'string' ? expression.name : expression.toString()));
}

/** `('a', 'b')`, as Python shows a tuple. */
function tupleText(names: readonly string[]): string {
  return `(${names.map((name) => `'${name}'`).join(', ')}${names.length === 1 ? ',' : ''})`;
}

function columnsOf(constraint: { readonly columns: readonly { readonly name: string }[] }): string[] {
  return constraint.columns.map(({ name }) => name);
}

const reference = (table: Table): { readonly table: string; readonly schema: string | null } => ({ table: table.tableName, schema: table.tableSchema });

function addKey(key: Key, table: Table, found: Findings): void {
  if (key instanceof IndexClass) {
    found.add({ kind: 'create index', ...reference(table), index: key }, 'constraints', `Detected added index '${key.name ?? 'None'}' on '${tupleText(partsOf(key))}'`);
    return;
  }
  const name = key.name === null ? 'None' : `'${key.name}'`;
  found.add({ kind: 'create constraint', ...reference(table), constraint: key }, 'constraints', `Detected added unique constraint ${name} on '${tupleText(columnsOf(key))}'`);
}

function removeKey(key: Key, table: Table, found: Findings): void {
  const name = key.name === null ? 'None' : `'${key.name}'`;
  if (key instanceof IndexClass) {
    found.add({ kind: 'drop index', ...reference(table), index: key, reflected: true }, 'constraints', `Detected removed index ${name} on '${table.tableName}'`);
    return;
  }
  found.add({ kind: 'drop constraint', ...reference(table), constraint: key, reflected: true }, 'constraints', `Detected removed unique constraint ${name} on '${table.tableName}'`);
}

/** The indexes of a new table, by name. */
export function createdIndexes(table: Table, found: Findings): void {
  for (const index of sortedByName([...table.indexes])) addKey(index, table, found);
}

/** The indexes of a table that goes, by name. */
export function droppedIndexes(table: Table, found: Findings): void {
  for (const index of sortedByName([...table.indexes])) removeKey(index, table, found);
}

function sortedByName<T extends { readonly name: string | null }>(items: readonly T[]): T[] {
  return [...items].sort((one, other) => ((one.name ?? '') < (other.name ?? '') ? -1 : 1));
}

function uniquesOf(table: Table): UniqueConstraint[] {
  return [...table.constraints].filter((constraint) => constraint instanceof UniqueConstraint);
}

/** What makes two keys the same, apart from their names. */
function signature(key: Key): string {
  return key instanceof IndexClass ? JSON.stringify([key.unique, partsOf(key)]) : JSON.stringify(columnsOf(key).sort());
}

function named(keys: readonly Key[]): Map<string, Key> {
  return new Map(keys.flatMap((key) => (key.name === null ? [] : [[key.name, key]])));
}

/** How an index has changed: `unique=False to unique=True`. */
function changeText(before: Key, after: Key): string {
  if (!(before instanceof IndexClass && after instanceof IndexClass)) {
    return before instanceof IndexClass || after instanceof IndexClass ? '' : `expression ${tupleText(columnsOf(before))} to ${tupleText(columnsOf(after))}`;
  }
  const unique = (index: Index): string => `unique=${index.unique ? 'True' : 'False'}`;
  const changes = before.unique === after.unique ? [] : [`${unique(before)} to ${unique(after)}`];
  const [one, other] = [partsOf(before), partsOf(after)];
  if (one.join('\0') !== other.join('\0')) changes.push(`expression ${tupleText(one)} to ${tupleText(other)}`);
  return changes.join(', ');
}

/** Indexes and unique constraints of a table that is there. Those with names are told by them, others by their columns. */
export function compareIndexesAndUniques(before: Table, table: Table, found: Findings): void {
  const existing: Key[] = [...uniquesOf(before), ...before.indexes];
  const wanted: Key[] = [...uniquesOf(table), ...table.indexes];
  const existingNames = named(existing);
  const wantedNames = named(wanted);
  const unnamed = new Set(wanted.filter((key) => key.name === null && key instanceof UniqueConstraint).map(signature));
  for (const [name, key] of [...existingNames].sort()) {
    if (!wantedNames.has(name) && !(key instanceof UniqueConstraint && unnamed.has(signature(key)))) removeKey(key, table, found);
  }
  for (const [name, key] of [...existingNames].sort()) {
    const other = wantedNames.get(name);
    if (!other || (signature(key) === signature(other) && key.constructor === other.constructor)) continue;
    const kind = key instanceof IndexClass ? 'index' : 'unique constraint';
    const text = changeText(key, other);
    found.tell('constraints', `Detected changed ${kind} '${name}' on '${table.tableName}'${text === '' ? '' : `: ${text}`}`);
    const told = found.detections.length;
    removeKey(key, table, found);
    addKey(other, table, found);
    found.detections.splice(told);
  }
  for (const [name, key] of [...wantedNames].sort()) if (!existingNames.has(name)) addKey(key, table, found);
  const existingUniques = new Set(existing.filter((key) => key instanceof UniqueConstraint).map(signature));
  for (const key of wanted) {
    if (key.name === null && key instanceof UniqueConstraint && !existingUniques.has(signature(key))) addKey(key, table, found);
  }
}

/** What makes two foreign keys the same: columns and what happens on change; their names do not count. */
function linkSignature(constraint: ForeignKeyConstraint): string {
  const action = (text: string | null): string | null => (text === null || text.toLowerCase() === 'no action' ? null : text.toLowerCase());
  return JSON.stringify([
    columnsOf(constraint),
    constraint.elements.map(targetText),
    action(constraint.onupdate),
    action(constraint.ondelete),
    (constraint.initially?.toLowerCase() ?? null) === 'deferred',
    constraint.deferrable ?? false,
  ]);
}

function linksOf(table: Table): Map<string, ForeignKeyConstraint> {
  return new Map([...table.constraints].flatMap((one) => (one instanceof ForeignKeyConstraint ? [[linkSignature(one), one] as const] : [])));
}

/** Foreign keys of a table that is there. */
export function compareForeignKeys(before: Table, table: Table, found: Findings): void {
  const existing = linksOf(before);
  const wanted = linksOf(table);
  const text = (constraint: ForeignKeyConstraint): string => `(${columnsOf(constraint).join(', ')})(${constraint.elements.map(targetColumn).join(', ')}) on table ${table.description}`;
  for (const [key, constraint] of [...existing].sort()) {
    if (!wanted.has(key)) found.add({ kind: 'drop constraint', ...reference(table), constraint, reflected: true }, 'constraints', `Detected removed foreign key ${text(constraint)}`);
  }
  for (const [key, constraint] of [...wanted].sort()) {
    if (!existing.has(key)) found.add({ kind: 'create constraint', ...reference(table), constraint }, 'constraints', `Detected added foreign key ${text(constraint)}`);
  }
}
