import { ArgumentError } from '../../errors';
import { plainText } from '../../values/plain-text';
import { pythonRepr } from '../../values/python-repr';
import { asClause } from '../clause';
import { ColumnClause } from '../column';
import { types } from '../types/resolve';
import { TypeEngine } from '../types/type-engine';
import { CheckConstraint, Constraint } from './constraints';
import { ColumnDefault, Computed, DefaultClause, FetchedValue, Identity, Sequence } from './defaults';
import { ForeignKey } from './foreign-key';
import { nextCreation, SchemaItem } from './schema-item';
import type { Table } from './table';

/** What a column can be told. Names are SQLAlchemy's. */
export interface ColumnOptions {
  readonly key?: string;
  readonly primaryKey?: boolean;
  readonly nullable?: boolean;
  readonly unique?: boolean | null;
  readonly index?: boolean | null;
  /** A value, a function or SQL for INSERT; a {@link Sequence}. */
  readonly default?: unknown;
  /** A value, a function or SQL for UPDATE. */
  readonly onupdate?: unknown;
  /** Text or SQL for DEFAULT in CREATE TABLE; a {@link FetchedValue}. */
  readonly serverDefault?: unknown;
  readonly serverOnupdate?: unknown;
  /** `auto` numbers integer primary keys; `ignoreFk` even those with a foreign key. */
  readonly autoincrement?: boolean | 'auto' | 'ignore_fk';
  readonly comment?: string | null;
  readonly quote?: boolean | null;
  readonly info?: Readonly<Record<string, unknown>>;
  readonly doc?: string | null;
  /** The column is there for the database only. */
  readonly system?: boolean;
  readonly insertSentinel?: boolean;
}

/** What the constructor takes after the name: a type, foreign keys and constraints, defaults, options. */
export type ColumnArgument = TypeEngine | (new () => TypeEngine) | SchemaItem | ColumnOptions;

/** A column of a {@link Table}. */
export class Column<T = unknown> extends ColumnClause<T> {
  readonly creationOrder = nextCreation();
  declare readonly table: Table | null;
  readonly options: ColumnOptions;
  override readonly foreignKeys: readonly ForeignKey[] = [];
  readonly constraints: Constraint[] = [];
  readonly nullable: boolean;
  readonly unique: boolean | null;
  readonly index: boolean | null;
  readonly default: ColumnDefault | Sequence | null;
  readonly onupdate: ColumnDefault | Sequence | null;
  readonly serverDefault: DefaultClause | FetchedValue | Computed | Identity | null;
  readonly serverOnupdate: DefaultClause | FetchedValue | Computed | null;
  readonly autoincrement: boolean | 'auto' | 'ignore_fk';
  readonly computed: Computed | null = null;
  readonly identityOptions: Identity | null = null;
  readonly comment: string | null;
  readonly quote: boolean | null;
  readonly system: boolean;
  readonly info: Record<string, unknown>;
  readonly insertSentinel: boolean;

  constructor(name: string, ...given: readonly ColumnArgument[]) {
    const type = given.map(typeIn).find((one) => one !== null) ?? types.null;
    super(name, type);
    const items = given.filter((one) => one instanceof SchemaItem);
    const options = Object.assign({}, ...given.filter((one) => typeIn(one) === null && !(one instanceof SchemaItem))) as ColumnOptions;
    const computed = items.find((item) => item instanceof Computed) ?? null;
    const identity = items.find((item) => item instanceof Identity) ?? null;
    this.options = options;
    Object.assign(this, {
      columnKey: options.key ?? null,
      primaryKey: options.primaryKey ?? false,
      foreignKeys: items.filter((item) => item instanceof ForeignKey),
      computed,
      identityOptions: identity,
    });
    this.nullable = options.nullable ?? (!(options.primaryKey ?? false) && identity === null);
    this.unique = options.unique ?? null;
    this.index = options.index ?? null;
    this.default = clientDefault(options.default, false) ?? items.find((item) => item instanceof Sequence) ?? null;
    this.onupdate = clientDefault(options.onupdate, true);
    this.serverDefault = serverDefault(options.serverDefault, false) ?? computed ?? identity;
    this.serverOnupdate = (serverDefault(options.serverOnupdate, true) as DefaultClause | FetchedValue | null) ?? computed;
    this.autoincrement = options.autoincrement ?? 'auto';
    this.comment = options.comment ?? null;
    this.quote = options.quote ?? null;
    this.system = options.system ?? false;
    this.info = { ...options.info };
    this.insertSentinel = options.insertSentinel ?? false;
    for (const foreignKey of this.foreignKeys) foreignKey.attach(this);
    for (const item of items) {
      if (item instanceof CheckConstraint) item.columnLevel = this;
      if (item instanceof Constraint) this.constraints.push(item);
    }
  }

  /** Its own type, or that of the column which its foreign key refers to. */
  override get type(): TypeEngine {
    if (!this.ownType.isNull || this.foreignKeys.length === 0) return this.ownType;
    for (const foreignKey of this.foreignKeys) {
      const type = foreignKey.columnOrNull?.type;
      if (type && !type.isNull) return type;
    }
    return this.ownType;
  }

  override get name(): string {
    return this.columnName as string;
  }

  override get key(): string {
    return this.columnKey ?? this.name;
  }

  get ownTable(): Table | null {
    return this.table;
  }

  /** As named in messages: `user_account.id`. */
  get description(): string {
    return this.table ? `${this.table.description}.${this.name}` : this.name;
  }

  /** Becomes a column of `table`. For tables only. @throws ArgumentError when it is one of another */
  attach(table: Table): void {
    if (this.table && this.table !== table) {
      throw new ArgumentError(`Column object '${this.name}' already assigned to Table '${this.table.description}'`);
    }
    Object.assign(this, { table, memo: null });
  }

  /** A PRIMARY KEY constraint names it. For constraints only. */
  becomePrimaryKey(): void {
    Object.assign(this, { primaryKey: true, nullable: this.options.nullable ?? false });
  }

  /** A foreign key constraint of the table covers it. For constraints only. */
  addForeignKey(foreignKey: ForeignKey): void {
    Object.assign(this, { foreignKeys: [...this.foreignKeys, foreignKey] });
  }

  /** True when the column refers to `other`. */
  references(other: Column): boolean {
    return this.foreignKeys.some((foreignKey) => foreignKey.columnOrNull?.identity === other.identity);
  }

  /** A copy that belongs to no table yet: mixins give each class one. */
  copy(changes: { readonly name?: string; readonly type?: TypeEngine } & ColumnOptions = {}): Column<T> {
    const { name, type, ...options } = changes;
    const items: SchemaItem[] = [
      ...this.foreignKeys.filter((key) => key.constraint === null || key.constraint.elements.length === 1).map((key) => new ForeignKey(key.target, key.options)),
      ...this.constraints.filter((constraint) => constraint instanceof CheckConstraint).map((check) => new CheckConstraint(check.sqltext, { name: check.name })),
      ...(this.computed ? [this.computed] : []),
      ...(this.identityOptions ? [this.identityOptions] : []),
      ...(this.default instanceof Sequence ? [this.default] : []),
    ];
    return new Column<T>(name ?? this.name, type ?? this.ownType, ...items, { ...this.options, key: this.columnKey ?? undefined, ...options });
  }

  /** `Column('id', Integer(), table=<user>, primary_key=True, nullable=False)`. */
  override repr(): string {
    const parts = [
      pythonRepr(this.name),
      this.type.repr(),
      ...this.foreignKeys.map((key) => key.repr()),
      ...this.constraints.map((constraint) => constraint.repr()),
      ...(this.table ? [`table=<${this.table.description}>`] : ['table=None']),
      ...(this.key === this.name ? [] : [`key=${pythonRepr(this.key)}`]),
      ...(this.primaryKey ? ['primary_key=True'] : []),
      ...(this.nullable ? [] : ['nullable=False']),
      ...(this.onupdate ? [`onupdate=${this.onupdate.repr()}`] : []),
      ...(this.default ? [`default=${this.default.repr()}`] : []),
      ...(this.serverDefault ? [`server_default=${this.serverDefault.repr()}`] : []),
      ...(this.comment === null ? [] : [`comment=${pythonRepr(this.comment)}`]),
    ];
    return `Column(${parts.join(', ')})`;
  }
}

function typeIn(given: ColumnArgument): TypeEngine | null {
  if (given instanceof TypeEngine) return given;
  return typeof given === 'function' ? new given() : null;
}

function clientDefault(given: unknown, forUpdate: boolean): ColumnDefault | Sequence | null {
  if (given === undefined || given === null) return null;
  return given instanceof ColumnDefault || given instanceof Sequence ? given : new ColumnDefault(given, forUpdate);
}

function serverDefault(given: unknown, forUpdate: boolean): DefaultClause | FetchedValue | Computed | Identity | null {
  if (given === undefined || given === null) return null;
  if (given instanceof DefaultClause || given instanceof FetchedValue || given instanceof Computed || given instanceof Identity) return given;
  const element = asClause(given);
  if (!element && typeof given !== 'string') {
    throw new ArgumentError(`Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '${plainText(given)}'`);
  }
  return new DefaultClause(element ?? plainText(given), forUpdate);
}
