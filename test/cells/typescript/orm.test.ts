import type { CellOutput } from '../../../src/cells/output';
import { NotesHere } from './notes-here';

const notes = new NotesHere();
afterAll(() => { notes.stop(); });

const sqlOf = ({ statements }: CellOutput): string[] => statements.map(({ sql }) => sql.replace(/\s+/g, ' ').trim());

const models = `
const User = Base.table('user_account', {
  id: int().pk(), name: str(30), fullname: str().null(),
  addresses: () => many(Address, 'user', { cascade: 'all, delete-orphan' }),
})
const Address = Base.table('address', {
  id: int().pk(), email: str(), userId: int('user_id').fk('user_account.id'),
  user: () => one(User, 'addresses'),
})
type User = InstanceType<typeof User>;
`;

describe.each([
  ['sqlite', 'sqlite://'],
  ['postgres', 'postgresql+asyncpg://localhost/notes'],
] as const)('on %s', (engine, address) => {
  const run = (code: string): Promise<CellOutput> => notes.run(code, { engine, place: { note: engine, label: 'the test', name: null, uses: [], links: {} } });

  test('the example of the design', async () => {
    const output = await run(`${models}
      const engine = createEngine('${address}')
      await Base.metadata.createAll(engine)
      const session = new Session(engine)
      session.add(new User({ name: 'sandy', addresses: [new Address({ email: 's@x.org' })] }))
      await session.commit()
      const users: User[] = (await session.scalars(select(User).where(User.name.eq('sandy')).options(selectinload(User.addresses)))).all()
      session.close()
      console.log(users.map((user) => [user.name, user.addresses.map(({ email }) => email)]))
      users`);
    expect(output.error).toBeNull();
    expect(output.stdout).toBe("[ [ 'sandy', [ 's@x.org' ] ] ]\n");
    expect(output.value).toMatch(/^\[\n {2}User \{\n {4}id: 1,\n {4}name: 'sandy',\n {4}fullname: null,/);
    expect(output.results[0]).toMatchObject({ command: 'VALUE', columns: ['id', 'name', 'fullname'], rows: [[1, 'sandy', null]] });
    expect(output.engine).toMatch(engine === 'sqlite' ? /^SQLite/ : /^PostgreSQL/);
  });

  test('related objects are read when they are asked for, one SELECT for each parent', async () => {
    const output = await run(`
      const many_ = new Session(engine)
      many_.addAll(['a', 'b', 'c'].map((name) => new User({ name, addresses: [new Address({ email: name + '@x' })] })))
      await many_.commit()
      many_.close()
      for (const user of (await many_.scalars(select(User).where(User.name.in_(['a', 'b', 'c'])).orderBy(User.id))).all()) console.log(user.addresses.length)`);
    expect(output.error).toBeNull();
    expect(output.stdout).toBe('1\n1\n1\n');
    expect(sqlOf(output).filter((sql) => /^SELECT address\..* FROM address WHERE /.test(sql))).toHaveLength(3);
  });

  test('two sessions are two connections: one does not see what the other has not committed', async () => {
    const output = await run(`
      const [one, two] = [new Session(engine), new Session(engine)]
      one.add(new User({ name: 'unseen' }))
      await one.flush()
      const count = select(func.count()).selectFrom(User).where(User.name.eq('unseen'))
      console.log(await one.scalar(count), await two.scalar(count))
      await one.commit()
      await two.rollback()
      console.log(await two.scalar(count))
      one.close(); two.close()`);
    expect(output.error).toBeNull();
    expect(output.stdout).toBe('1 0\n1\n');
    expect(new Set(output.statements.map(({ connection }) => connection)).size).toBe(2);
  });

  test('an error stands where the cell asked for it', async () => {
    const { error } = await run("\nconst failing = new Session(engine)\nfailing.add(new Address({ email: 'x' }))\n\nawait failing.commit()");
    expect(error).toMatchObject({ type: 'IntegrityError', line: 5 });
    expect(error?.message).toMatch(/INSERT INTO address/);
  });
});

test('names that the language has, too, are there for an import only', async () => {
  const output = await notes.run("import { Date as SqlDate, String as Varchar } from 'savepoint';\n[new Date(0).getTime(), String(new Varchar(3)), String(new SqlDate())]");
  expect(output.value).toBe("[ 0, 'VARCHAR(3)', 'DATE' ]");
});

test('a statement shows its SQL', async () => {
  const output = await notes.run("const Item = Base.table('item', { id: int().pk() });\nselect(Item.id).where(Item.id.gt(3))");
  expect(output.value?.replace(/\s+/g, ' ')).toBe('SELECT item.id FROM item WHERE item.id > :id_1');
});

test('a class of its own may have a column of the name name', async () => {
  const output = await notes.run("class Person extends Base.table('person', { id: int().pk(), name: str() }) { get loud() { return this.name.toUpperCase(); } }\n[String(Person.name.eq('x')), new Person({ name: 'ada' }).loud, new Person({ name: 'bo' })]");
  expect(output.error).toBeNull();
  expect(output.value).toBe("[ 'person.name = :name_1', 'ADA', Person { name: 'bo' } ]");
});

test('a session that waits for another lets the cell go on', async () => {
  const place = { note: 'postgres', label: 'the test', name: null, uses: [], links: {} };
  const output = await notes.run(`
    const [first, second] = [new Session(engine), new Session(engine)]
    const mine = await first.getOne(User, 1), yours = await second.getOne(User, 1)
    mine.fullname = 'first'; yours.fullname = 'second'
    await first.flush()
    const waiting = second.flush()
    console.log(waiting instanceof Promise)
    await first.commit()
    await waiting
    await second.commit()
    console.log((await first.getOne(User, 1)).fullname)
    first.close(); second.close()`, { engine: 'postgres', place }); // prettier-ignore
  expect(output.error).toBeNull();
  expect(output.stdout).toBe('true\nsecond\n');
});

describe('what goes wrong has a way out', () => {
  const place = { note: 'hints', label: 'the test', name: null, uses: [], links: {} };
  test.each<readonly [string, string, string, number, RegExp]>([
    ['a relationship without a foreign key', "const A = Base.table('h_a', { id: int().pk(), bs: () => many(B) })\nconst B = Base.table('h_b', { id: int().pk() })\nnew A()", 'NoForeignKeysError', 3, /\.fk\('table\.column'\)/],
    ['a table without a primary key', "const K = Base.table('h_k', { id: int() })\n\nnew K()", 'ArgumentError', 3, /\.pk\(\)/],
    ['a class that is not there yet', "const E = Base.table('h_e', { id: int().pk(), ls: () => many(L) })\nnew E()\nconst L = Base.table('h_l', { id: int().pk(), e: int().fk('h_e.id') })", 'InvalidRequestError', 2, /define L in this cell/],
    ['an attribute that does not exist', "const N = Base.table('h_n', { id: int().pk() })\nnew N({ nme: 1 })", 'TypeError', 2, /attributes of the class/],
    ['text in the place of SQL', "const T = Base.table('h_t', { id: int().pk() })\nselect(T).where('id = 1')", 'ArgumentError', 2, /text\('id = 1'\)/],
    ['a table that is defined twice', "const own = new MetaData(), first = new Table('h_d', own)\nnew Table('h_d', own)", 'InvalidRequestError', 2, /Base\.association/],
    ['a misspelled name of the ORM', 'selectinlod(1)', 'ReferenceError', 1, /did you mean selectinload\?/],
  ])('%s', async (_name, code, type, line, hint) => {
    const { error } = await notes.run(`{\n${code}\n}`, { place });
    expect([error?.type, error?.line]).toEqual([type, line + 1]);
    expect(error?.hint).toMatch(hint);
  });

  test('a related object after the session is closed', async () => {
    const { error } = await notes.run(`${models}
const engine = createEngine('sqlite://')
await Base.metadata.createAll(engine)
const gone = new User({ name: 'gone' })
await new Session(engine).begin((session) => { session.add(gone) })
const other = new Session(engine)
const read = await other.getOne(User, gone.id)
other.close()
read.addresses`, { place }); // prettier-ignore
    expect(error?.type).toBe('DetachedInstanceError');
    expect(error?.hint).toMatch(/selectinload/);
  });
});
