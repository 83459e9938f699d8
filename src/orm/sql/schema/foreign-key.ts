import { ArgumentError, InvalidRequestError, NoReferencedColumnError, NoReferencedTableError } from '../../errors';
import { asClause } from '../clause';
import { ColumnClause } from '../column';
import type { ColumnElement } from '../elements';
import type { ForeignKeyLike, FromClause } from '../from-clause';
import type { Column } from './column';
import type { ForeignKeyConstraint, ForeignKeyOptions } from './constraints';
import { SchemaItem } from './schema-item';
import type { Table } from './table';

/** That a column refers to another: `ForeignKey('user_account.id')`. The other is looked for when it is needed. */
export class ForeignKey extends SchemaItem implements ForeignKeyLike {
  /** `table.column`, `schema.table.column`, or the column itself. */
  readonly target: string | ColumnClause;
  #parent: Column | null = null;
  #resolved: Column | null = null;
  constraint: ForeignKeyConstraint | null = null;

  constructor(
    target: unknown,
    readonly options: ForeignKeyOptions = {},
  ) {
    super();
    const element = typeof target === 'string' ? null : asClause(target);
    if (typeof target !== 'string' && !(element instanceof ColumnClause)) {
      throw new ArgumentError(`String column name or Column object for DDL foreign key constraint expected, got ${String(target)}.`);
    }
    this.target = element instanceof ColumnClause ? element : String(target);
  }

  /** The column that refers. */
  get parent(): Column {
    if (!this.#parent) throw new InvalidRequestError('This ForeignKey object does not yet have a parent column associated with it.');
    return this.#parent;
  }

  get hasParent(): boolean {
    return this.#parent !== null;
  }

  /** @throws InvalidRequestError when it belongs to a column already */
  attach(column: Column): void {
    if (this.#parent && this.#parent !== column) throw new InvalidRequestError('This ForeignKey already has a parent !');
    this.#parent = column;
  }

  /** Schema, table and column that it names. */
  get path(): { readonly schema: string | null; readonly table: string; readonly column: string | null } {
    if (this.target instanceof ColumnClause) {
      const table = this.target.table;
      return { schema: table?.schema ?? null, table: String(table?.name ?? ''), column: this.target.key };
    }
    const parts = this.target.split('.');
    if (parts.length === 1) return { schema: this.defaultSchema, table: parts[0] ?? '', column: null };
    const column = parts[parts.length - 1] ?? '';
    const table = parts[parts.length - 2] ?? '';
    return { schema: parts.length > 2 ? parts.slice(0, -2).join('.') : this.defaultSchema, table, column };
  }

  private get defaultSchema(): string | null {
    return this.#parent?.ownTable?.metadata.schema ?? null;
  }

  /** The target as text: `user_account.id`. */
  get targetFullname(): string {
    if (!(this.target instanceof ColumnClause)) return this.target;
    const { schema, table, column } = this.path;
    return `${schema === null ? '' : `${schema}.`}${table}.${column ?? ''}`;
  }

  /** The key of the table that it refers to, in its metadata. */
  get referredTableKey(): string {
    const { schema, table } = this.path;
    return schema === null ? table : `${schema}.${table}`;
  }

  /**
   * The column that it refers to.
   * @throws NoReferencedTableError, NoReferencedColumnError when there is none yet
   */
  get column(): Column {
    return (this.#resolved ??= this.#resolve());
  }

  /** The column that it refers to; null when it is not there yet. */
  get columnOrNull(): Column | null {
    if (this.#resolved) return this.#resolved;
    if (this.target instanceof ColumnClause) return this.column;
    const table = this.#parent?.ownTable?.metadata.tables.get(this.referredTableKey);
    const { column } = this.path;
    const key = column ?? this.#parent?.key ?? '';
    return table?.c.has(key) ? this.column : null;
  }

  #resolve(): Column {
    if (isColumn(this.target)) return this.target;
    const { table: name, column: named } = this.path;
    const parent = this.parent;
    const key = named ?? parent.key;
    const table: Table | undefined = parent.ownTable?.metadata.tables.get(this.referredTableKey);
    if (!table) {
      throw new NoReferencedTableError(
        `Foreign key associated with column '${parent.description}' could not find table '${this.referredTableKey}' with which to generate a foreign key to target column '${key}'`,
        name,
      );
    }
    const column = table.c.get(key);
    if (!column) {
      throw new NoReferencedColumnError(
        `Could not initialize target column for ForeignKey '${this.targetFullname}' on table '${parent.ownTable?.name ?? ''}': table '${table.name}' has no column named '${key}'`,
        table.name,
      );
    }
    return column;
  }

  /** A table is no longer what its name stands for: if it was the target, the new one is looked for. */
  forgetTarget(table: Table): void {
    if (this.#resolved?.ownTable === table && typeof this.target === 'string') this.#resolved = null;
  }

  referentIn(from: FromClause): ColumnElement | null {
    const column = this.columnOrNull;
    if (column) return from.c.corresponding(column);
    // Only if the table that is missing should be here is it an error.
    return from.description === this.referredTableKey ? this.column : null;
  }

  repr(): string {
    return `ForeignKey('${this.targetFullname}')`;
  }
}

/** True for a column of a table; other columns cannot be referred to. */
function isColumn(target: string | ColumnClause): target is Column {
  return target instanceof ColumnClause && 'ownTable' in target;
}
