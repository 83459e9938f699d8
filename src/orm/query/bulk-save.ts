import type { Connection } from '../engine/connection';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { bulkInsert, type BulkInsertOptions } from './bulk-insert';
import type { Mapping } from './bulk-rows';
import { bulkUpdate } from './bulk-update';
import type { DmlCall, WritingSession } from './synchronize';

/** What the bulk operations need of a session. */
export interface BulkSession extends WritingSession {
  connection(context?: { readonly mapper?: Mapper | null }): Flow<Connection>;
}

export interface BulkSaveOptions extends BulkInsertOptions {
  /** Of persistent objects only what changed is written; true unless it is said otherwise. */
  readonly updateChangedOnly?: boolean;
  /** Objects are written in the order given, and not together by class. */
  readonly preserveOrder?: boolean;
}

function* callFor(session: BulkSession, mapper: Mapper): Flow<DmlCall> {
  mapper.registry.configure();
  const connection = yield* session.connection({ mapper });
  return { connection, session, parameters: null, settings: {}, cause: { kind: 'bulk', text: `bulk operation on ${mapper.entity.name}` } };
}

/** Inserts rows given as mappings. With `returnDefaults` they get the primary keys that the database makes. */
export function* bulkInsertMappings(session: BulkSession, mapper: Mapper, mappings: readonly Record<string, unknown>[], options: BulkInsertOptions = {}): Flow<void> {
  if (mappings.length === 0) return;
  const known = yield* bulkInsert(mapper, mappings, yield* callFor(session, mapper), options);
  if (options.returnDefaults === true) mappings.forEach((mapping, index) => Object.assign(mapping, known[index]));
}

/** Updates rows by the primary keys in the mappings. @throws InvalidRequestError for a mapping without one */
export function* bulkUpdateMappings(session: BulkSession, mapper: Mapper, mappings: readonly Mapping[]): Flow<void> {
  if (mappings.length > 0) yield* bulkUpdate(mapper, mappings, yield* callFor(session, mapper));
}

/**
 * Writes objects without the unit of work: no relationships, no cascades, and the session does not take them in.
 * @see sqlalchemy.orm.Session.bulk_save_objects
 */
export function* bulkSave(session: BulkSession, states: readonly InstanceState[], options: BulkSaveOptions = {}): Flow<void> {
  const ordered = options.preserveOrder === false ? [...states].sort((left, right) => left.mapper.sortKey - right.mapper.sortKey || Number(left.key !== null) - Number(right.key !== null)) : states;
  for (const group of neighbours(ordered)) {
    const [first] = group;
    if (!first) continue;
    const call = yield* callFor(session, first.mapper);
    if (first.key) yield* bulkUpdate(first.mapper, group.map((state) => updateOf(state, options.updateChangedOnly ?? true)), call);
    else yield* insertStates(first.mapper, group, call, options);
  }
}

/** Objects of one class of which all have, or none has, a row. */
function neighbours(states: readonly InstanceState[]): InstanceState[][] {
  const groups: InstanceState[][] = [];
  for (const state of states) {
    const last = groups[groups.length - 1];
    const [one] = last ?? [];
    if (last && one?.mapper === state.mapper && (one.key === null) === (state.key === null)) last.push(state);
    else groups.push([state]);
  }
  return groups;
}

function* insertStates(mapper: Mapper, states: readonly InstanceState[], call: DmlCall, options: BulkSaveOptions): Flow<void> {
  const known = yield* bulkInsert(mapper, states.map(valuesOf), call, options);
  if (options.returnDefaults !== true) return;
  for (const [index, state] of states.entries()) {
    for (const [key, value] of Object.entries(known[index] ?? {})) state.values.set(key, value);
  }
}

function valuesOf({ mapper, values }: InstanceState): Mapping {
  return Object.fromEntries([...values].filter(([key]) => mapper.columnAttributes.has(key)));
}

function updateOf(state: InstanceState, changedOnly: boolean): Mapping {
  const all = valuesOf(state);
  const keys = new Set(state.mapper.primaryKey.map((column) => state.mapper.propertyFor(column)?.key));
  return changedOnly ? Object.fromEntries(Object.entries(all).filter(([key]) => keys.has(key) || state.committed.has(key))) : all;
}
