import type { DiagramLink, DiagramTable } from '../../src/cells/output';
import { layOutSchema, type SchemaLayout } from '../../src/view/schema/schema-layout';
import { shopDiagram } from './gallery/orm';

const table = (name: string, columns: readonly string[] = ['id']): DiagramTable => ({ name, columns: columns.map((column) => ({ name: column, type: 'INTEGER', keys: [], nullable: false })) });
const link = (from: string, to: string, more: Partial<DiagramLink> = {}): DiagramLink => ({ from, to, columns: ['id'], optional: false, unique: false, ...more });
/** The names of the tables, column by column from the left. */
const columnsOf = ({ boxes }: SchemaLayout): string[][] => [...new Set(boxes.map(({ x }) => x))].sort((left, right) => left - right).map((x) => boxes.filter((box) => box.x === x).map(({ name }) => name));

test.each<[string, readonly string[], readonly DiagramLink[], readonly (readonly string[])[]]>([
  ['one table', ['a'], [], [['a']]],
  ['a chain', ['c', 'b', 'a'], [link('c', 'b'), link('b', 'a')], [['a'], ['b'], ['c']]],
  ['an association', ['a', 'b', 'ab'], [link('ab', 'a'), link('ab', 'b')], [['a', 'b'], ['ab']]],
  ['who is referred to only far away stands near', ['a', 'b', 'c', 'd'], [link('b', 'a'), link('c', 'b'), link('c', 'd')], [['a'], ['b', 'd'], ['c']]],
  ['a self-reference', ['a'], [link('a', 'a')], [['a']]],
  ['a circle', ['a', 'b'], [link('a', 'b'), link('b', 'a')], [['b'], ['a']]],
])('%s: who is referred to stands on the left', (_, names, links, expected) => {
  expect(columnsOf(layOutSchema({ tables: names.map((name) => table(name)), links }))).toEqual(expected);
});

test('boxes do not overlap, and all lie in the picture', () => {
  const { boxes, width, height } = layOutSchema(shopDiagram);
  for (const [at, box] of boxes.entries()) {
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
    for (const other of boxes.slice(at + 1)) expect(box.x + box.width <= other.x || other.x + other.width <= box.x || box.y + box.height <= other.y || other.y + other.height <= box.y).toBe(true);
  }
});

test.each<[boolean, boolean, number]>([[false, false, 1], [true, false, 2], [false, true, 1], [true, true, 2]])('signs of a key: optional %s, unique %s', (optional, unique, circles) => {
  const [line] = layOutSchema({ tables: [table('a'), table('b')], links: [link('b', 'a', { optional, unique })] }).lines;
  expect(line?.circles).toHaveLength(circles);
  // A crow's foot is drawn in one go, bars each by itself.
  expect(line?.signs.includes('L')).toBe(!unique);
  expect(line?.signs.match(/V/g)?.length).toBe(1 + (optional ? 0 : 1) + (unique ? 1 : 0));
});

test('of a very wide table the first columns are shown, the others counted', () => {
  const [box] = layOutSchema({ tables: [table('a', Array.from({ length: 40 }, (_, n) => `c${String(n)}`))], links: [] }).boxes;
  expect([box?.columns.length, box?.more]).toEqual([24, 16]);
});
