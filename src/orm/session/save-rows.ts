import type { Flow } from '../flow';
import { FlushError } from '../map/errors';
import type { Mapper } from '../map/mapper';
import { NO_VALUE } from '../map/passive';
import type { InstanceState } from '../map/state';
import type { ColumnElement } from '../sql/elements';
import { shownKey } from './lookup-key';
import type { IdentityKey } from '../map/identity-key';
import { insertRows } from './insert-rows';
import { sortedStates, tablesOf } from './row-values';
import type { RowWriter } from './row-writer';
import { updateRows, type Updated } from './update-rows';

/** What saving asks of the flush that it is part of. */
export interface SavePlan {
  /** The persistent object whose key a pending one has; null where there is none. */
  holderOf(key: IdentityKey): Flow<InstanceState | null>;
  willDelete(state: InstanceState): boolean;
  /** Another object takes over the row: it is not deleted. */
  spare(state: InstanceState): void;
  isKeyCascaded(state: InstanceState, column: ColumnElement): boolean;
  warn(message: string): void;
}

/**
 * Writes the rows of objects of one hierarchy: UPDATE for those that changed, then INSERT for new ones. A new object with
 * the primary key of one that is to be deleted takes over its row.
 */
export function* saveStates(plan: SavePlan, base: Mapper, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const sorted = sortedStates(states);
  if (base.options.batch !== false) return yield* saveTogether(plan, base, sorted, writer);
  for (const state of sorted) yield* saveTogether(plan, base, [state], writer);
}

function* saveTogether(plan: SavePlan, base: Mapper, sorted: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const inserted: InstanceState[] = [];
  const updated: Updated[] = [];
  for (const state of sorted) {
    const takenOver = isPlainlyNew(state) ? null : yield* organized(plan, state, writer);
    if (takenOver) updated.push({ state, versionOf: takenOver });
    else inserted.push(state);
  }
  for (const table of tablesOf(base)) {
    if (updated.length > 0) yield* updateRows(plan, table, updated.filter(({ state }) => state.mapper.tables.includes(table)), writer);
    if (inserted.length > 0) yield* insertRows(table, inserted.filter(({ mapper }) => mapper.tables.includes(table)), writer);
  }
  for (const state of sorted) if (hasEpilogue(state)) yield* finished(state, writer);
}

/** Nothing but a row of its own comes of it: it has no key that another object could have, and nobody listens. */
function isPlainlyNew(state: InstanceState): boolean {
  const { mapper } = state;
  return state.key === null && mapper.polymorphism.on === null && !mapper.events.has('beforeInsert') && !hasPrimaryKey(state);
}

function hasPrimaryKey(state: InstanceState): boolean {
  return state.mapper.keyAttributes.every((attribute) => attribute !== null && (state.values.get(attribute) ?? null) !== null);
}

/** Something is done about it when all rows are written: see {@link finished}. */
function hasEpilogue(state: InstanceState): boolean {
  const { mapper } = state;
  return mapper.readonlyKeys.length > 0 || mapper.versionColumn !== null || mapper.events.has(state.key === null ? 'afterInsert' : 'afterUpdate');
}

/** The object whose row is updated: mostly the same one. Null where a row is inserted. */
function* organized(plan: SavePlan, state: InstanceState, writer: RowWriter): Flow<InstanceState | null> {
  const { mapper } = state;
  const isNew = state.key === null;
  const event = isNew ? 'beforeInsert' : 'beforeUpdate';
  if (mapper.events.has(event)) yield* mapper.events.dispatchFlow(event, mapper, writer.connection, state.object);
  checkDiscriminator(state);
  if (!isNew) return state;
  if (!hasPrimaryKey(state)) return null;
  const key = mapper.identityKeyOf(state);
  const holder = yield* plan.holderOf(key);
  if (!holder) return null;
  if (!plan.willDelete(holder)) {
    plan.warn(`New instance ${state.toString()} with identity key ${shownKey(key)} conflicts with persistent instance ${holder.toString()}`);
    return null;
  }
  plan.spare(holder);
  return holder;
}

/** A row must tell a class of the hierarchy. It is warned of one that does not. */
function checkDiscriminator(state: InstanceState): void {
  const { mapper } = state;
  const { on, identities } = mapper.polymorphism;
  const key = on ? mapper.propertyFor(on)?.key : undefined;
  if (key === undefined || !state.values.has(key)) return;
  const value = state.values.get(key);
  const told = identities.get(value);
  if (!told || told.isRelatedTo(mapper) || state.key !== null) return;
  mapper.warn(`Flushing object ${state.toString()} with incompatible polymorphic identity '${String(value)}'; the object may not refresh and/or load correctly`);
}

function* finished(state: InstanceState, writer: RowWriter): Flow<void> {
  const { mapper } = state;
  // What is computed by the database from the row is out of date now.
  if (mapper.readonlyKeys.length > 0) state.expireAttributes(mapper.readonlyKeys.filter((key) => !state.committed.has(key) && (!mapper.isDeferred(key) || state.values.has(key))));
  const event = state.key === null ? 'afterInsert' : 'afterUpdate';
  if (mapper.events.has(event)) yield* mapper.events.dispatchFlow(event, mapper, writer.connection, state.object);
  const { versionColumn } = mapper;
  if (!versionColumn || mapper.options.versionIdGenerator !== false) return;
  const version = mapper.columnValue(state, versionColumn);
  if (version === null || version === NO_VALUE) throw new FlushError('Instance does not contain a non-NULL version value');
}
