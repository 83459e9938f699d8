import { ArgumentError, InvalidRequestError } from '../../errors';
import { plainText } from '../../values/plain-text';
import { asClause, ClauseElement } from '../clause';
import type { Column } from './column';
import { ForeignKey } from './foreign-key';
import type { TypeEngine } from '../types/type-engine';
import { dialectOptions, SchemaItem, type DialectOptions } from './schema-item';
import type { Table } from './table';

export interface ConstraintOptions {
  readonly name?: string | null;
  readonly deferrable?: boolean | null;
  readonly initially?: string | null;
  readonly comment?: string | null;
  readonly [dialectOption: string]: unknown;
}

/** A rule that a table's rows keep. */
export abstract class Constraint extends SchemaItem {
  /** Given, or made by the naming convention of the metadata. */
  name: string | null;
  /** The naming convention made the name, so that it may be shortened. */
  nameIsConventional = false;
  table: Table | null = null;
  readonly deferrable: boolean | null;
  readonly initially: string | null;
  readonly comment: string | null;
  readonly dialectOptions: DialectOptions;

  constructor(options: ConstraintOptions = {}) {
    super();
    this.name = options.name ?? null;
    this.deferrable = options.deferrable ?? null;
    this.initially = options.initially ?? null;
    this.comment = options.comment ?? null;
    this.dialectOptions = dialectOptions(options);
  }

  /** The abbreviation by which naming conventions know its kind. */
  abstract readonly conventionKey: 'pk' | 'fk' | 'uq' | 'ck';

  /** The columns that it is about, where they are known. */
  get columns(): readonly Column[] {
    return [];
  }

  /** Takes its place on a table. */
  attach(table: Table): void {
    this.table = table;
  }
}

/** A constraint on columns. */
export abstract class ColumnCollectionConstraint extends Constraint {
  #columns: Column[] = [];
  readonly #pending: readonly (string | Column)[];

  constructor(columns: readonly (string | ClauseElement | object)[], options: ConstraintOptions = {}) {
    super(options);
    this.#pending = columns.map((column) => (typeof column === 'string' ? column : (asClause(column) as Column)));
  }

  override get columns(): readonly Column[] {
    return this.#columns;
  }

  /** What was given before there was a table. */
  get pending(): readonly (string | Column)[] {
    return this.#pending;
  }

  override attach(table: Table): void {
    super.attach(table);
    this.#columns = this.#pending.map((column) => {
      const found = typeof column === 'string' ? table.c.get(column) : column;
      if (!found) {
        throw new ArgumentError(`Can't create ${this.constructor.name} on table '${table.description}': no column named '${String(column)}' is present.`);
      }
      return found;
    });
  }

  protected addColumn(column: Column): void {
    if (!this.#columns.includes(column)) this.#columns.push(column);
  }

  protected setColumns(columns: readonly Column[]): void {
    this.#columns = [...columns];
  }

  repr(): string {
    const columns = this.table ? this.#columns.map((column) => column.repr()) : [];
    return `${this.constructor.name}(${columns.join(', ')})`;
  }
}

export class PrimaryKeyConstraint extends ColumnCollectionConstraint {
  readonly conventionKey = 'pk';
  /** Made for columns with `primaryKey: true`, not written by the user. */
  readonly implicit: boolean;

  constructor(columns: readonly (string | object)[] = [], options: ConstraintOptions & { readonly implicit?: boolean } = {}) {
    super(columns, options);
    this.implicit = options.implicit ?? false;
  }

  override attach(table: Table): void {
    super.attach(table);
    const flagged = table.c.values().filter((column) => column.primaryKey);
    if (this.columns.length === 0) this.setColumns(flagged);
    else for (const column of this.columns) column.becomePrimaryKey();
  }

  /** Adds a column that was put into the table later. */
  include(column: Column): void {
    this.addColumn(column);
  }
}

export class UniqueConstraint extends ColumnCollectionConstraint {
  readonly conventionKey = 'uq';
  /** Made for `unique: true`. */
  readonly columnFlag: boolean;

  constructor(columns: readonly (string | object)[], options: ConstraintOptions & { readonly columnFlag?: boolean } = {}) {
    super(columns, options);
    this.columnFlag = options.columnFlag ?? false;
  }
}

export class CheckConstraint extends Constraint {
  readonly conventionKey = 'ck';
  readonly sqltext: string | ClauseElement;
  /** Stands behind its column instead of at the end of the table. */
  columnLevel: Column | null = null;
  /** The type that it was made for: it stands where the database has no such type. */
  readonly boundType: TypeEngine | null;

  constructor(sqltext: unknown, options: ConstraintOptions & { readonly boundType?: TypeEngine } = {}) {
    super(options);
    const element = asClause(sqltext);
    if (!element && typeof sqltext !== 'string') throw new ArgumentError(`SQL expression or string for CHECK expected, got ${String(sqltext)}.`);
    this.sqltext = element ?? String(sqltext);
    this.boundType = options.boundType ?? null;
  }

  override get columns(): readonly Column[] {
    return this.columnLevel ? [this.columnLevel] : [];
  }

  repr(): string {
    return `CheckConstraint(${String(this.sqltext)})`;
  }
}

export interface ForeignKeyOptions extends ConstraintOptions {
  readonly onupdate?: string | null;
  readonly ondelete?: string | null;
  readonly useAlter?: boolean;
  readonly match?: string | null;
  readonly linkToName?: boolean;
}

export class ForeignKeyConstraint extends ColumnCollectionConstraint {
  readonly conventionKey = 'fk';
  readonly onupdate: string | null;
  readonly ondelete: string | null;
  readonly match: string | null;
  readonly useAlter: boolean;
  readonly elements: ForeignKey[];

  constructor(columns: readonly (string | object)[], referred: readonly unknown[], options: ForeignKeyOptions = {}) {
    super(columns, options);
    if (columns.length !== referred.length) {
      throw new ArgumentError('ForeignKeyConstraint number of constrained columns must match the number of referenced columns.');
    }
    this.onupdate = options.onupdate ?? null;
    this.ondelete = options.ondelete ?? null;
    this.match = options.match ?? null;
    this.useAlter = options.useAlter ?? false;
    this.elements = referred.map((target) => (target instanceof ForeignKey ? target : new ForeignKey(target, options)));
    for (const element of this.elements) element.constraint = this;
  }

  override attach(table: Table): void {
    super.attach(table);
    this.columns.forEach((column, index) => {
      const element = this.elements[index];
      if (!element || element.hasParent) return;
      element.attach(column);
      column.addForeignKey(element);
    });
  }

  get columnKeys(): readonly string[] {
    return this.columns.map((column) => column.key);
  }

  /** The table that it refers to. @throws NoReferencedTableError */
  get referredTable(): Table {
    const table = this.elements[0]?.column.ownTable;
    if (!table) throw new InvalidRequestError('the foreign key constraint has no columns');
    return table;
  }
}

/** A column, or an expression, that an index is on. */
export type IndexExpression = string | ClauseElement | object;

/** An index. It is no constraint: it has a statement of its own. */
export class Index extends SchemaItem {
  name: string | null;
  readonly unique: boolean;
  table: Table | null = null;
  readonly dialectOptions: DialectOptions;
  /** Made for `index: true`. */
  readonly columnFlag: boolean;
  nameIsConventional = false;
  #expressions: readonly ClauseElement[] = [];
  readonly #given: readonly IndexExpression[];

  constructor(name: string | null, expressions: readonly IndexExpression[], options: { readonly unique?: boolean; readonly columnFlag?: boolean; readonly [dialectOption: string]: unknown } = {}) {
    super();
    this.name = name;
    this.unique = options.unique ?? false;
    this.columnFlag = options.columnFlag ?? false;
    this.dialectOptions = dialectOptions(options);
    this.#given = expressions;
    const owner = this.#owner();
    if (owner) owner.addIndex(this);
  }

  get expressions(): readonly ClauseElement[] {
    return this.#expressions;
  }

  get columns(): readonly Column[] {
    return this.#expressions.flatMap((expression) => columnsIn(expression));
  }

  attach(table: Table): void {
    this.table = table;
    this.#expressions = this.#given.map((expression) => {
      const found = typeof expression === 'string' ? table.c.get(expression) : asClause(expression);
      if (!found) throw new ArgumentError(`Can't create Index on table '${table.description}': no column named '${plainText(expression)}' is present.`);
      return found;
    });
  }

  /** The table of the columns that are given themselves. */
  #owner(): Table | null {
    for (const expression of this.#given) {
      const element = typeof expression === 'string' ? null : asClause(expression);
      const table = element && columnsIn(element)[0]?.ownTable;
      if (table) return table;
    }
    return null;
  }

  repr(): string {
    const columns = this.#expressions.map((expression) => expression.repr());
    return `Index('${this.name ?? 'None'}', ${columns.join(', ')}${this.unique ? ', unique=True' : ''})`;
  }
}

function columnsIn(element: ClauseElement): Column[] {
  if (element.kind === 'column') return 'ownTable' in element ? [element as unknown as Column] : [];
  return element.structure.flatMap(([field, role]): Column[] => {
    const value: unknown = Reflect.get(element, field);
    if (role === 'element') return value instanceof ClauseElement ? columnsIn(value) : [];
    return role === 'elements' ? (value as readonly ClauseElement[]).flatMap(columnsIn) : [];
  });
}

