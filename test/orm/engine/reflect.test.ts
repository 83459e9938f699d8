import { typeText } from '../../../src/orm/compile/type-compiler';
import { Inspector } from '../../../src/orm/engine/inspector';
import { reflectAll } from '../../../src/orm/engine/reflect';
import { createAll, dropAll } from '../../../src/orm/engine/table-definitions';
import { createTable } from '../../../src/orm/sql/ddl';
import { Column } from '../../../src/orm/sql/schema/column';
import { Index } from '../../../src/orm/sql/schema/constraints';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { Enum } from '../../../src/orm/sql/types/enum';
import { Json } from '../../../src/orm/sql/types/json';
import { BigInteger, Boolean_, DateTime, Date_, Integer, LargeBinary, Numeric, String_, Text, Uuid } from '../../../src/orm/sql/types/standard';
import { callFunction } from '../../../src/orm/sql/functions';
import { NoSuchTableError } from '../../../src/orm/errors';
import { library } from '../models/library';
import { shop } from '../models/shop';
import { beginning, bench, using } from './open';

const addresses = ['sqlite://', 'postgresql+asyncpg://u:p@localhost/notes'];

describe.each(addresses)('what is in a database: %s', (address) => {
  test.each([['library', library], ['shop', shop]] as const)('the tables of %s come back as they were made', async (_, model) => {
    const { engine } = await bench(address);
    const { metadata } = model();
    beginning(engine, (connection) => createAll(connection, metadata));
    const read = new MetaData();
    using(engine, (connection) => reflectAll(connection, read));
    expect([...read.tables.keys()].sort()).toEqual([...metadata.tables.keys()].sort());
    for (const [name, table] of metadata.tables) {
      const again = read.tables.get(name) as Table;
      expect(again.c.values().map((column) => [column.name, column.type.toString(), column.nullable, column.primaryKey])).toEqual(
        table.c.values().map((column) => [column.name, column.type.toString(), column.nullable, column.primaryKey]),
      );
      const links = (one: Table): string[] => one.foreignKeys.map((key) => `${key.parent.name} ${key.column.description}`).sort();
      expect(links(again)).toEqual(links(table));
    }
    beginning(engine, (connection) => dropAll(connection, metadata));
    expect(using(engine, (connection) => new Inspector(connection).getTableNames())).toEqual([]);
  });

  test('indexes, unique and check constraints by name', async () => {
    const { engine } = await bench(address);
    const { metadata, products, tags } = shop();
    new Index('ix_products_title', [products.c.get('title') as Column, products.c.get('price') as Column], { unique: true });
    beginning(engine, (connection) => createAll(connection, metadata));
    using(engine, function* (connection) {
      const inspector = new Inspector(connection);
      expect(yield* inspector.getIndexes('products')).toEqual([{ name: 'ix_products_title', unique: true, columnNames: ['title', 'price'] }]);
      expect((yield* inspector.getUniqueConstraints(tags.name)).map(({ columnNames }) => columnNames)).toEqual([['name']]);
      expect(yield* inspector.getCheckConstraints('products')).toEqual([{ name: 'ck_products_stock', sqltext: 'stock >= 0' }]);
      expect((yield* inspector.getPkConstraint('product_tag')).constrainedColumns).toEqual(['product_id', 'tag_id']);
      expect(yield* inspector.hasTable('nowhere')).toBe(false);
    });
    expect(() => using(engine, (connection) => new Inspector(connection).getColumns('nowhere'))).toThrow(NoSuchTableError);
  });

  test('types of every kind can be created and read', async () => {
    const { engine } = await bench(address);
    const metadata = new MetaData();
    const table = new Table(
      'samples', metadata, new Column('id', BigInteger, { primaryKey: true }), new Column('money', new Numeric(12, 2)), new Column('name', new String_(20), { serverDefault: "it's" }),
      new Column('body', Text), new Column('flag', Boolean_), new Column('day', Date_), new Column('made', DateTime, { serverDefault: callFunction('now', []) }),
      new Column('raw', LargeBinary), new Column('doc', Json), new Column('uid', Uuid), new Column('color', new Enum(['red', 'green'], { name: 'color' })), new Column('n', Integer),
    ); // prettier-ignore
    beginning(engine, (connection) => createAll(connection, metadata));
    beginning(engine, (connection) => createAll(connection, metadata));
    const columns = using(engine, (connection) => new Inspector(connection).getColumns('samples'));
    const text = createTable(table).compile({ dialect: engine.dialect }).sql;
    for (const { name, type } of columns) expect(text).toContain(`${name} ${name === 'id' && engine.name === 'postgresql' ? 'BIGSERIAL' : typeText(type, engine.dialect)}`);
  });
});
