import type { CellOutput } from '../../../src/cells/output';
import { inPython, inTypeScript, type Library } from './library';
import { runNote } from './run-note';

const table = (output: CellOutput | undefined): unknown => output?.results.map(({ command, columns, rows }) => ({ command, columns, rows }))[0] ?? null;
const users = { command: 'VALUE', columns: ['id', 'name', 'fullname'], rows: [[1, 'ada', null], [2, 'bo', null], [3, 'cy', null]] };

describe.each<[string, Library, Record<'list' | 'one' | 'scalars' | 'names' | 'rows' | 'pairs' | 'mappings' | 'partly' | 'expired' | 'fresh' | 'kept', string>]>([
  ['TypeScript', inTypeScript, {
    list: 'const s = new Session(engine)\n(await s.scalars(select(User).orderBy(User.id))).all()'.replace('\n', ';\n'),
    one: 's.getOne(User, 2)',
    scalars: 's.scalars(select(User).orderBy(User.id))',
    names: 's.scalars(select(User.name).orderBy(User.id))',
    rows: 's.execute(select(User.id, User.name).where(User.id.lt(3)))',
    pairs: '(await s.execute(select(User, Address.email).join(User.addresses).where(User.id.eq(1)))).all()',
    mappings: '(await s.execute(select(User.id).where(User.id.lt(3)))).mappings()',
    partly: '(await new Session(engine).scalars(select(User).options(loadOnly(User.name)).where(User.id.eq(1)))).all()',
    expired: 's.expireAll();\nawait s.getOne(User, 1)\nconst kept = [await s.getOne(User, 1)];\ns.expireAll(); kept',
    fresh: 'new User({ name: "new" })',
    kept: 'const result = await s.scalars(select(User).orderBy(User.id));\nresult',
  }],
  ['Python', inPython, {
    list: 's = Session(engine)\ns.scalars(select(User).order_by(User.id)).all()',
    one: 's.get_one(User, 2)',
    scalars: 's.scalars(select(User).order_by(User.id))',
    names: 's.scalars(select(User.name).order_by(User.id))',
    rows: 's.execute(select(User.id, User.name).where(User.id < 3))',
    pairs: 's.execute(select(User, Address.email).join(User.addresses).where(User.id == 1)).all()',
    mappings: 's.execute(select(User.id).where(User.id < 3)).mappings()',
    partly: 'from sqlalchemy.orm import load_only\nSession(engine).scalars(select(User).options(load_only(User.name)).where(User.id == 1)).all()',
    expired: 'kept = [s.get_one(User, 1)]\ns.expire_all()\nkept',
    fresh: 'User(name="new")',
    kept: 'result = s.scalars(select(User).order_by(User.id))\nresult',
  }],
])('in %s', (language, library, cells) => {
  let ran: Record<string, CellOutput | undefined> = {};
  let again: CellOutput | undefined;
  beforeAll(async () => {
    const [, , ...outputs] = await runNote(library.models, library.rows, ...Object.values(cells).map((code) => library.fence(code)), library.fence(language === 'Python' ? '[user.name for user in result]' : '[...result].map((user) => user.name)'));
    again = outputs.at(-1);
    ran = Object.fromEntries(Object.keys(cells).map((name, at) => [name, outputs[at]]));
  });

  test.each<[keyof typeof cells, unknown]>([
    ['list', users],
    ['one', { ...users, rows: [[2, 'bo', null]] }],
    ['scalars', users],
    ['names', { command: 'VALUE', columns: ['name'], rows: [['ada'], ['bo'], ['cy']] }],
    ['rows', { command: 'VALUE', columns: ['id', 'name'], rows: [[1, 'ada'], [2, 'bo']] }],
    ['mappings', { command: 'VALUE', columns: ['id'], rows: [[1], [2]] }],
    ['partly', { command: 'VALUE', columns: ['id', 'name'], rows: [[1, 'ada']] }],
    ['expired', null],
    ['fresh', { command: 'VALUE', columns: ['name'], rows: [['new']] }],
  ])('%s', (name, expected) => {
    expect(ran[name]?.error).toBeNull();
    expect(table(ran[name])).toEqual(expected);
  });

  test('rows of objects and columns', () => {
    expect(ran['pairs']?.results[0]).toMatchObject({ columns: ['User', 'email'] });
    expect(ran['pairs']?.results[0]?.rows[0]?.[0]).toMatch(language === 'Python' ? /^<User #1>$/ : /^User \{ id: 1, name: 'ada'/);
  });

  test('showing a result leaves its rows where they are, and sends nothing', () => {
    expect(table(ran['kept'])).toEqual(users);
    expect(ran['kept']?.statements.filter(({ sql }) => sql.startsWith('SELECT'))).toHaveLength(1);
    expect(again?.value?.replaceAll(/\s/g, '')).toBe("['ada','bo','cy']");
  });
});

test('a class of Python that says how it is shown has its text beside the table', async () => {
  const named = inPython.models.replace('    fullname:', '    def __repr__(self):\n        return f"User({self.name!r})"\n\n    fullname:');
  const [, , ran] = await runNote(named, inPython.rows, inPython.fence('Session(engine).scalars(select(User).where(User.id == 1)).all()'));
  expect(ran?.value).toBe("[User('ada')]");
  expect(table(ran)).toEqual({ ...users, command: 'OBJECTS', rows: [[1, 'ada', null]] });
});
