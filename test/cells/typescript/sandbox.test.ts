import { attempts, sabotage } from './attempts';
import { ConfinedNotes } from './confined-notes';

const notes = new ConfinedNotes();
beforeEach(async () => { if (!notes.alive) await notes.start(); });
afterAll(() => { notes.stop(); });

test.each(Object.entries(attempts))('no way out: %s', async (name, code) => {
  const output = await notes.runIn(name, code);
  expect([output.status, output.value?.startsWith("'blocked") === true]).not.toEqual(['ok', false]);
  expect(notes.alive).toBe(true);
});

test.each(Object.entries(sabotage))('the kernel goes on after a cell changes %s', async (name, code) => {
  const note = `sabotage ${name}`;
  await notes.runIn(note, code);
  if (!notes.alive) await notes.start();
  const output = await notes.runIn(note, 'class A { constructor(public x: number) {} }\nconsole.log([1, 2].map((n) => n + 1), new Map([["k", "v"]]).get("k"));\nawait sql`select 1 as one`;\nnew A(3)');
  expect(output).toMatchObject({ status: 'ok', value: 'A { x: 3 }', stdout: "[ 2, 3 ] v\n", error: null });
  expect(output.statements.map(({ sql }) => sql)).toEqual(['select 1 as one']);
  const failed = await notes.runIn(note, '\nthrow new Error("real")');
  expect(failed.error).toMatchObject({ type: 'Error', message: 'real', line: 2, column: 7 });
});

test('what a cell adds to classes of the language stays, except in what every object inherits', async () => {
  await notes.runIn('added', '(Array.prototype as any).last = function () { return this[this.length - 1] }; (Object.prototype as any).everywhere = 1');
  expect((await notes.runIn('added', '[(([1, 2]) as any).last(), typeof ({} as any).everywhere]')).value).toBe("[ 2, 'undefined' ]");
});

test('a change that cannot be taken back ends the kernel, and is said', async () => {
  await notes.runIn('for good', 'Object.defineProperty(Array.prototype, "map", { value: () => "forged", configurable: false, writable: false })');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(notes.alive).toBe(false);
});
