import { InvalidRequestError, MultipleResultsFound, NoResultFound, ResourceClosedError } from '../errors';
import { pythonRepr } from '../values/python-repr';
import { Row, RowMapping, type RowKey, type RowKeys } from './row';
import { UniqueFilter, type UniqueKey } from './unique-filter';

/** Where the rows of a result come from. It is read once. */
export interface RowSource {
  /** Up to `count` further rows; all that are left without. Empty at the end. */
  take(count?: number): readonly (readonly unknown[])[];
  /** The rows that are there already, and stay. */
  peek(): readonly (readonly unknown[])[];
  close(): void;
}

/** Rows that are all there. */
export class BufferedRows implements RowSource {
  #next = 0;

  constructor(private rows: readonly (readonly unknown[])[]) {}

  take(count?: number): readonly (readonly unknown[])[] {
    if (count === undefined && this.#next === 0) {
      const all = this.rows;
      this.rows = [];
      return all;
    }
    const taken = this.rows.slice(this.#next, count === undefined ? undefined : this.#next + count);
    this.#next += taken.length;
    return taken;
  }

  peek(): readonly (readonly unknown[])[] {
    return this.rows.slice(this.#next);
  }

  close(): void {
    this.rows = [];
    this.#next = 0;
  }
}

/** How the ORM takes part in `unique()`. */
export interface UniqueRules {
  /** What is compared, for each column. */
  readonly keys: readonly (UniqueKey | null)[];
  /** Said where `unique()` is needed and was not called; null where it is not needed. */
  readonly required: string | null;
}

/** What all kinds of results share: `V` is what one of them gives. */
abstract class Results<V> implements Iterable<V> {
  protected uniqueFilter: UniqueFilter | null = null;
  protected uniqueCalled = false;

  constructor(
    readonly rowKeys: RowKeys,
    protected readonly source: ResultSource,
  ) {}

  /** What a row becomes. */
  protected abstract present(values: readonly unknown[]): V;
  /** What makes two of them the same. */
  protected abstract identity(values: readonly unknown[]): readonly unknown[];

  /** True once it was closed; that all rows were read is not enough. */
  get closed(): boolean {
    return this.source.hardClosed;
  }

  /** All rows were read. */
  get exhausted(): boolean {
    return this.source.exhausted;
  }

  close(): void {
    this.source.close();
  }

  /** The rows that are left as plain lists of values, without any filter. For those who make something of them. */
  lists(): readonly (readonly unknown[])[] {
    return this.source.take();
  }

  /** What is left, without taking it: for those who show a result and must not use it up. Empty where rows cannot be told. */
  preview(): V[] {
    if (this.source.unique.required !== null && !this.uniqueCalled) return [];
    const filter = this.uniqueFilter?.afresh();
    return this.source.peek().filter((values) => filter?.admits(this.identity(values)) ?? true).map((values) => this.present(values));
  }

  /** The next ones. @param count all that are left without */
  protected fetch(count?: number): V[] {
    const { required } = this.source.unique;
    if (required !== null && !this.uniqueCalled) throw new InvalidRequestError(required);
    if (!this.uniqueFilter) return this.source.take(count).map((values) => this.present(values));
    const found: V[] = [];
    while (count === undefined || found.length < count) {
      const rows = this.source.take(count === undefined ? undefined : count - found.length);
      if (rows.length === 0) break;
      for (const values of rows) if (this.uniqueFilter.admits(this.identity(values))) found.push(this.present(values));
    }
    return found;
  }

  protected setUnique(keys: readonly (UniqueKey | null)[]): void {
    this.uniqueFilter = new UniqueFilter(keys);
    this.uniqueCalled = true;
  }

  all(): V[] {
    return this.fetch();
  }

  fetchall(): V[] {
    return this.fetch();
  }

  fetchone(): V | null {
    return this.fetch(1)[0] ?? null;
  }

  fetchmany(count?: number): V[] {
    return this.fetch(count ?? this.source.yieldSize ?? 1);
  }

  /** How many `fetchmany()` and `partitions()` give at a time. */
  yieldPer(count: number): this {
    this.source.yieldSize = count;
    return this;
  }

  /** Lists of up to `size`. */
  *partitions(size?: number): Generator<V[]> {
    for (let part = this.fetchmany(size); part.length > 0; part = this.fetchmany(size)) yield part;
  }

  *[Symbol.iterator](): Generator<V> {
    for (const one of this.fetch()) yield one;
  }

  /** The first, or null. The rest is given up. */
  first(): V | null {
    return this.only(false, false);
  }

  /** The one there is. @throws NoResultFound, MultipleResultsFound */
  one(): V {
    return this.only(true, true) as V;
  }

  /** The one there is, or null. @throws MultipleResultsFound */
  oneOrNone(): V | null {
    return this.only(true, false);
  }

  protected only(raiseForSecond: boolean, raiseForNone: boolean): V | null {
    const found = this.fetch(raiseForSecond ? 2 : 1);
    this.close();
    if (found.length > 1) throw new MultipleResultsFound(raiseForNone ? 'Multiple rows were found when exactly one was required' : 'Multiple rows were found when one or none was required');
    const [one] = found;
    if (one === undefined && raiseForNone && found.length === 0) throw new NoResultFound('No row was found when one was required');
    return found.length === 0 ? null : (one as V);
  }
}

/** Rows with the state that a result and all derived from it share. */
class ResultSource {
  exhausted = false;
  hardClosed = false;
  /** How many rows a partition has where nothing else is said. */
  yieldSize: number | null = null;

  constructor(
    private readonly rows: RowSource | null,
    readonly unique: UniqueRules,
    private readonly onClose: () => void,
  ) {}

  get returnsRows(): boolean {
    return this.rows !== null;
  }

  take(count?: number): readonly (readonly unknown[])[] {
    if (!this.rows) throw new ResourceClosedError('This result object does not return rows. It has been closed automatically.');
    if (this.hardClosed) throw new ResourceClosedError('This result object is closed.');
    const taken = this.rows.take(count);
    if (count === undefined || taken.length < count) this.end();
    return taken;
  }

  peek(): readonly (readonly unknown[])[] {
    return this.hardClosed ? [] : (this.rows?.peek() ?? []);
  }

  close(): void {
    this.hardClosed = true;
    this.rows?.close();
    this.end();
  }

  private end(): void {
    if (this.exhausted) return;
    this.exhausted = true;
    this.onClose();
  }
}

export interface ResultOptions {
  readonly unique?: UniqueRules;
  readonly onClose?: () => void;
}

const ANY: UniqueRules = { keys: [], required: null };

/** The rows that a statement gave. `R` is what a row holds. */
export class Result<R extends readonly unknown[] = readonly unknown[]> extends Results<Row> {
  /** Phantom: only the type checker looks at it. */
  declare readonly rowType: R;
  #places: readonly number[] | null = null;
  #rowKey: UniqueKey | null = null;
  #keys: RowKeys;

  /** @param rows null for a statement that gives no rows */
  constructor(keys: RowKeys, rows: RowSource | null, options: ResultOptions = {}) {
    super(keys, new ResultSource(rows, options.unique ?? ANY, options.onClose ?? (() => undefined)));
    this.#keys = keys;
  }

  get returnsRows(): boolean {
    return this.source.returnsRows;
  }

  /** The same result, whose rows say less of keys that they do not have: as those of the mapper do. */
  asMapped(): this {
    this.#keys = this.#keys.mapped;
    return this;
  }

  /** The names of the columns. */
  keys(): readonly string[] {
    return this.#keys.names;
  }

  protected present(values: readonly unknown[]): Row {
    return new this.#keys.rowClass(this.#selected(values));
  }

  protected identity(values: readonly unknown[]): readonly unknown[] {
    return this.#rowKey ? [this.#rowKey(this.present(values))] : this.#selected(values);
  }

  #selected(values: readonly unknown[]): readonly unknown[] {
    return this.#places ? this.#places.map((place) => values[place]) : values;
  }

  /** Each row once. @param key what is compared; by default the values, or the identity of mapped objects */
  unique(key: UniqueKey | null = null): this {
    const own = this.source.unique.keys;
    const keys = this.#places ? this.#places.map((place) => own[place] ?? null) : own;
    if (key) {
      // A key of the caller's own looks at the whole row.
      this.#rowKey = key;
      this.setUnique([null]);
      return this;
    }
    this.#rowKey = null;
    this.setUnique(keys);
    return this;
  }

  /** Rows with these columns only. */
  columns(...keys: readonly RowKey[]): this {
    const places = keys.map((key) => this.#keys.place(key));
    this.#places = this.#places ? places.map((place) => (this.#places as readonly number[])[place] ?? 0) : places;
    this.#keys = this.#keys.only(places);
    return this;
  }

  /** The values of one column. */
  scalars(key: RowKey = 0): ScalarResult {
    const place = this.#keys.place(key);
    const scalars = new ScalarResult(this.#keys, this.source, this.#places ? (this.#places[place] ?? 0) : place);
    if (this.uniqueCalled) scalars.unique();
    return scalars;
  }

  /** The rows as mappings. */
  mappings(): MappingResult {
    const mappings = new MappingResult(this.#keys, this.source, this.#places);
    if (this.uniqueCalled) mappings.unique();
    return mappings;
  }

  /** The first value of the first row, or null. */
  scalar(): unknown {
    return firstValue(this.first());
  }

  /** @throws NoResultFound, MultipleResultsFound */
  scalarOne(): unknown {
    return firstValue(this.one());
  }

  /** @throws MultipleResultsFound */
  scalarOneOrNone(): unknown {
    return firstValue(this.oneOrNone());
  }

  tuples(): this {
    return this;
  }

  /** Its rows kept, to be given again and again. */
  freeze(): () => Result<R> {
    const rows = this.source.take();
    return () => new Result<R>(this.rowKeys, new BufferedRows(rows), { unique: this.source.unique });
  }
}

function firstValue(row: Row | null): unknown {
  return row ? (row._values[0] ?? null) : null;
}

/** The values of one column of a result. */
export class ScalarResult<T = unknown> extends Results<T> {
  constructor(
    keys: RowKeys,
    source: ResultSource,
    private readonly place: number,
  ) {
    super(keys, source);
  }

  /** The name of the column. */
  get key(): string {
    return this.rowKeys.names[this.place] ?? '';
  }

  protected present(values: readonly unknown[]): T {
    return values[this.place] as T;
  }

  protected identity(values: readonly unknown[]): readonly unknown[] {
    return [values[this.place]];
  }

  unique(key: UniqueKey | null = null): this {
    this.setUnique([key ?? this.source.unique.keys[this.place] ?? null]);
    return this;
  }
}

/** The rows of a result as mappings. */
export class MappingResult extends Results<RowMapping> {
  #keys: RowKeys;

  constructor(
    keys: RowKeys,
    source: ResultSource,
    private places: readonly number[] | null,
  ) {
    super(keys, source);
    this.#keys = keys;
  }

  keys(): readonly string[] {
    return this.#keys.names;
  }

  protected present(values: readonly unknown[]): RowMapping {
    return new RowMapping(this.#keys, this.#selected(values));
  }

  protected identity(values: readonly unknown[]): readonly unknown[] {
    return this.#selected(values);
  }

  #selected(values: readonly unknown[]): readonly unknown[] {
    return this.places ? this.places.map((place) => values[place]) : values;
  }

  unique(key: UniqueKey | null = null): this {
    this.setUnique(key ? [key] : this.source.unique.keys);
    return this;
  }

  columns(...keys: readonly RowKey[]): this {
    const places = keys.map((key) => this.#keys.place(key));
    const before = this.places;
    this.places = before ? places.map((place) => before[place] ?? 0) : places;
    this.#keys = this.#keys.only(places);
    return this;
  }
}

/** The names of a result as SQLAlchemy shows them: `RMKeyView(['id', 'name'])`. */
export function reprKeys(names: readonly string[]): string {
  return `RMKeyView(${pythonRepr([...names])})`;
}
