import { ArgumentError, DuplicateColumnError, InvalidRequestError } from '../../errors';
import { pythonRepr } from '../../values/python-repr';
import { ColumnCollection } from '../column-collection';
import { NamedTable } from '../from-clause';
import { Enum } from '../types/enum';
import { Boolean_ } from '../types/standard';
import type { TypeEngine } from '../types/type-engine';
import type { ClauseElement } from '../clause';
import { Column } from './column';
import { CheckConstraint, Constraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint } from './constraints';
import type { ForeignKey } from './foreign-key';
import { Sequence } from './defaults';
import type { MetaData } from './metadata';
import { conventionalName } from './naming';
import { dialectOptions, SchemaItem, type DialectOptions } from './schema-item';

export interface TableOptions {
  readonly schema?: string | null;
  /** Words between CREATE and TABLE. */
  readonly prefixes?: readonly string[];
  readonly comment?: string | null;
  readonly quote?: boolean | null;
  readonly info?: Readonly<Record<string, unknown>>;
  /** Adds columns and options to a table that is there already. */
  readonly extendExisting?: boolean;
  readonly [dialectOption: string]: unknown;
}

/** What the constructor takes after the metadata. */
export type TableArgument = Column | SchemaItem | TableOptions;

const itemsIn = (given: readonly TableArgument[]): (Column | SchemaItem)[] => given.filter((one) => one instanceof Column || one instanceof SchemaItem);

const optionsIn = (given: readonly TableArgument[]): TableOptions =>
  Object.assign({}, ...given.filter((one) => !(one instanceof Column || one instanceof SchemaItem))) as TableOptions;

/** A table of the database, with columns, constraints and indexes. */
export class Table extends NamedTable {
  readonly metadata: MetaData;
  readonly columnsByKey: ColumnCollection<Column> = new ColumnCollection<Column>();
  readonly constraints = new Set<Constraint>();
  readonly indexes = new Set<Index>();
  readonly primaryKeyConstraint: PrimaryKeyConstraint;
  readonly prefixes: readonly string[];
  readonly comment: string | null;
  readonly info: Record<string, unknown>;
  readonly dialectOptions: DialectOptions;
  /** What creates it instead of CREATE TABLE, and what drops it: of a view. */
  creator: ClauseElement | null = null;
  dropper: ClauseElement | null = null;

  /** @throws InvalidRequestError when the metadata has a table of this name */
  constructor(name: string, metadata: MetaData, ...given: readonly TableArgument[]) {
    const options = optionsIn(given);
    super(name, options.schema === undefined ? metadata.schema : options.schema);
    const items = itemsIn(given);
    this.metadata = metadata;
    this.prefixes = options.prefixes ?? [];
    this.comment = options.comment ?? null;
    this.info = { ...options.info };
    this.dialectOptions = dialectOptions(options);
    if (metadata.tables.has(this.tableKey)) {
      throw new InvalidRequestError(
        `Table '${this.tableKey}' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.`,
      );
    }
    metadata.tables.set(this.tableKey, this);
    const key = items.find((item) => item instanceof PrimaryKeyConstraint);
    this.primaryKeyConstraint = key ?? new PrimaryKeyConstraint([], { implicit: true });
    try {
      for (const item of items) if (item instanceof Column) this.appendColumn(item);
      for (const item of items) if (!(item instanceof Column) && !(item instanceof PrimaryKeyConstraint)) this.append(item);
      this.#placePrimaryKey();
    } catch (error) {
      metadata.tables.delete(this.tableKey);
      throw error;
    }
  }

  /** The table of this name; a new one, or the one there is when nothing more is said about it. */
  static define(name: string, metadata: MetaData, ...given: readonly TableArgument[]): Table {
    const options = optionsIn(given);
    const items = itemsIn(given);
    const schema = options.schema === undefined ? metadata.schema : options.schema;
    const existing = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
    if (!existing || (items.length > 0 && options.extendExisting !== true)) return new Table(name, metadata, ...given);
    for (const item of items) {
      if (item instanceof Column) existing.appendColumn(item, true);
      else existing.append(item);
    }
    return existing;
  }

  get c(): ColumnCollection<Column> {
    return this.columnsByKey;
  }

  override get columns(): ColumnCollection<Column> {
    return this.columnsByKey;
  }

  /** The key under which the metadata has it. */
  get tableKey(): string {
    return this.fullname;
  }

  override get primaryKey(): readonly Column[] {
    return this.primaryKeyConstraint.columns;
  }

  override get foreignKeys(): readonly ForeignKey[] {
    return this.c.values().flatMap((column) => column.foreignKeys);
  }

  get foreignKeyConstraints(): ForeignKeyConstraint[] {
    return this.sortedConstraints.filter((constraint) => constraint instanceof ForeignKeyConstraint);
  }

  /** In the order in which they were made. */
  get sortedConstraints(): Constraint[] {
    return [...this.constraints].sort((left, right) => left.creationOrder - right.creationOrder);
  }

  /** The column that the database numbers of itself; null when there is none. */
  get autoincrementColumn(): Column | null {
    const columns = this.primaryKey;
    const explicit = columns.find((column) => column.autoincrement === true || column.autoincrement === 'ignore_fk');
    if (explicit) {
      if (!isNumbered(explicit.type)) {
        throw new ArgumentError(`Column type ${explicit.type.toString()} on column '${explicit.description}' is not compatible with autoincrement=True`);
      }
      return explicit;
    }
    const [only] = columns;
    if (!only || columns.length > 1 || only.autoincrement !== 'auto') return null;
    const given = only.serverDefault !== null && only.identityOptions === null;
    const clientSide = only.default !== null && !(only.default instanceof Sequence);
    return isNumbered(only.type) && only.foreignKeys.length === 0 && !given && !clientSide ? only : null;
  }

  /** Adds a column. @param replace puts it in the place of one of the same name */
  appendColumn(column: Column, replace = false): void {
    if (this.c.has(column.key) && !replace) {
      throw new DuplicateColumnError(`A column with name '${column.name}' is already present in table '${this.name}'.`);
    }
    column.attach(this);
    this.columnsByKey.add(column.key, column);
    if (column.primaryKey && this.constraints.has(this.primaryKeyConstraint)) this.primaryKeyConstraint.include(column);
    if (column.index) this.addIndex(new Index(null, [column.key], { unique: column.unique ?? false, columnFlag: true }));
    else if (column.unique) this.append(new UniqueConstraint([column.key], { columnFlag: true }));
    for (const foreignKey of column.foreignKeys) if (!foreignKey.constraint) this.append(new ForeignKeyConstraint([column], [foreignKey], foreignKey.options));
    for (const constraint of column.constraints) this.append(constraint);
    const check = typeCheck(column);
    if (check) this.append(check);
    if (column.default instanceof Sequence) this.metadata.addSequence(column.default);
  }

  /** Adds a constraint or an index. */
  append(item: SchemaItem): void {
    if (item instanceof Index) { this.addIndex(item); return; }
    if (!(item instanceof Constraint)) throw new ArgumentError(`'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got ${item.repr()}`);
    item.attach(this);
    if (!(item instanceof CheckConstraint && item.columnLevel)) this.constraints.add(item);
    this.#name(item);
  }

  addIndex(index: Index): void {
    if (index.table === this) return;
    index.attach(this);
    this.indexes.add(index);
    this.#name(index);
  }

  #placePrimaryKey(): void {
    this.primaryKeyConstraint.attach(this);
    this.constraints.add(this.primaryKeyConstraint);
    this.#name(this.primaryKeyConstraint);
  }

  #name(item: Constraint | Index): void {
    const name = conventionalName(item, this, this.metadata.namingConvention);
    if (name === null) return;
    item.name = name;
    item.nameIsConventional = true;
  }

  /** `Table('user', MetaData(), Column(…), schema=None)`. */
  override repr(): string {
    const columns = this.c.values().map((column) => column.repr());
    return `Table(${[pythonRepr(this.name), this.metadata.repr(), ...columns, `schema=${pythonRepr(this.schema)}`].join(', ')})`;
  }

  /** Its name: what Python's `str()` gives. */
  override toString(): string {
    return this.fullname;
  }
}

function isNumbered(type: TypeEngine): boolean {
  if (type.affinity === 'integer') return true;
  return type.affinity === 'numeric' && 'scale' in type && type.scale === 0;
}

/** The condition that stands for a type where the database has no such type; null where none is asked for. */
function typeCheck(column: Column): CheckConstraint | null {
  const { type } = column;
  if (type instanceof Enum) return type.createConstraint ? new CheckConstraint(column.in_(type.enums), { name: type.name, boundType: type }) : null;
  return type instanceof Boolean_ && type.createConstraint ? new CheckConstraint(column.in_([0, 1]), { name: type.name, boundType: type }) : null;
}
