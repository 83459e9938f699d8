import { format as nodeFormat, inspect as nodeInspect } from 'node:util';
import fc from 'fast-check';
import { format } from '../../../src/cells/typescript/inspect/format';
import { inspect } from '../../../src/cells/typescript/inspect/inspect';
import { tableOf, textTable } from '../../../src/cells/typescript/inspect/text-table';
import { treeOf } from '../../../src/cells/typescript/run/value-tree';

class Point { constructor(readonly x: number, readonly y: unknown = null) {} }
class Numbers extends Array<number> {}

/** Values of the kinds that notes show. */
const anyValue = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt(), fc.string({ maxLength: 30 }),
    fc.constantFrom('it\'s', '"q"', 'a\nb', '\u001b[1m', 'back`tick', '\\', 'é', '${x}', 'x'.repeat(90)), fc.date().map((date) => date), fc.constantFrom(Symbol('s'), -0, /a\/b/gi, new Date(Number.NaN)),
  ),
  key: fc.oneof(fc.constantFrom('a', 'name', 'a-b', '1', '', 'constructor1', '_x', '$y', 'a very long name of a field'), fc.string({ maxLength: 6 })).filter((key) => key !== '__proto__'),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true, depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 9 }),
    fc.array(fc.integer(), { maxLength: 130 }),
    fc.array(fc.string({ maxLength: 8 }), { maxLength: 40 }),
    fc.dictionary(tie('key') as fc.Arbitrary<string>, tie('value'), { maxKeys: 6, noNullPrototype: true }),
    fc.array(fc.tuple(tie('leaf'), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
    fc.array(tie('leaf'), { maxLength: 5 }).map((items) => new Set(items)),
    fc.tuple(fc.integer(), tie('value')).map(([x, y]) => new Point(x, y)),
    fc.array(fc.integer(), { maxLength: 3 }).map((items) => Numbers.from(items)),
    fc.uint8Array({ maxLength: 12 }),
  ),
})).value;

test('values are inspected as Node inspects them', () => {
  fc.assert(fc.property(anyValue, (value) => { expect(inspect(value)).toBe(nodeInspect(value)); }), { numRuns: 3_000 });
});

test.each<readonly [string, unknown]>([
  ['holes', (() => { const list: unknown[] = [1]; list[3] = 4; list.length = 5; return list; })()],
  ['a list with properties', Object.assign([1, 2], { note: 'x' })],
  ['symbols as keys', { [Symbol('a')]: 1, b: 2 }],
  ['accessors', { get a() { return 1; }, set b(_: number) { /* nothing */ }, get c() { return 1; }, set c(_: number) { /* nothing */ } }],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
  ['a tag', { [Symbol.toStringTag]: 'Tagged' }],
  ['functions', [function f() { /* nothing */ }, () => 1, Point, class B extends Point {}, async () => { /* nothing */ }, function* g() { /* nothing */ }]],
  ['boxed values', [new Number(1), new String('ab'), new Boolean(false), Object(Symbol('x')), Object(1n)]],
  ['a circle', (() => { const o: Record<string, unknown> = { a: {} }; o['self'] = o; (o['a'] as Record<string, unknown>)['up'] = o; return o; })()],
  ['two circles', (() => { const a: unknown[] = []; const b: unknown[] = [a]; a.push(a, b); return { a, b }; })()],
  ['weak collections', [new WeakMap(), new WeakSet()]],
  ['deep nesting', { a: { b: { c: { d: 1 }, l: [[[]]] } } }],
  ['a long list of objects', Array.from({ length: 120 }, (_, i) => ({ i }))],
  ['a large map', new Map(Array.from({ length: 120 }, (_, i) => [i, i]))],
  ['a text of many lines in an object', { text: 'one line of text\nanother line of text\nand a third one, which is the last' }],
  ['a very long text', ['x'.repeat(10_010)]],
  ['Math and JSON', [Math, JSON].map((one) => Object.prototype.toString.call(one))],
])('%s', (_name, value) => {
  expect(inspect(value)).toBe(nodeInspect(value));
});

test.each<readonly unknown[]>([
  ['a', 1, { b: 2 }], ['%s and %s', 'x', 1n, 'rest'], ['%d %i %f', '4.5', 4.7, '1.25x'], ['%j', { a: [1] }], ['%o', [1]], ['%O', { a: { b: { c: { d: 1 } } } }], ['100%'], ['%%', 1], ['%c red', 'color: red'],
  ['%s', null], ['%s', undefined], ['%s', -0], ['%d', {}], ['%x', 1], [{ a: 1 }, 'b'], [], [null, undefined, true], ['%s'], ['%i', 'abc'],
].map((values) => [values] as const))('format %j', (values) => {
  // Node adds the length of a list for %o, which says nothing to a reader.
  expect(format(values as readonly unknown[], {})).toBe(nodeFormat(...(values as unknown[])).replace(', [length]: 1', ''));
});

test('what cannot be read is still shown', () => {
  expect(inspect(new Proxy({}, { ownKeys: () => { throw new Error('no'); } }))).toBe('[object: cannot be shown]');
  expect(inspect({ get: 1, [Symbol.toStringTag]: 5 })).toContain('get: 1');
  let deep: unknown = 1;
  for (let i = 0; i < 20_000; i++) deep = [deep];
  expect(inspect(deep, { depth: Infinity })).toContain('too deep to be shown');
});

test('tables of objects, and of nothing else', () => {
  expect(tableOf([{ a: 1 }, { b: undefined }])).toEqual({ columns: ['a', 'b'], rows: [[{ value: 1 }, null], [null, { value: undefined }]] });
  for (const value of [[], [1], [[1]], [{}], {}, null, 'x', [new Date(0)], [{ a: 1 }, null]]) expect(tableOf(value)).toBeNull();
  expect(textTable(new Map([['k', 1]]), null, {})).toContain('│');
  expect(textTable('x', null, {})).toBeNull();
});

test('trees of nested values, cut where they are too large', () => {
  expect(treeOf({ a: [1, { b: null }], m: new Map([['k', 2]]) }, {})).toEqual({
    key: null, text: 'Object', children: [
      { key: 'a', text: 'Array(2)', children: [{ key: '0', text: '1', children: [] }, { key: '1', text: 'Object', children: [{ key: 'b', text: 'null', children: [] }] }] },
      { key: 'm', text: 'Map(1)', children: [{ key: "'k'", text: '2', children: [] }] },
    ],
  });
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(treeOf(circle, {})?.children[0]?.text).toBe('Object (circular)');
  expect(treeOf(Array.from({ length: 500 }, (_, i) => i), {})?.children).toHaveLength(101);
  expect(treeOf(5, {})).toBeNull();
  expect(treeOf([], {})).toBeNull();
});
