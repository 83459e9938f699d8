import { Column, type ColumnOptions } from '../sql/schema/column';
import { CheckConstraint } from '../sql/schema/constraints';
import { Computed, Identity, Sequence, type SequenceOptions } from '../sql/schema/defaults';
import { ForeignKey } from '../sql/schema/foreign-key';
import type { SchemaItem } from '../sql/schema/schema-item';
import type { ClauseElement } from '../sql/clause';
import type { TypeEngine } from '../sql/types/type-engine';

type ForeignKeyOptions = NonNullable<ConstructorParameters<typeof ForeignKey>[1]>;

/** What a mapping, beyond the table, is told about a column. */
export interface ColumnMapping {
  /** The value is not read with the object, but when it is asked for. */
  readonly deferred: boolean;
  /** Deferred columns of one group are read together. */
  readonly group: string | null;
  /** The column counts the versions of the row: an UPDATE of an older version fails. */
  readonly versionId: boolean;
  /** The value before a change is read, if need be. */
  readonly activeHistory: boolean;
}

/** All that was said about a column. */
interface ColumnSpec extends ColumnMapping {
  readonly name: string | null;
  readonly type: TypeEngine | null;
  /** Made anew for each column: such an item belongs to one. */
  readonly items: readonly (() => SchemaItem)[];
  readonly options: ColumnOptions;
}

const PLAIN: ColumnMapping = { deferred: false, group: null, versionId: false, activeHistory: false };

/**
 * A column as a class of {@link DeclarativeBase.table} declares it. `T` is what its values are in TypeScript, with `null`
 * where the column takes NULL. Each method gives a copy, so one builder may be part of several classes (a mixin).
 * @see sqlalchemy.orm.mapped_column
 */
export class ColumnBuilder<T> {
  /** Phantom: only the type checker looks at it. */
  declare readonly columnType: T;
  readonly #spec: ColumnSpec;

  private constructor(spec: ColumnSpec) {
    this.#spec = spec;
  }

  /** A column of a type that is not null. @param name null for the name of the attribute; a null type is that of the foreign key's target */
  static of<T>(name: string | null, type: TypeEngine | null): ColumnBuilder<T> {
    return new ColumnBuilder<T>({ ...PLAIN, name, type, items: [], options: { nullable: false } });
  }

  #with(changes: Partial<ColumnSpec>): ColumnBuilder<T> {
    return new ColumnBuilder<T>({ ...this.#spec, ...changes });
  }

  #option(options: ColumnOptions): ColumnBuilder<T> {
    return this.#with({ options: { ...this.#spec.options, ...options } });
  }

  #item(make: () => SchemaItem): ColumnBuilder<T> {
    return this.#with({ items: [...this.#spec.items, make] });
  }

  /** Part of the primary key. */
  pk(options: { readonly autoincrement?: boolean | 'auto' | 'ignore_fk' } = {}): ColumnBuilder<T> {
    return this.#option({ primaryKey: true, ...options });
  }

  /** Takes NULL. */
  null(): ColumnBuilder<T | null> {
    return new ColumnBuilder<T | null>({ ...this.#spec, options: { ...this.#spec.options, nullable: true } });
  }

  unique(): ColumnBuilder<T> {
    return this.#option({ unique: true });
  }

  index(): ColumnBuilder<T> {
    return this.#option({ index: true });
  }

  /** The name in the database, where it is not that of the attribute. */
  as(name: string): ColumnBuilder<T> {
    return this.#with({ name });
  }

  comment(comment: string): ColumnBuilder<T> {
    return this.#option({ comment });
  }

  /** For INSERTs that give none: a value, a function that makes one, or SQL. */
  default(value: NonNullable<T> | (() => T) | ClauseElement): ColumnBuilder<T> {
    return this.#option({ default: value });
  }

  /** For UPDATEs that give none: a value, a function that makes one, or SQL. */
  onupdate(value: NonNullable<T> | (() => T) | ClauseElement): ColumnBuilder<T> {
    return this.#option({ onupdate: value });
  }

  /** DEFAULT of the database: a text, which is quoted, or SQL. */
  serverDefault(value: string | ClauseElement | SchemaItem): ColumnBuilder<T> {
    return this.#option({ serverDefault: value });
  }

  /** The database gives a new value at each UPDATE. */
  serverOnupdate(value: string | ClauseElement | SchemaItem): ColumnBuilder<T> {
    return this.#option({ serverOnupdate: value });
  }

  /** Refers to another column: `fk('user_account.id', { ondelete: 'CASCADE' })`. */
  fk(target: string | ClauseElement, options: ForeignKeyOptions = {}): ColumnBuilder<T> {
    return this.#item(() => new ForeignKey(target, options));
  }

  /** `CHECK (…)`. */
  check(condition: string | ClauseElement, name: string | null = null): ColumnBuilder<T> {
    return this.#item(() => new CheckConstraint(condition, { name }));
  }

  /** `GENERATED ALWAYS AS (…)`. @param persisted STORED or VIRTUAL; null leaves it to the database */
  computed(sql: string | ClauseElement, persisted: boolean | null = null): ColumnBuilder<T> {
    return this.#item(() => new Computed(sql, persisted));
  }

  /** `GENERATED … AS IDENTITY`. */
  identity(options: SequenceOptions & { readonly always?: boolean } = {}): ColumnBuilder<T> {
    return this.#item(() => new Identity(options));
  }

  /** Its values come from a sequence. */
  sequence(name: string, options: SequenceOptions = {}): ColumnBuilder<T> {
    return this.#item(() => new Sequence(name, options));
  }

  /** Is not read with the object, but when it is asked for. @param group columns of one group are read together */
  deferred(group: string | null = null): ColumnBuilder<T> {
    return this.#with({ deferred: true, group });
  }

  /** Counts the versions of the row: who writes an old version gets a StaleDataError. */
  versionId(): ColumnBuilder<T> {
    return this.#with({ versionId: true });
  }

  /** Reads the value before a change, if need be. */
  activeHistory(): ColumnBuilder<T> {
    return this.#with({ activeHistory: true });
  }

  /** The type; null where it is that of the foreign key's target. */
  get type(): TypeEngine | null {
    return this.#spec.type;
  }

  get mapping(): ColumnMapping {
    return this.#spec;
  }

  /** A new column. @param attribute its name where none was given */
  column(attribute: string): Column<T> {
    const { name, type, items, options } = this.#spec;
    // A primary key says by itself that it takes no NULL.
    const { nullable, ...rest } = options;
    const told = nullable === false && options.primaryKey === true ? rest : options;
    return new Column<T>(name ?? attribute, ...(type ? [type] : []), ...items.map((make) => make()), told);
  }
}
