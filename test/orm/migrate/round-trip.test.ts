import fc from 'fast-check';
import type { Engine } from '../../../src/orm/engine/engine';
import { createAll } from '../../../src/orm/engine/table-definitions';
import { reflectAll } from '../../../src/orm/engine/reflect';
import { applyOperations } from '../../../src/orm/migrate/apply';
import { compareMetadata } from '../../../src/orm/migrate/compare';
import { reversedAll } from '../../../src/orm/migrate/operations';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKeyConstraint, Index, UniqueConstraint } from '../../../src/orm/sql/schema/constraints';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Boolean_, Integer, Numeric, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench, using } from '../engine/open';

interface ColumnPlan {
  readonly type: 'int' | 's10' | 's20' | 'numeric' | 'bool';
  readonly nullable: boolean;
  readonly serverDefault: string | null;
}

interface TablePlan {
  readonly columns: Readonly<Record<string, ColumnPlan>>;
  readonly unique: boolean;
  readonly index: 'none' | 'plain' | 'unique';
  readonly link: 'none' | 'plain' | 'cascade';
}

const types = { int: () => new Integer(), s10: () => new String_(10), s20: () => new String_(20), numeric: () => new Numeric(10, 2), bool: () => new Boolean_() };

const columnPlan: fc.Arbitrary<ColumnPlan> = fc.record({
  type: fc.constantFrom('int', 's10', 's20', 'numeric', 'bool'),
  nullable: fc.boolean(),
  serverDefault: fc.constantFrom(null, '0', '1'),
});

const tablePlan: fc.Arbitrary<TablePlan> = fc.record({
  columns: fc.dictionary(fc.constantFrom('a', 'b', 'c'), columnPlan, { minKeys: 1 }),
  unique: fc.boolean(),
  index: fc.constantFrom('none', 'plain', 'unique'),
  link: fc.constantFrom('none', 'plain', 'cascade'),
});

const schemaPlan = fc.dictionary(fc.constantFrom('t1', 't2', 't3'), tablePlan);

function metadataOf(plan: Readonly<Record<string, TablePlan>>): MetaData {
  const metadata = new MetaData();
  const names = Object.keys(plan).sort();
  for (const [at, name] of names.entries()) {
    const { columns, unique, index, link } = plan[name] as TablePlan;
    const own = Object.keys(columns).sort();
    const before = names[at - 1];
    const linked = link !== 'none' && before !== undefined;
    const table = new Table(
      name,
      metadata,
      new Column('id', new Integer(), { primaryKey: true }),
      ...own.map((column) => new Column(column, types[(columns[column] as ColumnPlan).type](), { nullable: columns[column]?.nullable ?? true, serverDefault: columns[column]?.serverDefault ?? null })),
      ...(linked ? [new Column('link', new Integer()), new ForeignKeyConstraint(['link'], [`${before}.id`], { name: `fk_${name}`, ...(link === 'cascade' ? { ondelete: 'CASCADE' } : {}) })] : []),
      ...(unique ? [new UniqueConstraint([own[0] as string], { name: `uq_${name}` })] : []),
    );
    if (index !== 'none') table.addIndex(new Index(`ix_${name}`, [own.at(-1) as string], { unique: index === 'unique' }));
  }
  return metadata;
}

function emptied(engine: Engine): void {
  const { operations } = using(engine, (connection) => compareMetadata(connection, new MetaData()));
  beginning(engine, (connection) => applyOperations(connection, operations));
}

const options = { compareServerDefault: true };

describe('what is found, applied and taken back', () => {
  test('any schema becomes any other on SQLite, and itself again', async () => {
    const { engine } = await bench('sqlite://');
    fc.assert(
      fc.property(schemaPlan, schemaPlan, (from, to) => {
        emptied(engine);
        beginning(engine, (connection) => createAll(connection, metadataOf(from)));
        const { operations } = using(engine, (connection) => compareMetadata(connection, metadataOf(to), options));
        beginning(engine, (connection) => applyOperations(connection, operations));
        expect(using(engine, (connection) => compareMetadata(connection, metadataOf(to), options)).detections).toEqual([]);
        beginning(engine, (connection) => applyOperations(connection, reversedAll(operations)));
        expect(using(engine, (connection) => compareMetadata(connection, metadataOf(from), options)).detections).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('and on PostgreSQL, with its own ALTER', async () => {
    const { engine } = await bench('postgresql+asyncpg://u:p@localhost/notes');
    fc.assert(
      fc.property(schemaPlan, schemaPlan, (from, to) => {
        emptied(engine);
        // A type that the database does not cast by itself needs USING, which nobody can guess.
        const steady = (plan: Readonly<Record<string, TablePlan>>): Readonly<Record<string, TablePlan>> =>
          Object.fromEntries(Object.entries(plan).map(([name, table]) => [name, { ...table, columns: Object.fromEntries(Object.entries(table.columns).map(([column, one]) => [column, { ...one, type: one.type === 's10' ? 's10' : 's20' }])) }]));
        const [one, other] = [metadataOf(steady(from)), metadataOf(steady(to))];
        beginning(engine, (connection) => createAll(connection, one));
        const { operations } = using(engine, (connection) => compareMetadata(connection, other, options));
        beginning(engine, (connection) => applyOperations(connection, operations));
        expect(using(engine, (connection) => compareMetadata(connection, other, options)).detections).toEqual([]);
        beginning(engine, (connection) => applyOperations(connection, reversedAll(operations)));
        expect(using(engine, (connection) => compareMetadata(connection, one, options)).detections).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test('rows stay when a table is copied', async () => {
    const { engine } = await bench('sqlite://');
    const before = metadataOf({ t1: { columns: { a: { type: 's10', nullable: true, serverDefault: null }, b: { type: 'int', nullable: true, serverDefault: null } }, unique: false, index: 'none', link: 'none' } });
    const after = metadataOf({ t1: { columns: { a: { type: 'int', nullable: true, serverDefault: null }, c: { type: 'int', nullable: false, serverDefault: '7' } }, unique: true, index: 'plain', link: 'none' } });
    beginning(engine, function* (connection) {
      yield* createAll(connection, before);
      yield* connection.execDriverSql("INSERT INTO t1 (id, a, b) VALUES (1, '12', 5), (2, NULL, 6)");
    });
    const { operations, detections } = using(engine, (connection) => compareMetadata(connection, after));
    expect(detections.map(({ message }) => message)).toEqual([
      "Detected added column 't1.c'",
      "Detected type change from VARCHAR(length=10) to Integer() on 't1.a'",
      "Detected added index 'ix_t1' on '('c',)'",
      "Detected added unique constraint 'uq_t1' on '('a',)'",
      "Detected removed column 't1.b'",
    ]);
    beginning(engine, (connection) => applyOperations(connection, operations));
    const rows = using(engine, function* (connection) {
      return (yield* connection.execDriverSql('SELECT id, a, c FROM t1 ORDER BY id')).all().map((row) => [...row]);
    });
    expect(rows).toEqual([[1, 12, 7], [2, null, 7]]);
    const read = new MetaData();
    using(engine, (connection) => reflectAll(connection, read));
    expect([...read.tables.keys()]).toEqual(['t1']);
  });
});
