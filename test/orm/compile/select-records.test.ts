import '../../../src/orm/compile';
import { CompiledSql } from '../../../src/orm/compile';
import type { Dialect } from '../../../src/orm/dialect/dialect';
import { postgresDialect } from '../../../src/orm/dialect/postgres';
import { sqliteDialect } from '../../../src/orm/dialect/sqlite';
import type { ClauseElement } from '../../../src/orm/sql/clause';
import { case_, cast, desc, literal, nullsLast } from '../../../src/orm/sql/constructs';
import { callFunction } from '../../../src/orm/sql/functions';
import { except_, intersect, select, union, unionAll } from '../../../src/orm/sql/select';
import { text } from '../../../src/orm/sql/text-clause';
import { Date_, Integer, String_ } from '../../../src/orm/sql/types/standard';
import { company } from '../models/company';
import { library } from '../models/library';
import { shop } from '../models/shop';
import { col, oracleRecord } from '../record';

const sqlite = sqliteDialect();
const asyncpg = postgresDialect();
const psycopg = postgresDialect({ driver: 'psycopg' });
const psycopg2 = postgresDialect({ driver: 'psycopg2' });

const count = (...given: unknown[]) => callFunction('count', given);

/** The SELECTs of each record, in the order in which it executes them. */
const scenarios: Readonly<Record<string, () => ClauseElement[]>> = {
  'core-select-02-in-between': () => {
    const { customers } = shop();
    const [id, name, city] = [col(customers, 'id'), col(customers, 'name'), col(customers, 'city')];
    return [
      select(name).where(id.in_([1, 3])),
      select(name).where(id.notIn([1, 3])),
      select(name).where(id.between(2, 3)),
      select(name).where(city.is_(null)),
      select(name).where(city.isNot(null)).orderBy(name),
      select(name).where(city.eq(null)),
      select(name).where(id.in_([])),
    ];
  },
  'core-select-04-order-limit': () => {
    const { books } = library();
    const [id, title, year, pages] = [col(books, 'id'), col(books, 'title'), col(books, 'year'), col(books, 'pages')];
    return [
      select(title, year).orderBy(year.desc(), title),
      select(title).orderBy(desc(id)).limit(2),
      select(title).orderBy(id).limit(2).offset(3),
      select(title).orderBy(id).offset(4),
      select(year).distinct().orderBy(year),
      select(title, pages).orderBy(nullsLast(pages.asc())),
    ];
  },
  'core-select-05-group-having': () => {
    const { employees } = company();
    const [department, salary] = [col(employees, 'department_id'), col(employees, 'salary')];
    return [
      select(department, count().label('heads'), callFunction('avg', [salary]).label('mean')).groupBy(department).having(count().gt(1)).orderBy(count().desc()),
      select(department, callFunction('max', [salary]).label('top')).groupBy('department_id').orderBy('top'),
    ];
  },
  'core-select-06-functions': () => {
    const { products } = shop();
    const [id, stock, price, title, sku] = ['id', 'stock', 'price', 'title', 'sku'].map((key) => col(products, key));
    return [
      select(count(id), callFunction('sum', [stock]), callFunction('min', [price]), callFunction('max', [price])),
      select(callFunction('upper', [title]), callFunction('length', [sku])).where(id?.eq(2)),
      select(callFunction('coalesce', [null, title])).where(id?.eq(1)),
      select(count()).selectFrom(products),
      select(count(id?.distinct())),
      select(callFunction('round', [callFunction('avg', [stock]), 1])),
    ];
  },
  'core-select-07-label-case-cast': () => {
    const { products } = shop();
    const [id, stock, sku] = [col(products, 'id'), col(products, 'stock'), col(products, 'sku')];
    const level = case_([[stock.eq(0), 'none'], [stock.lt(5), 'few']], { otherwise: 'many' }).label('level'); // prettier-ignore
    const short = case_(new Map([[1, 'one'], [2, 'two']]), { value: id, otherwise: 'more' }); // prettier-ignore
    return [select(sku, level, cast(stock, String_).label('as_text'), literal('shop').label('origin')).orderBy(id), select(short).orderBy(id)];
  },
  'core-select-08-join': () => {
    const { customers, orders } = shop();
    const [name, id, status] = [col(customers, 'name'), col(orders, 'id'), col(orders, 'status')];
    return [
      select(name, id).join(orders).orderBy(id),
      select(name, status).joinFrom(customers, orders, col(customers, 'id').eq(col(orders, 'customer_id'))).where(status.eq('paid')).orderBy(id),
      select(name).selectFrom(customers.join(orders)).where(status.eq('void')),
    ];
  },
  'core-select-09-outer-join': () => {
    const { customers, orders } = shop();
    const [name, customer, id] = [col(customers, 'name'), col(customers, 'id'), col(orders, 'id')];
    return [
      select(name, count(id).label('n')).join(orders, null, { isouter: true }).groupBy(customer).orderBy(customer),
      select(name).outerjoin(orders).where(id.is_(null)),
    ];
  },
  'core-select-10-alias-self': () => {
    const { employees } = company();
    const boss = employees.alias('boss');
    return [
      select(col(employees, 'name'), col(boss, 'name').label('manager')).join(boss, col(employees, 'manager_id').eq(col(boss, 'id'))).orderBy(col(employees, 'id')),
    ];
  },
  'core-select-11-subquery': () => {
    const { customers, orders, items } = shop();
    const totals = select(col(orders, 'customer_id'), callFunction('sum', [col(items, 'qty')]).label('units'))
      .join(items, col(items, 'order_id').eq(col(orders, 'id')))
      .groupBy(col(orders, 'customer_id'))
      .subquery('totals');
    return [select(col(customers, 'name'), col(totals, 'units')).join(totals, col(totals, 'customer_id').eq(col(customers, 'id'))).orderBy(col(totals, 'units').desc())];
  },
  'core-select-12-cte': () => {
    const { employees } = company();
    const department = col(employees, 'department_id');
    const pay = select(department, callFunction('sum', [col(employees, 'salary')]).label('total')).where(department.isNot(null)).groupBy(department).cte('pay');
    const total = col(pay, 'total');
    return [select(col(pay, 'department_id'), total).where(total.gt(select(callFunction('avg', [total])).scalarSubquery()))];
  },
  'core-select-13-cte-recursive': () => {
    const { employees } = company();
    const start = select(col(employees, 'id'), col(employees, 'name'), literal(0).label('depth')).where(col(employees, 'id').eq(1)).cte('chain', { recursive: true });
    const below = employees.alias('below');
    const chain = start.unionAll(
      select(col(below, 'id'), col(below, 'name'), col(start, 'depth').add(1).label('depth')).where(col(below, 'manager_id').eq(col(start, 'id'))),
    );
    return [select(col(chain, 'depth'), col(chain, 'name')).orderBy(col(chain, 'depth'), col(chain, 'id'))];
  },
  'core-select-16-union': () => {
    const { employees } = company();
    const name = col(employees, 'name');
    const rich = select(name).where(col(employees, 'salary').gt(5000));
    const research = select(name).where(col(employees, 'department_id').eq(1));
    const sub = unionAll(rich, research).subquery();
    return [
      union(rich, research).orderBy('name'),
      unionAll(rich, research).orderBy('name'),
      except_(research, rich).orderBy('name'),
      intersect(rich, research).orderBy('name'),
      select(col(sub, 'name')).where(col(sub, 'name').ne('Vera')).orderBy(col(sub, 'name')),
    ];
  },
  'core-select-17-window': () => {
    const { employees } = company();
    const [name, salary, id] = [col(employees, 'name'), col(employees, 'salary'), col(employees, 'id')];
    return [
      select(
        name,
        callFunction('row_number', []).over({ partitionBy: col(employees, 'department_id'), orderBy: salary.desc() }).label('rn'),
        callFunction('rank', []).over({ orderBy: salary.desc() }).label('rank'),
        callFunction('sum', [salary]).over({ orderBy: id, rows: [null, 0] }).label('running'),
      ).orderBy(id),
    ];
  },
  'core-select-20-arith-concat': () => {
    const { items, products } = shop();
    const [id, sku, title, stock] = [col(products, 'id'), col(products, 'sku'), col(products, 'title'), col(products, 'stock')];
    return [
      select(col(items, 'id'), col(products, 'price').mul(col(items, 'qty')).label('total')).joinFrom(items, products).orderBy(col(items, 'id')),
      select(sku.add('/').add(title)).where(id.eq(3)),
      select(stock.mod(7)).where(id.eq(1)),
      select(stock.floordiv(7)).where(id.eq(1)),
      select(stock.neg()).where(id.eq(2)),
      select(callFunction('abs', [stock.sub(10)])).where(id.eq(3)),
    ];
  },
  'text-params-03-text-columns': () => {
    const stmt = text('SELECT id, placed_on FROM orders WHERE status = :s ORDER BY id').columns({ id: Integer, placed_on: Date_ });
    const sub = stmt.bindparams({ s: 'new' }).subquery('fresh_orders');
    return [stmt.bindparams({ s: 'paid' }), text('SELECT placed_on FROM orders WHERE id = 1'), select(col(sub, 'placed_on')), text('SELECT price FROM products WHERE id = 3')];
  },
};

/** A driver gets numbers, texts and so on; what JSON lacks is compared as text. */
function written(compiled: CompiledSql): [string, unknown] {
  const { sql, positional } = compiled.bound(compiled.valuesFor({}));
  return [sql, JSON.parse(JSON.stringify(positional))];
}

const rows = Object.keys(scenarios);

describe('SELECTs of the oracle', () => {
  test.each(rows)('%s on SQLite', (id) => {
    const record = oracleRecord(id);
    const expected = record.sql_sqlite.filter(([sql, params]) => params !== null && !sql.startsWith('SAVEPOINT'));
    const statements = scenarios[id]?.() ?? [];
    expect(statements.map((statement) => written(new CompiledSql(statement, sqlite)))).toEqual(expected);
  });

  const texts = (id: string, dialect: Dialect): string[] => (scenarios[id]?.() ?? []).map((statement) => new CompiledSql(statement, dialect).sql);
  // A text with its parameters' types known differs from one whose values come with the execution.
  const typed = rows.filter((id) => id !== 'text-params-03-text-columns');

  test.each(typed)('%s for psycopg', (id) => {
    expect(texts(id, psycopg)).toEqual(oracleRecord(id).sql_postgresql);
  });
  test.each(rows)('%s for psycopg2', (id) => {
    expect(texts(id, psycopg2)).toEqual(oracleRecord(id).sql_postgresql_psycopg2);
  });
  test.each(typed)('%s for asyncpg', (id) => {
    expect((scenarios[id]?.() ?? []).map((statement) => written(new CompiledSql(statement, asyncpg)))).toEqual(oracleRecord(id).sql_postgresql_asyncpg);
  });
});
