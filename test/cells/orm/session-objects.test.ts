import type { CellOutput, MappedObject } from '../../../src/cells/output';
import { inPython, inTypeScript, type Library } from './library';
import { runNote } from './run-note';

/** Each object as one line: `* User #1 persistent name: 'a' → 'b'`; `*` for expired, `!` for to be deleted. */
const line = ({ class: name, identity, state, expired, toBeDeleted, changes }: MappedObject): string =>
  `${expired ? '*' : ''}${toBeDeleted ? '!' : ''}${name}${identity === null ? '' : ` #${identity}`} ${state}${changes.map(({ attribute, from, to }) => ` ${attribute}: ${from ?? ''} → ${to ?? ''}`).join(';')}`;
const lines = ({ sessions }: CellOutput): Record<string, string[]> => Object.fromEntries((sessions ?? []).map(({ session, objects }) => [session ?? 'none', objects.map(line)]));

interface Cells {
  /** Reads, changes, adds and deletes. */
  readonly changes: string;
  readonly flush: string;
  readonly commit: string;
  readonly close: string;
  readonly fails: string;
  readonly elsewhere: string;
  readonly none: string;
}

const typescript: Cells = {
  changes: "const s = new Session(engine)\nconst [ada, bo, cy] = (await s.scalars(select(User).orderBy(User.id))).all()\nbo.addresses.length\ns.delete(cy)\nbo.addresses.push(new Address({ email: 'new@x.org' }))\nada.name = 'Ada'\nada.fullname = 'Ada L.'\nconst loose = new User({ name: 'loose' })",
  flush: 's.flush()', commit: 's.commit()', close: 's.close(); loose.name; ada',
  fails: 's.addAll([new User({ name: "z" })]); throw new RangeError("no")',
  elsewhere: 'engine', none: 'null',
};
const python: Cells = {
  changes: "s = Session(engine)\nada, bo, cy = s.scalars(select(User).order_by(User.id)).all()\nlen(bo.addresses)\ns.delete(cy)\nbo.addresses.append(Address(email='new@x.org'))\nada.name = 'Ada'\nada.fullname = 'Ada L.'\nloose = User(name='loose')",
  flush: 's.flush()', commit: 's.commit()', close: 's.close(); loose; ada',
  fails: 's.add_all([User(name="z")]); raise ValueError("no")',
  elsewhere: 'engine', none: 'None',
};

describe.each<[string, Library, Cells]>([['TypeScript', inTypeScript, typescript], ['Python', inPython, python]])('in %s', (_, library, cells) => {
  const cell = (code: string): string => library.fence(code);

  test('each session that a cell names shows its objects, their states and changes, through their lives', async () => {
    const [, , changed, flushed, committed, failed, closed, other] = await runNote(library.models, library.rows, ...[cells.changes, cells.flush, cells.commit, cells.fails, cells.close, cells.elsewhere].map(cell));
    expect(changed?.error).toBeNull();
    expect(lines(changed as CellOutput)).toEqual({
      s: [
        "Address pending email:  → 'new@x.org'; user:  → <User #2>",
        'User #2 persistent addresses: [<Address #2>] → [<Address #2>, <Address>]',
        `User #1 persistent name: 'ada' → 'Ada'; fullname: ${cells.none} → 'Ada L.'`,
        '!User #3 persistent',
        '!Address #3 persistent',
        'Address #2 persistent',
      ],
      none: ["User transient name:  → 'loose'"],
    });
    expect(lines(flushed as CellOutput)).toEqual({ s: ['User #3 deleted', 'Address #3 deleted', 'User #1 persistent', 'User #2 persistent', 'Address #2 persistent', 'Address #4 persistent'] });
    expect(lines(committed as CellOutput)).toEqual({ s: ['*User #1 persistent', '*User #2 persistent', '*Address #2 persistent', '*Address #4 persistent'] });
    expect(failed?.error?.message).toBe('no');
    expect(lines(failed as CellOutput)['s']?.[0]).toBe("User pending name:  → 'z'");
    expect(lines(closed as CellOutput)).toEqual({ none: expect.arrayContaining(["User transient name:  → 'loose'", '*User #1 detached']) as unknown });
    expect(other?.sessions).toBeUndefined();
  });

  test('looking at objects sends no statement', async () => {
    const code = [cells.changes, cells.flush, cells.commit].join('\n');
    const [, , ran, looked] = await runNote(library.models, library.rows, cell(code), cell('s'));
    expect(ran?.error).toBeNull();
    expect(looked?.sessions?.[0]?.objects.length).toBe(4);
    expect(looked?.statements).toEqual([]);
  });
});

test('of very many objects the first are listed and the others counted', async () => {
  const [, , ran] = await runNote(inPython.models, inPython.rows, inPython.fence('s = Session(engine)\ns.add_all([User(name=str(n)) for n in range(250)])'));
  expect([ran?.sessions?.[0]?.objects.length, ran?.sessions?.[0]?.more]).toEqual([200, 50]);
});
