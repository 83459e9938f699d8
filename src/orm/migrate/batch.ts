import { ArgumentError } from '../errors';
import { typeText } from '../compile/type-compiler';
import type { Dialect } from '../dialect/dialect';
import { createIndex, createTable, ddl, type DdlElement, dropTable } from '../sql/ddl';
import { Column } from '../sql/schema/column';
import { CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, type Constraint } from '../sql/schema/constraints';
import { Computed } from '../sql/schema/defaults';
import { MetaData } from '../sql/schema/metadata';
import { Table } from '../sql/schema/table';
import type { AlterColumn, Operation } from './operations';
import { defineReferredTables, targetText } from './foreign-key-target';
import { serverDefaultArgument } from './statements';

/** A batch names a constraint that the table does not have. */
export class MissingConstraintError extends ArgumentError {
  override readonly name: string = 'MissingConstraintError';
}

/** A column of the table to be, and where its values come from: null for a new one. */
interface CopiedColumn {
  readonly column: Column;
  readonly from: string | null;
  /** The type that values are turned into on the way; null: they are taken as they are. */
  readonly cast: Column['type'] | null;
}

/**
 * A table that is changed by copying it: SQLite's way where ALTER TABLE cannot.
 * @source Alembic's batch mode ("move and copy"); SQLite, ALTER TABLE, section 7
 */
export class TableCopy {
  readonly #columns: Map<string, CopiedColumn>;
  #constraints: Constraint[];
  #indexes: Index[];
  #primaryKey: readonly string[];

  constructor(readonly table: Table) {
    this.#columns = new Map([...table.c].map((column) => [column.name, { column: plainCopy(column), from: column.name, cast: null }]));
    this.#constraints = [...table.constraints].filter((constraint) => !(constraint instanceof PrimaryKeyConstraint));
    this.#indexes = [...table.indexes];
    this.#primaryKey = table.primaryKeyConstraint.columns.map(({ name }) => name);
  }

  /** @throws ArgumentError naming a column or constraint that is not there */
  apply(operation: Operation): void {
    switch (operation.kind) {
      case 'add column':
        this.#columns.set(operation.column.name, { column: plainCopy(operation.column), from: null, cast: null });
        if (operation.withKeys === true) this.#constraints.push(...ownConstraints(operation.column));
        return;
      case 'drop column':
        this.#drop(operation.column.name);
        return;
      case 'alter column':
        this.#alter(operation);
        return;
      case 'create constraint':
        if (operation.constraint instanceof PrimaryKeyConstraint) this.#primaryKey = operation.constraint.columns.map(({ name }) => name);
        else this.#constraints.push(operation.constraint);
        return;
      case 'drop constraint':
        this.#dropConstraint(operation.constraint);
        return;
      case 'create index':
        this.#indexes.push(operation.index);
        return;
      case 'drop index':
        this.#indexes = this.#indexes.filter(({ name }) => name !== operation.index.name);
        return;
      default:
        throw new ArgumentError(`a table that is copied cannot ${operation.kind}`);
    }
  }

  #drop(name: string): void {
    if (!this.#columns.delete(name)) throw new ArgumentError(`No such column: '${name}'`);
    this.#constraints = this.#constraints.filter((constraint) => !uses(constraint, name));
    this.#indexes = this.#indexes.filter((index) => !index.columns.some((column) => column.name === name));
    this.#primaryKey = this.#primaryKey.filter((one) => one !== name);
  }

  #alter({ column: name, changes }: AlterColumn): void {
    const existing = this.#columns.get(name);
    if (!existing) throw new ArgumentError(`No such column: '${name}'`);
    const type = changes.type ?? existing.column.type;
    const column = new Column(changes.name ?? existing.column.name, type, {
      nullable: changes.nullable ?? existing.column.nullable,
      primaryKey: false,
      serverDefault: serverDefaultArgument(changes.serverDefault === undefined ? existing.column.serverDefault : changes.serverDefault),
    });
    const converted = changes.type !== undefined && changes.type.affinity !== existing.column.type.affinity && changes.type.affinity !== 'json';
    // The key stays the old name: what follows in the batch speaks of it.
    this.#columns.set(name, { column, from: existing.from, cast: converted ? changes.type : existing.cast });
  }

  #dropConstraint(constraint: Constraint): void {
    if (constraint instanceof PrimaryKeyConstraint) {
      this.#primaryKey = [];
      return;
    }
    const same = this.#constraints.find((one) => (constraint.name !== null && one.name === constraint.name) || (one.name === null && sameColumns(one, constraint)));
    if (!same) throw new MissingConstraintError(`No such constraint: '${constraint.name ?? 'None'}'`);
    this.#constraints = this.#constraints.filter((one) => one !== same);
  }

  /** The statements that make the copy, fill it, and put it in the place of the table. */
  statements(dialect: Dialect): DdlElement[] {
    const { identifiers } = dialect;
    const { tableName, tableSchema } = this.table;
    const temporary = `_alembic_tmp_${tableName}`.slice(0, 50);
    const copy = this.#newTable(temporary);
    const moved = [...this.#columns.values()].filter((one) => one.from !== null);
    const own = identifiers.table(tableName, tableSchema);
    const source = (one: CopiedColumn): string => {
      const column = `${own}.${identifiers.quote(one.from ?? '')}`;
      if (one.cast !== null) return `CAST(${column} AS ${typeText(one.cast, dialect)}) AS ${identifiers.quote(one.column.name)}`;
      return column;
    };
    const names = moved.map((one) => identifiers.quote(one.column.name)).join(', ');
    const final = this.#newTable(tableName);
    const renamed = new Map([...this.#columns].map(([old, one]) => [old, one.column.name]));
    return [
      createTable(copy),
      ddl(`INSERT INTO ${identifiers.table(temporary, tableSchema)} (${names}) SELECT ${moved.map(source).join(', ')} \nFROM ${own}`),
      dropTable(this.table),
      ddl(`ALTER TABLE ${identifiers.table(temporary, tableSchema)} RENAME TO ${identifiers.quote(tableName)}`),
      ...this.#indexes.map((index) => createIndex(attached(index, final, renamed))),
    ];
  }

  #newTable(name: string): Table {
    const metadata = new MetaData();
    const renamed = new Map([...this.#columns].map(([old, one]) => [old, one.column.name]));
    const columns = [...this.#columns.entries()].map(([old, one]) => one.column.copy({ primaryKey: this.#primaryKey.includes(old) || this.#primaryKey.includes(one.column.name) }));
    const table = new Table(name, metadata, ...columns, { schema: this.table.tableSchema });
    const key = this.table.primaryKeyConstraint;
    if (key.name !== null && this.#primaryKey.length > 0) table.primaryKeyConstraint.name = key.name;
    for (const constraint of this.#constraints) {
      if (constraint instanceof ForeignKeyConstraint) defineReferredTables(constraint.elements, metadata, name);
      table.append(constraintCopy(constraint, renamed));
    }
    return table;
  }
}

/** A column without the keys that stand apart from it. */
function plainCopy(column: Column): Column {
  return new Column(column.name, column.type, ...(column.computed ? [new Computed(column.computed.sqltext, column.computed.persisted)] : []), {
    nullable: column.nullable,
    serverDefault: column.computed ? null : serverDefaultArgument(column.serverDefault),
  });
}

/** What a column that is added brings along: what it refers to, and that it is unique. */
function ownConstraints(column: Column): Constraint[] {
  const links = column.foreignKeys.flatMap((key) => (key.constraint instanceof ForeignKeyConstraint ? [key.constraint] : []));
  const unique = column.table ? [...column.table.constraints].filter((one) => one instanceof UniqueConstraint && one.columnFlag && one.columns[0] === column) : [];
  return [...links, ...unique];
}

function columnNames(constraint: Constraint): string[] {
  return constraint.columns.map(({ name }) => name);
}

function uses(constraint: Constraint, column: string): boolean {
  return !(constraint instanceof CheckConstraint) && columnNames(constraint).includes(column);
}

function sameColumns(one: Constraint, other: Constraint): boolean {
  return one.constructor === other.constructor && columnNames(one).join('\0') === columnNames(other).join('\0');
}

function constraintCopy(constraint: Constraint, renamed: ReadonlyMap<string, string>): Constraint {
  const own = (names: readonly string[]): string[] => names.map((name) => renamed.get(name) ?? name);
  const options = { name: constraint.name, deferrable: constraint.deferrable, initially: constraint.initially };
  if (constraint instanceof ForeignKeyConstraint) {
    const referred = constraint.elements.map(targetText);
    return new ForeignKeyConstraint(own(columnNames(constraint)), referred, { ...options, ondelete: constraint.ondelete, onupdate: constraint.onupdate, match: constraint.match });
  }
  if (constraint instanceof UniqueConstraint) return new UniqueConstraint(own(columnNames(constraint)), options);
  if (constraint instanceof CheckConstraint) return new CheckConstraint(constraint.sqltext, options);
  throw new ArgumentError(`cannot copy the constraint ${constraint.repr()}`);
}

function attached(index: Index, table: Table, renamed: ReadonlyMap<string, string>): Index {
  const made = new Index(index.name, index.columns.map((column) => renamed.get(column.name) ?? column.name), { unique: index.unique });
  table.addIndex(made);
  return made;
}
