import {
  aliased, AsyncSession, asyncSessionmaker, containsEager, func, inspect, int, joinedload, listen, makeBase, many, objectSession, one, select, selectinload, Session, sessionmaker, str, update,
  validates, withPolymorphic, StaleDataError, DetachedInstanceError,
} from '../../../src/orm'; // prettier-ignore
import { bench, type Bench } from '../engine/open';
import { addressBook } from './address-book';

const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ').trim();
const told = (made: Bench): string[] => made.statements.map(([sql]) => oneLine(sql));

/** Two users with an address each, and what it took forgotten. */
async function filledBook() {
  const book = addressBook();
  const made = await bench();
  await book.Base.metadata.createAll(made.engine);
  const { User, Address } = book;
  await sessionmaker(made.engine).begin((session) => { session.addAll(['ada', 'bo'].map((name) => new User({ name, addresses: [new Address({ email: `${name}@x.org` })] }))); });
  made.statements.length = 0;
  return { ...book, made, session: new Session(made.engine) };
}

test('joins along relationships, aliases', async () => {
  const { User, Address, session } = await filledBook();
  const Other = aliased(User, null, { name: 'other' });
  const pairs = await session.execute(select(User.name, Address.email, Other.name).join(User.addresses).join(Other, Other.id.ne(User.id)).orderBy(User.id));
  expect(pairs.all().map((row) => [...row])).toEqual([['ada', 'ada@x.org', 'bo'], ['bo', 'bo@x.org', 'ada']]);
  const [name, email] = (await session.execute(select(User.name, Address.email).join(Address.user).orderBy(Address.id))).first() ?? [];
  expect([name, email]).toEqual(['ada', 'ada@x.org']);
});

test.each([
  ['select-in', selectinload, 2],
  ['joined', joinedload, 1],
] as const)('%s loading reads all at once', async (_name, load, statements) => {
  const { User, session, made } = await filledBook();
  const users = (await session.scalars(select(User).options(load(User.addresses)).orderBy(User.id))).unique().all();
  expect(users.flatMap(({ addresses }) => addresses.map(({ email }) => email))).toEqual(['ada@x.org', 'bo@x.org']);
  expect(told(made).filter((sql) => sql.startsWith('SELECT'))).toHaveLength(statements);
});

test('contained related objects', async () => {
  const { User, Address, session, made } = await filledBook();
  const found = (await session.scalars(select(Address).join(Address.user).where(User.name.eq('bo')).options(containsEager(Address.user)))).one();
  expect([found.email, found.user.name]).toEqual(['bo@x.org', 'bo']);
  expect(told(made).filter((sql) => sql.startsWith('SELECT'))).toHaveLength(1);
});

test('bulk updates reach the objects of the session', async () => {
  const { User, session } = await filledBook();
  const ada = await session.getOne(User, 1);
  await session.execute(update(User).where(User.name.eq('ada')).values({ fullname: 'Ada L.' }));
  expect(ada.fullname).toBe('Ada L.');
});

test('what is known about objects, classes and databases', async () => {
  const { User, session, made } = await filledBook();
  const user = new User({ name: 'new' });
  const states = (): string[] => (['transient', 'pending', 'persistent', 'detached'] as const).filter((name) => inspect(user)[name]);
  const seen = [states()];
  session.add(user);
  seen.push(states());
  await session.commit();
  seen.push(states());
  expect(objectSession(user)).toBe(session);
  await session.close();
  seen.push(states());
  expect(seen.flat()).toEqual(['transient', 'pending', 'persistent', 'detached']);
  expect(() => user.addresses).toThrow(DetachedInstanceError);
  expect(inspect(User).toString()).toBe('Mapper[UserAccount(user_account)]');
  expect(await inspect(made.engine).getTableNames()).toEqual(['address', 'user_account']);
  expect((await inspect(made.engine).getForeignKeys('address')).map(({ referredTable }) => referredTable)).toEqual(['user_account']);
  user.name = 'changed';
  expect(inspect(user).attr('name').history.repr()).toBe("History(added=['changed'], unchanged=(), deleted=())");
});

test('events', async () => {
  const { User, session, made } = await filledBook();
  const heard: unknown[] = [];
  listen(session, 'beforeCommit', (one: unknown) => heard.push(one === session));
  listen(User, 'beforeInsert', (_mapper: unknown, _connection: unknown, object: { name: string }) => { object.name = object.name.toUpperCase(); });
  listen(User.name, 'set', (_object: unknown, value: string, old: unknown) => { heard.push([value, typeof old]); });
  listen(made.engine, 'commit', () => heard.push('committed'));
  validates(User.fullname, (_user: object, value: string | null) => {
    if (value === '') throw new RangeError('a name must not be empty');
    return value;
  });
  const user = new User({ name: 'cy' });
  expect(() => { user.fullname = ''; }).toThrow('a name must not be empty');
  session.add(user);
  await session.commit();
  expect(user.name).toBe('CY');
  expect(heard).toEqual([['cy', 'symbol'], true, ['CY', 'string'], 'committed']);
});

test('sessions that are made alike', async () => {
  const { User, made } = await filledBook();
  const make = sessionmaker(made.engine, { expireOnCommit: false });
  const begun: unknown[] = [];
  listen(make, 'afterBegin', (session: unknown) => begun.push(session));
  const session = make();
  const user = await session.getOne(User, 1);
  await session.commit();
  expect([inspect(user).expired, begun[0] === session]).toEqual([false, true]);
  expect(await make.begin(async (own) => (await own.getOne(User, 2)).name)).toBe('bo');
});

test('sessions whose methods give promises', async () => {
  const { User, made } = await filledBook();
  const session = asyncSessionmaker(made.engine)();
  expect(session).toBeInstanceOf(AsyncSession);
  const getting = session.getOne(User, 1);
  expect(getting).toBeInstanceOf(Promise);
  expect((await getting).addresses).toHaveLength(1);
  expect((await (await session.getOne(User, 2)).awaitableAttrs.addresses).map(({ email }) => email)).toEqual(['bo@x.org']);
  expect(await session.runSync((one) => (one.getOne(User, 2) as InstanceType<typeof User>).name)).toBe('bo');
  await expect(Promise.resolve(session.getOne(User, 9))).rejects.toThrow('No row was found when one was required');
  await session.close();
});

test('savepoints', async () => {
  const { User, session } = await filledBook();
  await expect(session.beginNested(async () => {
    session.add(new User({ name: 'cy' }));
    await session.flush();
    throw new RangeError('taken back');
  })).rejects.toThrow('taken back'); // prettier-ignore
  await session.beginNested(() => { session.add(new User({ name: 'di' })); });
  await session.commit();
  expect((await session.scalars(select(User.name).orderBy(User.id))).all()).toEqual(['ada', 'bo', 'di']);
});

test('versions', async () => {
  const Base = makeBase();
  const Page = Base.table('page', { id: int().pk(), words: str(), version: int().versionId() });
  const made = await bench();
  await Base.metadata.createAll(made.engine);
  const [one_, two] = [new Session(made.engine), new Session(made.engine)];
  one_.add(new Page({ words: 'a' }));
  await one_.commit();
  const [mine, yours] = [await one_.getOne(Page, 1), await two.getOne(Page, 1)];
  await two.rollback();
  expect([mine.version, yours.version, yours.words]).toEqual([1, 1, 'a']);
  mine.words = 'b';
  await one_.commit();
  yours.words = 'c';
  expect(() => two.commit()).toThrow(StaleDataError);
});

test('hierarchies', async () => {
  const Base = makeBase();
  const Person = Base.table('person', { id: int().pk(), type: str(), name: str() }, { polymorphicOn: 'type', identity: 'person', name: 'Person' });
  const Engineer = Base.table('engineer', { id: int().pk().fk('person.id'), language: str() }, { extends: Person, identity: 'engineer', name: 'Engineer' });
  const made = await bench();
  await Base.metadata.createAll(made.engine);
  const session = new Session(made.engine);
  session.addAll([new Engineer({ name: 'ada', language: 'ts' }), new Person({ name: 'bo' })]);
  await session.commit();
  session.expungeAll();
  const people = (await session.scalars(select(Person).orderBy(Person.id))).all();
  expect(people.map((person) => [person instanceof Engineer, person.name])).toEqual([[true, 'ada'], [false, 'bo']]);
  const everyone = withPolymorphic(Person, { Engineer });
  expect(await session.scalar(select(func.count()).selectFrom(everyone).where(everyone.Engineer.language.eq('ts')))).toBe(1);
});

test('self-referential: a class of its own', async () => {
  const Base = makeBase();
  class Node extends Base.table('node', {
    id: int().pk(), title: str(), parentId: int('parent_id').null().fk('node.id'),
    children: () => many(Node, 'parent'), parent: () => one(Node, 'children', { remoteSide: Node.id }).null(),
  }) {
    get path(): string {
      return this.parent ? `${this.parent.path}/${this.title}` : this.title;
    }
  } // prettier-ignore
  const made = await bench();
  await Base.metadata.createAll(made.engine);
  const session = new Session(made.engine);
  session.add(new Node({ title: 'a', children: [new Node({ title: 'b', children: [new Node({ title: 'c' })] })] }));
  await session.commit();
  session.expungeAll();
  expect((await session.scalars(select(Node).orderBy(Node.id))).all().map(({ path }) => path)).toEqual(['a', 'a/b', 'a/b/c']);
});
