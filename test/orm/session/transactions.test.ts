import { IntegrityError, InvalidRequestError, PendingRollbackError, ResourceClosedError, StatementError, UnboundExecutionError } from '../../../src/orm/errors';
import { runSync } from '../../../src/orm/flow';
import { stateOrNull } from '../../../src/orm/map/state';
import { objectSession } from '../../../src/orm/session/object-lifecycle';
import { ScopedSession } from '../../../src/orm/session/scoped-session';
import { Session } from '../../../src/orm/session/session';
import type { JoinTransactionMode } from '../../../src/orm/session/session-transaction';
import { SessionMaker } from '../../../src/orm/session/sessionmaker';
import { bench, filled, type Bench } from '../engine/open';
import { shopModel } from '../map/models';
import { Opened, texts, writes } from './open-session';

type Shop = ReturnType<typeof shopModel>;

async function opened(): Promise<{ readonly made: Bench; readonly model: Shop; readonly run: Opened }> {
  const [made, model] = [await bench(), shopModel()];
  filled(made, 'shop', model.metadata);
  return { made, model, run: new Opened(made) };
}

const insertTag = (name: string): unknown => ['INSERT INTO tags (name) VALUES (?)', [name]];

describe('a transaction begins with the first use and ends with commit or rollback', () => {
  test('objects alone begin it; SQL is sent later', async () => {
    const { made, model, run } = await opened();
    expect(run.session.inTransaction).toBe(false);
    run.session.add(new model.Tag({ name: 'x' }));
    expect([run.session.inTransaction, made.statements.length]).toEqual([true, 0]);
    expect(() => run.session.begin()).toThrow(new InvalidRequestError('A transaction is already begun on this Session.'));
    run.commit();
    expect([run.session.inTransaction, writes(made)]).toEqual([false, [insertTag('x'), 'COMMIT']]);
    run.close();
  });

  test('without autobegin it must be begun', async () => {
    const { made, model } = await opened();
    const run = new Opened(made, { autobegin: false });
    const said = 'Autobegin is disabled on this Session; please call session.begin() to start a new transaction';
    expect(() => run.find(model.Tag, 1)).toThrow(said);
    expect(() => { run.session.add(new model.Tag()); }).toThrow(said);
    run.session.begin();
    expect(run.get(model.Tag, 1)['name']).toBe('kitchen');
    run.close();
  }); // prettier-ignore

  test('a session that closes for good', async () => {
    const { made, model } = await opened();
    const run = new Opened(made, { closeResetsOnly: false });
    run.get(model.Tag, 1);
    run.do(run.session.reset());
    run.get(model.Tag, 1);
    run.close();
    expect(() => run.get(model.Tag, 1)).toThrow('This Session has been permanently closed and is unable to handle any more transaction requests.');
  });

  test('begin as a block: kept, or taken back', async () => {
    const { made, model, run } = await opened();
    const transaction = run.session.begin();
    run.session.add(new model.Tag({ name: 'x' }));
    run.do(transaction.exit(false));
    const other = run.session.begin();
    run.session.add(new model.Tag({ name: 'y' }));
    run.flush();
    run.do(other.exit(true));
    expect(writes(made)).toEqual([insertTag('x'), 'COMMIT', insertTag('y'), 'ROLLBACK']);
    expect(() => run.do(other.connection(made.engine))).toThrow(new ResourceClosedError('This transaction is closed'));
    run.close();
  });

  test('without expireOnCommit values stay', async () => {
    const { made, model } = await opened();
    const run = new Opened(made, { expireOnCommit: false });
    const tag = run.get(model.Tag, 1);
    tag['name'] = 'z';
    run.commit();
    made.statements.length = 0;
    expect([tag['name'], made.statements]).toEqual(['z', []]);
    run.close();
  });
});

test('in a block nothing more is done once its transaction has ended', async () => {
  const { model, run } = await opened();
  const transaction = run.session.begin().enter();
  run.session.add(new model.Tag({ name: 'x' }));
  run.commit();
  const said = "Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.";
  expect(() => run.find(model.Tag, 1)).toThrow(new InvalidRequestError(said));
  expect(() => { run.session.begin(); }).toThrow(said);
  run.do(transaction.exit(false));
  expect(run.get(model.Tag, 1)['name']).toBe('kitchen');
  run.close();
}); // prettier-ignore

describe('savepoints', () => {
  test('are sent with the first statement in them, after what is pending', async () => {
    const { made, model, run } = await opened();
    run.session.add(new model.Tag({ name: 'x' }));
    const savepoint = run.savepoint();
    expect([texts(made), run.session.inNestedTransaction]).toEqual([['BEGIN (implicit)', 'INSERT INTO tags (name) VALUES (?)'], true]);
    run.session.add(new model.Tag({ name: 'y' }));
    run.do(savepoint.rollback());
    expect(texts(made)).toHaveLength(2);
    expect(run.session.inNestedTransaction).toBe(false);
    const second = run.savepoint();
    run.session.add(new model.Tag({ name: 'z' }));
    run.do(second.commit());
    run.commit();
    expect(writes(made)).toEqual([insertTag('x'), ['SAVEPOINT sa_savepoint_1', []], insertTag('z'), ['RELEASE SAVEPOINT sa_savepoint_1', []], 'COMMIT']);
    run.close();
  });

  test('a flush that fails in one leaves the transaction around it', async () => {
    const { made, model, run } = await opened();
    run.session.add(new model.Tag({ name: 'x' }));
    const savepoint = run.savepoint();
    run.session.add(new model.Tag({ name: 'gift' }));
    expect(() => { run.flush(); }).toThrow(IntegrityError);
    expect([run.session.isActive, savepoint.isActive]).toEqual([false, false]);
    expect(() => run.rows('SELECT 1')).toThrow(PendingRollbackError);
    run.do(savepoint.exit(true));
    expect(run.session.isActive).toBe(true);
    run.commit();
    expect(writes(made)).toEqual([insertTag('x'), ['SAVEPOINT sa_savepoint_1', []], insertTag('gift'), ['ROLLBACK TO SAVEPOINT sa_savepoint_1', []], 'COMMIT']);
    run.close();
  }); // prettier-ignore

  test('rollback of the session goes to the outermost', async () => {
    const { model, run } = await opened();
    const tag = new model.Tag({ name: 'x' });
    run.session.add(tag);
    run.savepoint();
    run.savepoint();
    run.flush();
    run.rollback();
    expect([run.session.inTransaction, run.session.has(tag), stateOrNull(tag)?.transient]).toEqual([false, false, true]);
    run.close();
  });

  test('objects that were deleted in one come back with it, those before it do not', async () => {
    const { model, run } = await opened();
    const [first, second] = [run.get(model.Tag, 1), run.get(model.Tag, 3)];
    run.delete(first);
    const savepoint = run.savepoint();
    run.delete(second);
    run.flush();
    expect([stateOrNull(first)?.deleted, stateOrNull(second)?.deleted]).toEqual([true, true]);
    run.do(savepoint.rollback());
    expect([stateOrNull(first)?.deleted, stateOrNull(second)?.persistent]).toEqual([true, true]);
    run.rollback();
    expect([stateOrNull(first)?.persistent, first['name']]).toEqual([true, 'kitchen']);
    run.close();
  });
});

test('after a flush that failed nothing is done until rollback()', async () => {
  const { model, run } = await opened();
  const tag = new model.Tag({ name: 'gift' });
  run.session.add(tag);
  expect(() => { run.commit(); }).toThrow(IntegrityError);
  expect([run.session.isActive, run.session.inTransaction, run.session.has(tag)]).toEqual([false, true, false]);
  expect(() => run.find(model.Tag, 1)).toThrow(
    /^This Session's transaction has been rolled back due to a previous exception during flush\. To begin a new transaction with this Session, first issue Session\.rollback\(\)\. Original exception was: \(sqlite3\.IntegrityError\) UNIQUE constraint failed: tags\.name\n\[SQL: INSERT INTO tags \(name\) VALUES \(\?\)]\n\[parameters: \('gift',\)]\n\(Background on this error at: .*gkpj\) \(Background on this error at: .*7s2a\)$/,
  );
  run.rollback();
  expect([run.session.isActive, run.get(model.Tag, 2)['name']]).toEqual([true, 'gift']);
  run.close();
}); // prettier-ignore

test('an autoflush that fails says so', async () => {
  const { model, run } = await opened();
  run.session.add(new model.Tag({ name: 'gift' }));
  let said = '';
  try {
    run.find(model.Tag, 77);
  } catch (error) {
    expect(error).toBeInstanceOf(StatementError);
    said = (error as Error).message;
  }
  expect(said.split('\n').slice(0, 2)).toEqual([
    '(raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if this flush is occurring prematurely)',
    '(sqlite3.IntegrityError) UNIQUE constraint failed: tags.name',
  ]);
  run.close();
});

describe('a session on a connection in a transaction', () => {
  const outcomes: readonly (readonly [JoinTransactionMode, boolean, readonly unknown[]])[] = [
    ['create_savepoint', false, [['SAVEPOINT sa_savepoint_1', []], insertTag('x'), ['RELEASE SAVEPOINT sa_savepoint_1', []]]],
    ['conditional_savepoint', false, [insertTag('x')]],
    ['conditional_savepoint', true, [['SAVEPOINT sa_savepoint_1', []], ['SAVEPOINT sa_savepoint_2', []], insertTag('x'), ['RELEASE SAVEPOINT sa_savepoint_2', []]]],
    ['rollback_only', false, [insertTag('x')]],
    ['control_fully', false, [insertTag('x'), 'COMMIT']],
  ];
  test.each(outcomes)('%s (in a savepoint: %s)', async (joinTransactionMode, nested, expected) => {
    const { made, model } = await opened();
    const connection = runSync(made.engine.connect());
    connection.begin();
    if (nested) runSync(connection.beginNested());
    const run = new Opened(connection, { joinTransactionMode });
    run.session.add(new model.Tag({ name: 'x' }));
    run.commit();
    expect(writes(made)).toEqual(expected);
    run.close();
    expect(connection.closed).toBe(false);
    runSync(connection.close());
  });
});

test('binds tell where each class is written', async () => {
  const { made, model } = await opened();
  const other = await bench();
  filled(other, 'shop', model.metadata);
  const session = new Session(null, { binds: [[model.Tag.mapper, other.engine], [model.customers, made.engine]] }); // prettier-ignore
  const run = { do: runSync };
  session.addAll([new model.Tag({ name: 'x' }), new model.Customer({ name: 'C' })]);
  run.do(session.commit());
  expect([writes(made).length, writes(other)]).toEqual([2, [insertTag('x'), 'COMMIT']]);
  expect(() => run.do(session.get(model.Item.mapper, 1))).toThrow(new UnboundExecutionError('Could not locate a bind configured on mapper Mapper[Item(items)] or this Session.'));
  expect(() => session.getBind()).toThrow('This session is not bound to a single Engine or Connection, and no context was provided to locate a binding.');
  run.do(session.close());
});

test('makers of sessions, and one session for each scope', async () => {
  const { made, model } = await opened();
  const maker = new SessionMaker({ expireOnCommit: false });
  maker.configure({ bind: made.engine, info: { a: 1 } });
  const seen: string[] = [];
  maker.events.listen('afterCommit', () => seen.push('commit'));
  const id = runSync(
    maker.begin(function* (session) {
      const tag = new model.Tag({ name: 'x' });
      session.add(tag);
      yield* session.flush();
      expect(objectSession(tag)).toBe(session);
      return tag['id'];
    }),
  );
  expect([id, seen, writes(made)]).toEqual([4, ['commit'], [insertTag('x'), 'COMMIT']]);
  expect(maker.make({ info: { b: 2 } }).info).toEqual({ a: 1, b: 2 });
  let scope = 1;
  const scoped = new ScopedSession(maker, () => scope);
  const first = scoped.session;
  expect(scoped.session).toBe(first);
  expect(() => scoped.open({ autoflush: false })).toThrow('Scoped session is already present; no new arguments may be specified.');
  scope = 2;
  expect(scoped.session).not.toBe(first);
  scope = 1;
  runSync(scoped.remove());
  expect([scoped.has, scoped.session === first]).toEqual([false, false]);
});

test('two sessions have two connections', async () => {
  const { made, model, run } = await opened();
  const other = new Opened(made);
  run.get(model.Tag, 1);
  other.get(model.Tag, 1);
  const connections = made.activities.flatMap((activity) => (activity.kind === 'begin' ? activity.connection : []));
  expect(new Set(connections).size).toBe(2);
  expect(run.get(model.Tag, 1)).not.toBe(other.get(model.Tag, 1));
  run.close();
  other.close();
});
