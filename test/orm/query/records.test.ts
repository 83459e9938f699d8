import type { Result, ScalarResult } from '../../../src/orm/engine/result';
import { MultipleResultsFound, NoResultFound } from '../../../src/orm/errors';
import { runSync, type Flow } from '../../../src/orm/flow';
import { stateOrNull } from '../../../src/orm/map/state';
import { Session } from '../../../src/orm/session/session';
import { delete_, update } from '../../../src/orm/sql/dml';
import { and_ } from '../../../src/orm/sql/elements';
import { callFunction } from '../../../src/orm/sql/functions';
import { select } from '../../../src/orm/sql/select';
import { bench, filled, type Bench } from '../engine/open';
import { companyModel, libraryModel, shopModel, type Entity, type TestClass } from '../map/models';
import { oracleRecord } from '../record';
import { aliasOf, column as c, entity as e, relation as r, rowcount } from './program';

/** A session of a test. Each `fresh` is a database with the rows of the model. */
class Run {
  constructor(
    readonly made: Bench,
    readonly session: Session,
  ) {}
  do = <T>(flow: Flow<T>): T => runSync(flow);
  execute = (statement: unknown, parameters: Parameters<Session['execute']>[1] = null, options: Record<string, unknown> = {}): Result => this.do(this.session.execute(statement, parameters, { executionOptions: options }));
  scalars = (statement: unknown): ScalarResult => this.do(this.session.scalars(statement));
  all = (statement: unknown): Entity[] => this.scalars(statement).all() as Entity[];
  rows = (statement: unknown): unknown[] => this.execute(statement).all().map((row) => [...row]);
  get = (made: TestClass, key: unknown): Entity | null => this.do(this.session.get(made.mapper, key)) as Entity | null;
  rollback = (): void => { this.do(this.session.rollback()); };
  commit = (): void => { this.do(this.session.commit()); };
} // prettier-ignore

const count = () => callFunction('count', []);
const names = (entities: readonly Entity[]): unknown[] => entities.map((one) => one['name'] ?? one['title']);

const library: Record<string, (run: Run, model: ReturnType<typeof libraryModel>) => void> = {
  'orm-query-06-filter-by-get': (run, { Author, Book }) => {
    expect(names([run.scalars(select(e(Book)).filterBy({ year: 2011, pages: 198 })).one() as Entity])).toEqual(['Winter Maps']);
    run.all(select(e(Book)).join(r(Book, 'author')).filter(c(Author, 'id').eq(1), c(Book, 'year').lt(2000)));
    run.all(select(e(Book)).filterBy({ author_id: 2, pages: null }));
    expect(run.get(Book, 2)?.['title']).toBe(run.get(Book, 2)?.['title']);
    expect(run.get(Book, 200)).toBeNull();
    run.do(run.session.getOne(Author.mapper, 1));
  },
  'orm-query-07-result-methods': (run, { Author }) => {
    const base = select(c(Author, 'name')).orderBy(c(Author, 'id'));
    const of = (id: number) => base.where(c(Author, 'id').eq(id));
    expect([run.execute(base).first()?.['name'], run.scalars(base).first()]).toEqual(['Nadia Orlova', 'Nadia Orlova']);
    run.execute(of(2)).one();
    run.scalars(of(2)).one();
    expect([run.execute(of(9)).oneOrNone(), run.scalars(of(9)).first()]).toEqual([null, null]);
    run.do(run.session.scalar(base));
    run.execute(of(3)).scalarOne();
    run.execute(of(9)).scalarOneOrNone();
    expect([...run.scalars(base).partitions(2)].map((part) => part.length)).toEqual([2, 1]);
    run.scalars(base).all();
  },
  'orm-query-08-not-found': (run, { Author, Book }) => {
    const none = select(e(Author)).where(c(Author, 'id').eq(100));
    const many = select(e(Book)).where(c(Book, 'year').eq(2011));
    expect(() => run.scalars(none).one()).toThrow(NoResultFound);
    expect(() => run.execute(none).scalarOne()).toThrow('No row was found when one was required');
    expect(() => run.scalars(many).one()).toThrow(MultipleResultsFound);
    expect(() => run.execute(many).scalarOneOrNone()).toThrow('Multiple rows were found when one or none was required');
    expect(() => run.do(run.session.getOne(Author.mapper, 100))).toThrow(NoResultFound);
  },
  'orm-query-16-pagination': (run, { Book }) => {
    const page = (number: number): unknown[] => {
      run.do(run.session.scalar(select(count()).selectFrom(e(Book))));
      return run.all(select(e(Book)).orderBy(c(Book, 'title')).limit(2).offset((number - 1) * 2));
    };
    page(1);
    for (const number of [1, 2, 3]) page(number);
  },
}; // prettier-ignore

const shop: Record<string, (run: Run, model: ReturnType<typeof shopModel>, fresh: () => Run) => void> = {
  'orm-query-03-joins': (run, { Customer, Order, Item, Product }) => {
    const statement = select(c(Customer, 'name'), c(Product, 'title'), c(Item, 'qty')).join(r(Customer, 'orders')).join(r(Order, 'items')).join(r(Item, 'product'));
    expect(run.rows(statement.where(c(Order, 'status').eq('paid')).orderBy(c(Item, 'id')))[0]).toEqual(['Olga', 'Green tea', 3]);
    expect(names(run.all(select(e(Customer)).outerjoin(r(Customer, 'orders')).where(c(Order, 'id').eq(null))))).toEqual(['Dara']);
  },
  'orm-query-09-bulk-update': (first, { Product }, fresh) => {
    let run = first;
    for (const mode of ['auto', 'evaluate', 'fetch', false]) {
      const tea = run.get(Product, 1);
      const statement = update(e(Product)).where(c(Product, 'stock').gt(5)).values({ stock: c(Product, 'stock').sub(5) });
      const result = run.execute(statement, null, { synchronizeSession: mode });
      expect([mode, rowcount(result), tea?.['stock']]).toEqual([mode, 2, mode === false ? 40 : 35]);
      run.rollback();
      if (mode !== false) run = fresh();
    }
  },
  'orm-query-10-bulk-delete': (run, { Item }) => {
    const item = run.get(Item, 4) as Entity;
    const result = run.execute(delete_(e(Item)).where(c(Item, 'qty').ge(10)));
    expect([rowcount(result), run.session.has(item), stateOrNull(item)?.deleted]).toEqual([1, false, true]);
    expect(run.scalars(delete_(e(Item)).where(c(Item, 'order_id').eq(1)).returning(c(Item, 'id'))).all()).toEqual([1, 2]);
    run.commit();
    expect(run.all(select(e(Item)))).toHaveLength(2);
  },
  'orm-query-14-legacy-query': (run, { Customer, Order }) => {
    const { session } = run;
    const of = (...entities: readonly unknown[]) => session.query(...entities);
    expect(names(run.do(of(e(Customer)).filter(c(Customer, 'city').eq('Riga')).orderBy(c(Customer, 'name').desc()).all()) as Entity[])).toEqual(['Olga', 'Chen']);
    expect((run.do(of(e(Customer)).filterBy({ name: 'Bruno' }).one()) as Entity)['orders']).toHaveLength(1);
    expect([run.do(of(e(Customer)).count()), run.do(of(callFunction('max', [c(Order, 'id')])).scalar())]).toEqual([4, 4]);
    expect(run.do(of(c(Customer, 'name'), c(Order, 'status')).join(r(Customer, 'orders')).orderBy(c(Order, 'id')).all())).toHaveLength(4);
    expect([run.do(of(e(Order)).filter(c(Order, 'status').eq('void')).delete()), run.do(of(e(Order)).count())]).toEqual([1, 3]);
    expect(names(run.do(of(e(Customer)).orderBy(c(Customer, 'id')).slice(1, 3).all()) as Entity[])).toEqual(['Bruno', 'Chen']);
  },
  'orm-query-15-dynamic-filters': (run, { Product }) => {
    const search = (filters: Record<string, unknown>, tag: string | null = null, order = c(Product, 'id')): unknown[] => {
      let statement = select(e(Product));
      for (const [key, value] of Object.entries(filters)) statement = statement.where(c(Product, key).eq(value));
      if (tag !== null) statement = statement.where(r(Product, 'tags').any(null, { name: tag }));
      return run.all(statement.orderBy(order)).map((one) => one['sku']);
    };
    expect(search({})).toEqual(['TEA-1', 'CUP-2', 'POT-3', 'MAT-4']);
    expect(search({ stock: 0 })).toEqual(['MAT-4']);
    expect(search({}, 'gift', c(Product, 'price').desc())).toEqual(['POT-3', 'CUP-2']);
    expect(search({ stock: 7 }, 'kitchen')).toEqual(['CUP-2']);
  },
};

const company: Record<string, (run: Run, model: ReturnType<typeof companyModel>) => void> = {
  'orm-query-04-aliased': (run, { Employee }) => {
    const boss = aliasOf(Employee, null, { name: 'boss' });
    const pairs = run.rows(select(e(Employee), boss).join(r(Employee, 'manager').ofType(boss)).orderBy(c(Employee, 'id'))) as Entity[][];
    expect(pairs.map(names)).toEqual([['Igor', 'Vera'], ['Lena', 'Vera'], ['Sam', 'Vera'], ['Rosa', 'Sam']]);
    const peer = aliasOf(Employee);
    const statement = select(c(Employee, 'name'), c(peer, 'name')).join(peer, and_(c(peer, 'salary').eq(c(Employee, 'salary')), c(peer, 'id').gt(c(Employee, 'id'))));
    expect(run.rows(statement)).toEqual([['Igor', 'Lena']]);
  },
  'orm-query-13-subquery-entity': (run, { Employee }) => {
    const paid = select(e(Employee)).where(c(Employee, 'salary').gt(4000)).subquery();
    const rich = aliasOf(Employee, paid);
    expect(names(run.all(select(rich).orderBy(c(rich, 'name'))))).toEqual(['Igor', 'Lena', 'Vera']);
    const tops = select(c(Employee, 'department_id'), callFunction('max', [c(Employee, 'salary')]).label('top')).groupBy(c(Employee, 'department_id')).cte('tops');
    const [department, top] = [tops.c.get('department_id'), tops.c.get('top')];
    if (!department || !top) throw new Error('the CTE lacks a column');
    expect(names(run.all(select(e(Employee)).join(tops, and_(department.eq(c(Employee, 'department_id')), top.eq(c(Employee, 'salary')))).orderBy(c(Employee, 'id'))))).toEqual(['Vera', 'Sam']);
    expect(run.do(run.session.scalar(select(count()).selectFrom(select(e(Employee)).where(c(Employee, 'salary').gt(3000)).subquery())))).toBe(5);
  },
};

async function opened(model: string, metadata: Parameters<typeof filled>[2]): Promise<Bench> {
  const made = await bench();
  filled(made, model, metadata);
  return made;
}

test.each(Object.keys(library))('%s', async (id) => {
  const model = libraryModel();
  const made = await opened('library', model.metadata);
  const run = new Run(made, new Session(made.engine));
  library[id]?.(run, model);
  run.do(run.session.close());
  expect(made.statements).toEqual(oracleRecord(id).sql_sqlite);
});

test.each(Object.keys(shop))('%s', async (id) => {
  const model = shopModel();
  const made = await opened('shop', model.metadata);
  const run = new Run(made, new Session(made.engine));
  // One database will do: each part takes back what it did.
  shop[id]?.(run, model, () => new Run(made, new Session(made.engine)));
  run.do(run.session.close());
  expect(made.statements).toEqual(oracleRecord(id).sql_sqlite);
});

test.each(Object.keys(company))('%s', async (id) => {
  const model = companyModel();
  const made = await opened('company', model.metadata);
  const run = new Run(made, new Session(made.engine));
  company[id]?.(run, model);
  run.do(run.session.close());
  expect(made.statements).toEqual(oracleRecord(id).sql_sqlite);
});
