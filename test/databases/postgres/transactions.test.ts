import { open, type Fixture } from './open';

let db: Fixture;
beforeAll(async () => {
  db = await open();
  db.run('create table t (x int)');
});
afterAll(() => {
  db.database.close();
});
beforeEach(() => db.run('truncate t'));

const rows = () => db.run('select x from t order by x').rows.map(([x]) => x);

test('commit', () => {
  expect(db.connection.inTransaction).toBe(false);
  db.run('begin');
  expect(db.connection.inTransaction).toBe(true);
  db.run('insert into t values (1)');
  db.run('commit');
  expect(db.connection.inTransaction).toBe(false);
  expect(rows()).toEqual([1]);
});

test('rollback', () => {
  db.run('start transaction isolation level serializable');
  db.run('insert into t values (1)');
  db.run('rollback');
  expect(rows()).toEqual([]);
});

test('a failed transaction answers 25P02 until it ends, and COMMIT rolls it back', () => {
  db.run('begin');
  db.run('insert into t values (1)');
  db.failure('select 1 / 0');
  expect(db.connection.inTransaction).toBe(true);
  expect(db.failure('select 1')).toMatchObject({
    name: 'InternalError',
    code: '25P02',
    message: 'current transaction is aborted, commands ignored until end of transaction block',
  });
  expect(db.run('commit')).toMatchObject({ command: 'ROLLBACK', tag: 'ROLLBACK' });
  expect(db.connection.inTransaction).toBe(false);
  expect(rows()).toEqual([]);
});

test('savepoints', () => {
  db.run('begin');
  db.run('insert into t values (1)');
  db.run('savepoint s');
  db.failure("insert into t values ('x')");
  db.run('rollback to savepoint s');
  db.run('insert into t values (2)');
  db.run('release savepoint s');
  db.run('commit');
  expect(rows()).toEqual([1, 2]);
});

test('what must not run in a transaction', () => {
  db.run('begin');
  expect(db.failure('vacuum')).toMatchObject({ code: '25001' });
  db.run('rollback');
  expect(db.run('begin').notices).toEqual([]);
  expect(db.run('begin').notices).toMatchObject([{ severity: 'WARNING', code: '25001' }]);
  db.run('commit');
});

test('the isolation level can still be set before the first statement', () => {
  db.run('begin');
  db.run('show transaction_isolation');
  db.run('set transaction isolation level serializable');
  expect(db.run('show transaction_isolation').rows).toEqual([['serializable']]);
  db.run('commit');
});
