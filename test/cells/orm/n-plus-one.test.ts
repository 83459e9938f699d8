import { inPython, inTypeScript, type Library } from './library';
import { runNote } from './run-note';

describe.each<[string, Library, { loop: string; fixed: string; at: number; other: string }]>([
  ['TypeScript', inTypeScript, {
    loop: 'const reading = new Session(engine)\nfor (const user of await reading.scalars(select(User))) {\n  console.log(user.name, user.addresses.length)\n}\nreading.close()',
    fixed: 'select(User).options(selectinload(User.addresses))', at: 54,
    other: 'const second = new Session(engine)\nconst changed = await second.getOne(User, 1)\nchanged.name = "x"\nawait second.scalars(select(Address))\nsecond.close()',
  }],
  ['Python', inPython, {
    loop: 'session = Session(engine)\nfor user in session.scalars(select(User)):\n    print(user.name, len(user.addresses))\nsession.close()',
    fixed: 'select(User).options(selectinload(User.addresses))', at: 41,
    other: 'session = Session(engine)\nsession.get_one(User, 1).name = "x"\nsession.scalars(select(Address)).all()\nsession.close()',
  }],
])('in %s', (_, library, { loop, fixed, at, other }) => {
  test('a loop over objects that reads a relationship is told as N+1, with the edit that mends it', async () => {
    const mended = loop.replace('select(User)', fixed);
    const [, , ran, again] = await runNote(library.models, library.rows, library.fence(loop), library.fence(mended));
    expect(ran).toMatchObject({ error: null, stdout: 'ada 1\nbo 1\ncy 1\n' });
    expect(ran?.statements.flatMap(({ cause }) => cause ?? [])).toMatchObject(['1', '2', '3'].map((id) => ({ kind: 'lazy load', text: `lazy load of User.addresses of <User #${id}>`, load: { entity: 'User', attribute: 'addresses', remedy: 'selectinload' } })));
    expect(ran?.oneByOne).toEqual([{ attribute: 'User.addresses', count: 3, remedy: 'selectinload(User.addresses)', fix: { line: 2, from: at, to: at, text: '.options(selectinload(User.addresses))' } }]);
    expect(again).toMatchObject({ error: null, stdout: 'ada 1\nbo 1\ncy 1\n' });
    expect(again?.oneByOne).toBeUndefined();
    expect(again?.statements.flatMap(({ cause }) => cause?.kind ?? [])).toEqual(['select-in load']);
  });

  test('a flush before a query has its cause, and is no N+1', async () => {
    const [, , ran] = await runNote(library.models, library.rows, library.fence(other));
    expect(ran?.error).toBeNull();
    expect(ran?.statements.find(({ sql }) => sql.startsWith('UPDATE'))?.cause).toMatchObject({ kind: 'autoflush' });
    expect(ran?.oneByOne).toBeUndefined();
  });
});
