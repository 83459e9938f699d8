import type { Connection } from '../engine/connection';
import { hasTable } from '../engine/existence';
import type { Flow } from '../flow';
import { createTable } from '../sql/ddl';
import { delete_, insert, update } from '../sql/dml';
import { Column } from '../sql/schema/column';
import { PrimaryKeyConstraint } from '../sql/schema/constraints';
import { MetaData } from '../sql/schema/metadata';
import { Table } from '../sql/schema/table';
import { select } from '../sql/select';
import { String_ } from '../sql/types/standard';

/** Alembic's name for the table that says at which revisions a database is. */
export const VERSION_TABLE = 'alembic_version';

/** The revisions at which a database is: a table with a row for each head. */
export class VersionTable {
  readonly table: Table;
  readonly #column: Column;

  constructor(
    readonly connection: Connection,
    readonly name: string = VERSION_TABLE,
  ) {
    this.#column = new Column('version_num', new String_(32), { nullable: false });
    this.table = new Table(name, new MetaData(), this.#column, new PrimaryKeyConstraint(['version_num'], { name: `${name}_pkc` }));
  }

  /** None where the table is not there. */
  *heads(): Flow<string[]> {
    if (!(yield* hasTable(this.connection, this.name, null))) return [];
    return (yield* this.connection.scalars(select(this.#column))).all() as string[];
  }

  *ensure(): Flow<void> {
    if (!(yield* hasTable(this.connection, this.name, null))) yield* this.connection.execute(createTable(this.table));
  }

  /** Steps from one revision to another: undefined is before the first. */
  *move(from: string | undefined, to: string | undefined): Flow<void> {
    if (from === to) return;
    if (from === undefined) yield* this.connection.execute(insert(this.table).values({ version_num: to }));
    else if (to === undefined) yield* this.connection.execute(delete_(this.table).where(this.#column.eq(from)));
    else yield* this.connection.execute(update(this.table).values({ version_num: to }).where(this.#column.eq(from)));
  }
}
