import { ArgumentError, InvalidRequestError } from '../errors';
import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import { asClause, ClauseElement, type Structure } from './clause';
import { ColumnClause } from './column';
import { ColumnCollection } from './column-collection';
import { expression, listed, selectedColumn } from './coerce';
import { BindParameter, condition, type ColumnElement } from './elements';
import { findEntity, type EntityNamespace } from './entity';
import { Alias, Cte, type CteOptions, FromClause, type RowSource } from './from-clause';
import type { DmlPlugin } from './dml-plugin';
import { onConflictDoNothing, onConflictDoUpdate, type ConflictTarget, type OnConflict } from './on-conflict';
import { columnsOf, presented, type Affix } from './select';
import { namedColumns } from './column-names';
import { SelectBase } from './selectable';
import { Text } from './text-clause';

/** A column, by name or itself, and what it gets. */
export type Setter = readonly [column: string | ClauseElement, value: ClauseElement];

/** What INSERT, UPDATE and DELETE have in common. */
export interface DmlState {
  readonly table: FromClause;
  readonly returning: readonly ClauseElement[];
  readonly sortByParameterOrder: boolean;
  /** Return the defaults that the database made. The ORM uses it. */
  readonly returnDefaults: boolean;
  readonly prefixes: readonly Affix[];
  readonly independentCtes: readonly Cte[];
  readonly executionOptions: Readonly<Record<string, unknown>>;
  readonly options: readonly object[];
  readonly where: readonly ClauseElement[];
  readonly setters: readonly Setter[];
  /** `values()` was said with nothing in it: no column is named. */
  readonly noValues: boolean;
  /** SET in the order given, not in that of the table. */
  readonly ordered: boolean;
  /** Rows of an INSERT with several. */
  readonly multi: readonly (readonly Setter[])[];
  readonly fromSelect: { readonly names: readonly string[]; readonly select: SelectBase; readonly includeDefaults: boolean } | null;
  readonly onConflict: OnConflict | null;
  readonly inline: boolean;
}

const NOTHING: Omit<DmlState, 'table'> = {
  returning: [],
  sortByParameterOrder: false,
  returnDefaults: false,
  prefixes: [],
  independentCtes: [],
  executionOptions: {},
  options: [],
  where: [],
  setters: [],
  noValues: false,
  ordered: false,
  multi: [],
  fromSelect: null,
  onConflict: null,
  inline: false,
};

/** A statement that changes rows. */
export abstract class Dml extends ClauseElement implements RowSource {
  readonly state: DmlState;

  constructor(state: Pick<DmlState, 'table'> & Partial<DmlState>) {
    super();
    this.state = { ...NOTHING, ...state };
  }

  get structure(): Structure {
    return dmlStructure;
  }

  protected with(changes: Partial<DmlState>): this {
    return this.rebuilt({ state: { ...this.state, ...changes } });
  }

  /** A copy with other clauses. For the ORM and the compiler. */
  replaced(changes: Partial<DmlState>): this {
    return this.with(changes);
  }

  get table(): FromClause {
    return this.state.table;
  }

  /** The ORM's part in it; null for a statement on a table. */
  get plugin(): DmlPlugin | null {
    return (this.state.table.annotations['dmlPlugin'] as DmlPlugin | undefined) ?? null;
  }

  get executionSettings(): Readonly<Record<string, unknown>> {
    return this.state.executionOptions;
  }

  returning(...columns: readonly unknown[]): this {
    const options = columns.filter((one) => isReturningOptions(one)) as { readonly sortByParameterOrder?: boolean }[];
    const added = columns.filter((one) => !isReturningOptions(one)).map(selectedColumn);
    return this.with({
      returning: [...this.state.returning, ...added],
      sortByParameterOrder: options.some((one) => one.sortByParameterOrder === true) || this.state.sortByParameterOrder,
    });
  }

  returnDefaults(): this {
    return this.with({ returnDefaults: true });
  }

  prefixWith(text: unknown, dialect: string | null = null): this {
    return this.with({ prefixes: [...this.state.prefixes, { text: asClause(text) ?? new Text(String(text)), dialect }] });
  }

  addCte(...ctes: readonly Cte[]): this {
    return this.with({ independentCtes: [...this.state.independentCtes, ...ctes] });
  }

  executionOptions(options: Readonly<Record<string, unknown>>): this {
    return this.with({ executionOptions: { ...this.state.executionOptions, ...options } });
  }

  options(...options: readonly object[]): this {
    return this.with({ options: [...this.state.options, ...options] });
  }

  /** The columns of RETURNING, with tables opened. */
  get selectedColumns(): readonly ClauseElement[] {
    return this.plugin?.returningColumns(this) ?? this.state.returning.flatMap(columnsOf);
  }

  /** It in WITH: its RETURNING gives the rows. */
  cte(name: string | null = null, options: CteOptions = {}): Cte {
    return new Cte(this, name, options);
  }

  get exportedColumns(): ColumnCollection {
    return new ColumnCollection(this.proxyColumns(new Alias(this, null)));
  }

  proxyColumns(from: FromClause): [string, ColumnElement][] {
    return presented(namedColumns(this.selectedColumns, 'disambiguate', false), from);
  }
}

function isReturningOptions(given: unknown): boolean {
  return typeof given === 'object' && given !== null && asClause(given) === null && 'sortByParameterOrder' in given;
}

const dmlStructure: Structure = [
  ['table', 'element'],
  ['setters', 'setters'],
  ['ordered', 'value'],
  ['noValues', 'value'],
  ['multi', 'rows'],
  ['where', 'elements'],
  ['returning', 'elements'],
  ['sortByParameterOrder', 'value'],
  ['returnDefaults', 'value'],
  ['independentCtes', 'elements'],
  ['inline', 'value'],
];

type Values = Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown>;

/** What an attribute that is no column of its own sets for a value: pinned on its element as annotation `assigns`. */
export type Assignment = (value: unknown) => readonly (readonly [column: unknown, value: unknown])[];

/** The columns behind a composite or a hybrid; null for columns. */
function assignmentOf(column: unknown, table: FromClause): Assignment | null {
  const namespace = table.annotations['entityNamespace'] as EntityNamespace | undefined;
  const element = typeof column === 'string' ? (namespace?.computed?.(column) ?? null) : asClause(column);
  return (element?.annotations['assigns'] as Assignment | undefined) ?? null;
}

/** Columns and values as a list; plain values become parameters. */
function settersOf(given: Values | readonly (readonly [unknown, unknown])[], table: FromClause): Setter[] {
  const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(given)
    ? (given as readonly (readonly [unknown, unknown])[])
    : given instanceof Map
      ? [...(given as ReadonlyMap<unknown, unknown>)]
      : Object.entries(given as Readonly<Record<string, unknown>>);
  return entries.flatMap(([column, value]): Setter[] => {
    const assignment = assignmentOf(column, table);
    if (assignment) return settersOf(assignment(value), table);
    const key = typeof column === 'string' ? column : columnKey(column);
    return [[key, asClause(value) ? expression(value) : new BindParameter(null, value ?? null, { unique: true, isCrud: true })]];
  });
}

function columnKey(given: unknown): string | ClauseElement {
  const element = asClause(given);
  if (!element) throw new ArgumentError(`Column name or Column object expected, got ${String(given)}.`);
  const pinned = element.annotations['dmlKey'];
  if (typeof pinned === 'string') return pinned;
  return element;
}

/** INSERT. */
export class Insert extends Dml {
  readonly kind = 'insert';

  /**
   * Values by column name: one object, a list of objects for several rows, or a list of values in the order of the table.
   * @throws InvalidRequestError when the rows come from a SELECT
   */
  values(...given: readonly unknown[]): this {
    if (this.state.fromSelect) throw new InvalidRequestError('This construct already inserts from a SELECT');
    if (given.length === 0) return this.with({ noValues: true });
    const [first] = given;
    const plain = ormValue(first);
    if (given.length === 1 && Array.isArray(plain)) return this.rowList(plain as readonly unknown[]);
    const setters = given.flatMap((one) => settersOf(one as Values, this.state.table));
    return this.with({ setters: merged(this.state.setters, setters) });
  }

  private rowList(rows: readonly unknown[]): this {
    const [first] = rows;
    const asRow = (row: unknown): Setter[] => {
      const plain = ormValue(row);
      return settersOf(Array.isArray(plain) ? this.byPosition(plain as readonly unknown[]) : (plain as Values), this.state.table);
    };
    const isRow = first !== undefined && first !== null && typeof ormValue(first) === 'object' && asClause(first) === null;
    if (!isRow) return this.with({ setters: merged(this.state.setters, settersOf(this.byPosition(rows), this.state.table)) });
    return this.with({ multi: [...this.state.multi, ...rows.map(asRow)] });
  }

  private byPosition(row: readonly unknown[]): (readonly [unknown, unknown])[] {
    const columns = this.state.table.c.keys();
    return row.map((value, index) => [columns[index] ?? '', value] as const);
  }

  /** Inserts what a SELECT gives. */
  fromSelect(names: readonly unknown[], select: unknown, includeDefaults = true): this {
    if (this.state.setters.length > 0 || this.state.multi.length > 0) throw new InvalidRequestError('This construct already inserts value expressions');
    const element = asClause(select);
    if (!(element instanceof SelectBase)) throw new ArgumentError(`SELECT construct expected, got ${String(select)}.`);
    const columns = listed(names).map((name) => (typeof name === 'string' ? name : String((asClause(name) as ColumnClause).key)));
    return this.with({ fromSelect: { names: columns, select: element, includeDefaults }, inline: true });
  }

  inline(): this {
    return this.with({ inline: true });
  }

  /** The row that could not be inserted, in DO UPDATE: `excluded.name`. */
  get excluded(): ColumnCollection {
    return this.memoized('excluded', () => new Alias(this.state.table, 'excluded').c);
  }

  onConflictDoNothing(target: ConflictTarget = {}): this {
    return this.with({ onConflict: onConflictDoNothing(target) });
  }

  onConflictDoUpdate(action: Parameters<typeof onConflictDoUpdate>[0]): this {
    return this.with({ onConflict: onConflictDoUpdate(action) });
  }
}

/** Later values for a column take the place of earlier ones. */
function merged(before: readonly Setter[], after: readonly Setter[]): Setter[] {
  const sameColumn = (left: Setter[0], right: Setter[0]): boolean => left === right || keyOf(left) === keyOf(right);
  const kept = before.map((setter) => after.find((later) => sameColumn(later[0], setter[0])) ?? setter);
  return [...kept, ...after.filter((later) => !before.some((setter) => sameColumn(later[0], setter[0])))];
}

/** The name under which a column is set. */
export function keyOf(column: Setter[0]): string {
  if (typeof column === 'string') return column;
  return column instanceof ColumnClause ? String(column.key) : column.toString();
}

/** What UPDATE and DELETE share: WHERE. */
abstract class Filtered extends Dml {
  where(...conditions: readonly unknown[]): this {
    return this.with({ where: [...this.state.where, ...conditions.map(condition)] });
  }

  filter(...conditions: readonly unknown[]): this {
    return this.where(...conditions);
  }

  filterBy(values: Readonly<Record<string, unknown>>): this {
    return this.where(...Object.entries(values).map(([name, value]) => findEntity([this.state.table], name).eq(value)));
  }
}

/** UPDATE. */
export class Update extends Filtered {
  readonly kind = 'update';

  values(...given: readonly unknown[]): this {
    return this.with({ setters: merged(this.state.setters, given.flatMap((one) => settersOf(one as Values, this.state.table))) });
  }

  /** Values in the order in which SET shall have them. */
  orderedValues(...given: readonly (readonly [unknown, unknown])[]): this {
    if (this.state.setters.length > 0) throw new ArgumentError('This statement already has values present');
    return this.with({ setters: settersOf(given, this.state.table), ordered: true });
  }

  inline(): this {
    return this.with({ inline: true });
  }
}

/** DELETE. */
export class Delete extends Filtered {
  readonly kind = 'delete';
}

function target(given: unknown, statement: string): FromClause {
  const element = asClause(given);
  if (element instanceof FromClause) return (element.annotations['dmlTable'] as FromClause | undefined) ?? element;
  throw new ArgumentError(`subject table for an ${statement} expected, got ${element ? element.repr() : pythonRepr(given)}.`);
}

export function insert(table: unknown): Insert {
  return new Insert({ table: target(table, 'INSERT, UPDATE or DELETE') });
}

export function update(table: unknown): Update {
  return new Update({ table: target(table, 'INSERT, UPDATE or DELETE') });
}

export function delete_(table: unknown): Delete {
  return new Delete({ table: target(table, 'INSERT, UPDATE or DELETE') });
}
