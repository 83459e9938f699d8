import { InvalidRequestError, NoSuchColumnError } from '../errors';
import type { ClauseElement } from '../sql/clause';
import { asClause } from '../sql/clause';
import { plainText } from '../values/plain-text';
import { pythonRepr, reprTuple } from '../values/python-repr';

/** What a row is asked for: a name, a place, an element of the SELECT. */
export type RowKey = string | number | ClauseElement | object;

/** The names and elements of a result's columns. Rows of one result share it. */
export class RowKeys {
  readonly #places = new Map<string | ClauseElement, number | 'ambiguous'>();
  #rowClass: (new (values: readonly unknown[]) => Row) | null = null;
  #mapped: RowKeys | null = null;

  /**
   * @param names the names of the columns, in order
   * @param targets for each column, more names and elements by which it is known
   * @param ofObjects the rows are made by the mapper, not by the driver: SQLAlchemy says less of keys that they do not have
   */
  constructor(
    readonly names: readonly string[],
    targets: readonly (readonly (ClauseElement | string)[])[] = [],
    readonly ofObjects = false,
  ) {
    names.forEach((name, place) => {
      this.#add(name, place, true);
    });
    targets.forEach((list, place) => {
      for (const target of list) if (typeof target !== 'string') this.#add(target.identity, place, false);
    });
    targets.forEach((list, place) => {
      for (const target of list) if (typeof target === 'string' && !names.includes(target)) this.#add(target, place, true);
    });
  }

  /** The class of the rows: with a property for each name. Made when rows are first shown: those who read values need none. */
  get rowClass(): new (values: readonly unknown[]) => Row {
    return (this.#rowClass ??= rowClassFor(this));
  }

  /** The same keys for rows that the mapper gives. */
  get mapped(): RowKeys {
    if (this.ofObjects) return this;
    if (!this.#mapped) {
      this.#mapped = new RowKeys(this.names, [], true);
      for (const [key, place] of this.#places) this.#mapped.#places.set(key, place);
    }
    return this.#mapped;
  }

  #add(key: string | ClauseElement, place: number, exclusive: boolean): void {
    const known = this.#places.get(key);
    if (known === undefined) this.#places.set(key, place);
    else if (known !== place && exclusive) this.#places.set(key, 'ambiguous');
  }

  /**
   * The place of a column.
   * @throws NoSuchColumnError, InvalidRequestError when there is none, or more than one
   */
  place(key: RowKey): number {
    if (typeof key === 'number') {
      const place = key < 0 ? this.names.length + key : key;
      if (place < 0 || place >= this.names.length) throw new RangeError('tuple index out of range');
      return place;
    }
    const element = typeof key === 'string' ? null : asClause(key);
    const found = this.#places.get(typeof key === 'string' ? key : (element?.identity as ClauseElement));
    if (found === 'ambiguous') throw new InvalidRequestError(`Ambiguous column name '${shown(key)}' in result set column descriptions`);
    if (found === undefined) throw new NoSuchColumnError(`Could not locate column in row for column '${shown(key)}'`);
    return found;
  }

  has(key: RowKey): boolean {
    if (typeof key === 'number') return key < this.names.length;
    const element = typeof key === 'string' ? null : asClause(key);
    return this.#places.has(typeof key === 'string' ? key : (element?.identity as ClauseElement));
  }

  /** The keys of some of the columns. */
  only(places: readonly number[]): RowKeys {
    const targets = places.map((place) => [...this.#places].filter(([, at]) => at === place).map(([key]) => key));
    return new RowKeys(places.map((place) => this.names[place] ?? ''), targets, this.ofObjects);
  }
}

function shown(key: RowKey): string {
  if (typeof key === 'string') return key;
  const element = asClause(key);
  return element ? ('description' in element ? String(element.description) : element.toString()) : plainText(key);
}

/**
 * One row of a result: a tuple whose members have names. `row.name`, `row[0]` and unpacking work as on SQLAlchemy's rows.
 * What a row itself can do has names that begin with `_`, so that columns may have any other.
 */
export class Row implements Iterable<unknown> {
  readonly [name: string]: unknown;
  declare readonly _keys: RowKeys;
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  [Symbol.iterator](): Iterator<unknown> {
    return this.#values[Symbol.iterator]();
  }

  /** The values in order. */
  get _values(): readonly unknown[] {
    return this.#values;
  }

  /** The names in order. */
  get _fields(): readonly string[] {
    return this._keys.names;
  }

  get _mapping(): RowMapping {
    return new RowMapping(this._keys, this.#values);
  }

  /** @throws NoSuchColumnError, InvalidRequestError */
  _get(key: RowKey): unknown {
    return this.#values[this._keys.place(key)];
  }

  _asdict(): Record<string, unknown> {
    return Object.fromEntries(this._keys.names.map((name, place) => [name, this.#values[place]]));
  }

  /** As Python's `repr()` shows a tuple. */
  toString(): string {
    return reprTuple(this.#values);
  }

  toJSON(): unknown {
    return this.#values;
  }
}

/** Names that rows have for themselves. */
const RESERVED: ReadonlySet<string> = new Set(['constructor', 'toString', 'toJSON', '_keys', '_values', '_fields', '_mapping', '_get', '_asdict', '__proto__']);

function rowClassFor(keys: RowKeys): new (values: readonly unknown[]) => Row {
  class KeyedRow extends Row {}
  const prototype = KeyedRow.prototype as object;
  Object.defineProperty(prototype, '_keys', { value: keys });
  Object.defineProperty(prototype, 'length', { value: keys.names.length, configurable: true });
  keys.names.forEach((name, place) => {
    const member = {
      get(this: Row): unknown {
        return this._values[place];
      },
      configurable: true,
      enumerable: true,
    };
    Object.defineProperty(prototype, String(place), member);
    if (!RESERVED.has(name)) Object.defineProperty(prototype, name, member);
  });
  return KeyedRow;
}

/** A row as a mapping from names to values. */
export class RowMapping implements Iterable<readonly [string, unknown]> {
  constructor(
    private readonly rowKeys: RowKeys,
    private readonly rowValues: readonly unknown[],
  ) {}

  get size(): number {
    return this.rowValues.length;
  }

  /** The row is the mapper's, not the driver's. */
  get ofObjects(): boolean {
    return this.rowKeys.ofObjects;
  }

  /** @throws NoSuchColumnError, InvalidRequestError */
  get(key: RowKey): unknown {
    return this.rowValues[this.rowKeys.place(key)];
  }

  has(key: RowKey): boolean {
    return this.rowKeys.has(key);
  }

  keys(): readonly string[] {
    return this.rowKeys.names;
  }

  values(): readonly unknown[] {
    return this.rowValues;
  }

  entries(): (readonly [string, unknown])[] {
    return this.rowKeys.names.map((name, place) => [name, this.rowValues[place]] as const);
  }

  [Symbol.iterator](): Iterator<readonly [string, unknown]> {
    return this.entries()[Symbol.iterator]();
  }

  toObject(): Record<string, unknown> {
    return Object.fromEntries(this.entries());
  }

  /** As Python's `repr()` shows a dict. */
  toString(): string {
    return `{${this.entries()
      .map(([name, value]) => `${pythonRepr(name)}: ${pythonRepr(value)}`)
      .join(', ')}}`;
  }
}
