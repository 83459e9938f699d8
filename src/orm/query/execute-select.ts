import type { Cause } from '../engine/activity';
import type { Connection, ExecutionOptions, StatementParameters } from '../engine/connection';
import type { CursorResult } from '../engine/cursor-result';
import { BufferedRows, Result } from '../engine/result';
import { RowKeys } from '../engine/row';
import type { Flow } from '../flow';
import { isSelect, type Select } from '../sql/select';
import type { FromStatement } from './from-statement';
import type { RowEntry } from './row-entry';
import { compileReturning, compileSelect, openedTables, type CompiledSelect } from './select-compile';
import type { Loading, ReadingMode, ReadingSession } from './strategy/loading';
import type { LoadPlan } from './strategy/load-plan';
import type { RowValues, ValueReader } from './strategy/row-reader';

/** How the rows of one form of statement become rows of objects. Kept with the compiled statement. */
interface ReadingPlan {
  readonly keys: RowKeys;
  readonly readers: readonly ValueReader[];
  readonly entries: readonly RowEntry[];
  readonly load: LoadPlan;
  /** Rows of columns are what they are. */
  readonly isPlain: boolean;
}

const plans = new WeakMap<object, ReadingPlan>();

export interface SelectCall {
  readonly connection: Connection;
  readonly session: ReadingSession;
  readonly parameters: StatementParameters;
  readonly settings: ExecutionOptions;
  readonly cause: Cause | null;
}

/** Executes a SELECT of entities. Its rows have objects, one for each identity. @throws InvalidRequestError for options that exclude each other */
export function* executeSelect(select: Select, call: SelectCall): Flow<Result> {
  const { connection, parameters, settings, cause } = call;
  const result = yield* connection.execute(select, parameters ?? {}, { executionOptions: settings, cause });
  return yield* objectsOf(result, planFor(select, result), call);
}

/**
 * Reads the rows of RETURNING as the entities that it names.
 * @param returning what the executed statement was compiled with
 * @param rows where they were taken already
 */
export function* returnedObjects(result: CursorResult, returning: CompiledSelect, call: SelectCall, rows: readonly RowValues[] | null = null): Flow<Result> {
  const plan = planOf(returning, result.keys());
  return yield* objectsOf(result, rows ? { ...plan, isPlain: false } : plan, call, rows);
}

/** Executes a statement and reads its rows as the entities of a SELECT. @see sqlalchemy.orm.FromStatement */
export function* executeFromStatement(given: FromStatement, call: SelectCall): Flow<Result> {
  const { connection, parameters, settings, cause } = call;
  const result = yield* connection.execute(given.statement, parameters, { executionOptions: settings, cause });
  return yield* objectsOf(result, foundPlan(given.select, result.rowKeys), call);
}

function planFor(select: Select, result: CursorResult): ReadingPlan {
  // A cached text was compiled of another statement of the same form: its slots are settled, and tell the places.
  const origin = result.compiled?.statement;
  const known = result.compiled ? plans.get(result.compiled) : undefined;
  if (known && !known.load.buffersRows) return ownPlan(known, select);
  // What is read by `subqueryload()` repeats the statement with its own values.
  const source = known || !origin || !isSelect(origin) ? select : origin;
  const plan = planOf(compileSelect(source, true), result.keys());
  if (result.compiled && !known) plans.set(result.compiled, plan);
  return plan;
}

/** The plan of a statement of the same form whose aliases are others: rows are asked for by this one's. */
function ownPlan(plan: ReadingPlan, select: Select): ReadingPlan {
  const elements = openedTables(select.state.rawColumns);
  if (elements.length !== plan.entries.length) return plan;
  const isSame = plan.entries.every(({ element }, place) => element === null || element.identity === elements[place]?.identity);
  if (isSame) return plan;
  const keys = new RowKeys(
    plan.keys.names,
    elements.map((element) => [element]),
    true,
  );
  return { ...plan, keys, isPlain: false };
}

function planOf({ entries, load }: CompiledSelect, columnNames: readonly string[]): ReadingPlan {
  const names = entries.map(({ name, slot }) => name ?? (slot ? columnNames[slot.place] : undefined) ?? '');
  const unique = distinctNames(names, entries);
  const isPlain = entries.every(({ slot }, index) => slot?.place === index && columnNames[index] === unique[index]) && entries.length === columnNames.length;
  return {
    entries,
    load,
    isPlain,
    keys: new RowKeys(
      unique,
      entries.map(({ element, slot }) => [...(element ? [element] : []), ...(slot ? [columnNames[slot.place] ?? ''] : [])]),
      true,
    ),
    readers: entries.map((entry) => entry.reader()),
  };
}

/** Columns whose names are taken get numbers, as in SQL; objects keep the name of their class. */
function distinctNames(names: readonly string[], entries: readonly RowEntry[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    if (!entries[index]?.slot || !taken.has(name)) {
      taken.add(name);
      return name;
    }
    let number = 1;
    while (taken.has(`${name}_${number}`)) number += 1;
    taken.add(`${name}_${number}`);
    return `${name}_${number}`;
  });
}

/** The plan for rows that were not made for it: columns are found by what they are, or by name. */
function foundPlan(select: Select, keys: RowKeys): ReadingPlan {
  const compiled = compileReturning(select);
  for (const slot of compiled.slots) {
    const name = 'name' in slot.column ? String(slot.column.name) : '';
    slot.place = keys.has(slot.column) ? keys.place(slot.column) : keys.has(name) ? keys.place(name) : -1;
  }
  return { ...planOf(compiled, keys.names), isPlain: false };
}

function* objectsOf(result: CursorResult, plan: ReadingPlan, { session, settings, parameters }: SelectCall, taken: readonly RowValues[] | null = null): Flow<Result> {
  if (plan.isPlain) return result.asMapped();
  const mode: ReadingMode = { populateExisting: option(settings, 'populateExisting', 'populate_existing') === true, refresh: null, parameters, identityToken: option(settings, 'identityToken', 'identity_token') ?? null };
  const size = option(settings, 'yieldPer', 'yield_per');
  const part = typeof size === 'number' && size > 0 ? size : null;
  const loading = plan.load.begin(session, mode, part);
  const rows = taken ?? result.lists();
  const read: (readonly unknown[])[] = [];
  for (let from = 0; from < rows.length; from += part ?? rows.length) {
    readRows(rows.slice(from, from + (part ?? rows.length)), plan.readers, loading, read);
    yield* loading.finish();
  }
  const unique = { keys: plan.entries.map(({ uniqueKey }) => uniqueKey), required: plan.load.uniqueRequired };
  const objects = new Result(plan.keys, new BufferedRows(read), { unique });
  return part === null ? objects : objects.yieldPer(part);
}

function readRows(rows: readonly RowValues[], readers: readonly ValueReader[], loading: Loading, into: (readonly unknown[])[]): void {
  const [only] = readers;
  if (only && readers.length === 1) for (const row of rows) into.push([only(row, loading)]);
  else for (const row of rows) into.push(readers.map((read) => read(row, loading)));
}

function option(settings: ExecutionOptions, name: string, pythonName: string): unknown {
  return settings[name] ?? settings[pythonName];
}
