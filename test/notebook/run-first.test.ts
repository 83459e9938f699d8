import fc from 'fast-check';
import { cellsToRunFirst, type DefiningCell, type Definitions, type FirstCells } from '../../src/notebook/run-first';

/** A note's cells as `defines: a b; needs: c; later: d`, one text each. */
function cellsOf(note: string, texts: readonly string[], from: Readonly<Record<string, string>> = {}): DefiningCell[] {
  const list = (text: string, key: string): string[] => (new RegExp(`${key}: ([^;]*)`).exec(text)?.[1] ?? '').split(' ').filter(Boolean);
  return texts.map((text, index) => ({
    id: `${note}${String(index)}`, note, index,
    defines: new Set(list(text, 'defines')),
    needs: [...list(text, 'needs').map((name) => ({ name, note: from[name] ?? note, later: false })), ...list(text, 'later').map((name) => ({ name, note, later: true }))],
  }));
}

function world(notes: Readonly<Record<string, readonly DefiningCell[]>>, uses: Readonly<Record<string, readonly string[]>> = {}, defined: readonly string[] = []): Definitions {
  return { cellsOf: (note) => notes[note] ?? [], usesOf: (note) => uses[note] ?? [], isDefined: (_note, name) => defined.includes(name) };
}

const told = (plan: FirstCells): unknown => ('circle' in plan ? plan.circle.map(({ cell, name }) => `${cell.id} needs ${name}`) : plan.first.map(({ cell, name }) => `${cell.id} for ${name}`));

function plan(texts: readonly string[], target: number, defined: readonly string[] = []): unknown {
  const cells = cellsOf('n', texts);
  const cell = cells[target];
  if (!cell) throw new Error('no such cell');
  return told(cellsToRunFirst(cell, world({ n: cells }, {}, defined)));
}

test.each<readonly [string, readonly string[], number, readonly string[], readonly string[]]>([
  ['nothing is needed', ['defines: a', 'defines: b'], 1, [], []],
  ['a definition below', ['needs: a', 'defines: a'], 0, [], ['n1 for a']],
  ['a definition above', ['defines: a', 'needs: a'], 1, [], ['n0 for a']],
  ['what is defined is not defined again', ['needs: a', 'defines: a'], 0, ['a'], []],
  ['a chain', ['needs: a', 'defines: a; needs: b', 'defines: b'], 0, [], ['n2 for b', 'n1 for a']],
  ['two names of one cell', ['needs: a b', 'defines: a b'], 0, [], ['n1 for a']],
  ['a diamond', ['needs: a b', 'defines: a; needs: c', 'defines: b; needs: c', 'defines: c'], 0, [], ['n3 for c', 'n1 for a', 'n2 for b']],
  ['the nearest above wins', ['defines: a', 'defines: a', 'needs: a', 'defines: a'], 2, [], ['n1 for a']],
  ['the first below, where none is above', ['needs: a', 'defines: a', 'defines: a'], 0, [], ['n1 for a']],
  ['nobody defines it', ['needs: a'], 0, [], []],
  ['its own definition does not count', ['defines: a; needs: a', 'defines: a'], 0, [], ['n1 for a']],
  ['names of a function that is called later', ['later: f', 'defines: f'], 0, [], ['n1 for f']],
  ['a circle through a later name is none', ['defines: a; later: b', 'defines: b; needs: a'], 0, [], []],
  ['the same from the other side', ['defines: a; later: b', 'defines: b; needs: a'], 1, [], ['n0 for a']],
  ['two functions that need each other', ['needs: a', 'defines: a; later: b', 'defines: b; later: a'], 0, [], ['n2 for b', 'n1 for a']],
])('%s', (_name, texts, target, defined, expected) => {
  expect(plan(texts, target, defined)).toEqual(expected);
});

test('a circle is named, and only its own steps', () => {
  expect(plan(['needs: a', 'defines: a; needs: b', 'defines: b; needs: a'], 0)).toEqual(['n1 needs b', 'n2 needs a']);
  expect(plan(['defines: x; needs: y', 'defines: y; needs: x'], 0)).toEqual(['n0 needs y', 'n1 needs x']);
});

test('imports and used notes', () => {
  const own = cellsOf('n', ['needs: Author', 'defines: helper'], { Author: 'lib' });
  const lib = cellsOf('lib', ['defines: Author; needs: Base', 'defines: Base', 'defines: unused; needs: helper']);
  const [target] = own;
  if (!target) throw new Error('no cell');
  expect(told(cellsToRunFirst(target, world({ n: own, lib })))).toEqual(['lib1 for Base', 'lib0 for Author']);
  const usesHelper = cellsOf('n', ['needs: Base']);
  const [first] = usesHelper;
  if (!first) throw new Error('no cell');
  expect(told(cellsToRunFirst(first, world({ n: usesHelper, lib }, { n: ['lib'] })))).toEqual(['lib1 for Base']);
  expect(told(cellsToRunFirst(first, world({ n: usesHelper, lib })))).toEqual([]);
});

test('any set of cells gets an order in which each is there before it is needed, or a circle that is one', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const cell = fc.record({ defines: fc.subarray(names, { maxLength: 2 }), needs: fc.subarray(names, { maxLength: 3 }), later: fc.subarray(names, { maxLength: 2 }) });
  fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 7 }), (made) => {
    const cells = cellsOf('n', made.map(({ defines, needs, later }) => `defines: ${defines.join(' ')}; needs: ${needs.join(' ')}; later: ${later.join(' ')}`));
    const [target] = cells;
    if (!target) return;
    const outcome = cellsToRunFirst(target, world({ n: cells }));
    if ('circle' in outcome) {
      outcome.circle.forEach(({ cell: from, name }, i) => {
        const to = outcome.circle[(i + 1) % outcome.circle.length]?.cell;
        expect(from.needs.some((need) => need.name === name)).toBe(true);
        expect(to?.defines.has(name)).toBe(true);
      });
      return;
    }
    const order = [...outcome.first.map((first) => first.cell), target];
    expect(new Set(order.map(({ id }) => id)).size).toBe(order.length);
    const there = new Set<string>();
    for (const one of order) {
      for (const need of one.needs) if (!need.later && cells.some((other) => other !== one && other.defines.has(need.name))) expect(there.has(need.name)).toBe(true);
      for (const name of one.defines) there.add(name);
    }
  }), { numRuns: 2_000 });
});
