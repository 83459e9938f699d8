import { discover } from '../src/relations/data/discover';
import { codedTable, type CodedTable } from '../src/relations/data/table';
import { factsOf } from '../src/relations/design/facts';
import { judge } from '../src/relations/design/violations';
import { setOf } from '../src/relations/schema/attribute-set';
import { functional, type FunctionalDependency } from '../src/relations/schema/dependency';
import { median, ratio, time, type Figure } from './figures';

/** Rows by columns; the sizes between which growth is told. */
const sizes: readonly (readonly [rows: number, columns: number])[] = [
  [1_000, 5], [1_000, 10], [1_000, 20],
  [10_000, 5], [10_000, 10], [10_000, 20],
  [100_000, 5], [100_000, 10], [100_000, 20],
];

/** The cost of finding dependencies by rows and columns, and of keys and normal form of a large schema. */
export function benchRelations(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const took = new Map<string, number>();
  for (const [rows, columns] of sizes) {
    const table = tableOf(rows, columns);
    const { functionals, complete } = discover(table);
    const ms = medianOf(rows * columns > 500_000 ? 3 : 5, () => { discover(table); });
    took.set(`${rows} ${columns}`, ms);
    const found = `${functionals.length} dependencies${complete ? '' : ', ended at the limit'}`;
    figures.push(time(`${rows.toLocaleString('en')} rows x ${columns} columns: ${found}`, ms, rows === 10_000 && columns === 10 ? 1_000 : null));
  }
  const growth = (from: string, to: string): number => (took.get(to) ?? Number.NaN) / (took.get(from) ?? Number.NaN);
  figures.push(
    ratio('100 times the rows, 10 columns', growth('1000 10', '100000 10')),
    ratio('twice the columns (5 to 10), 10,000 rows', growth('10000 5', '10000 10')),
    ratio('twice the columns (10 to 20), 10,000 rows', growth('10000 10', '10000 20')),
  );
  const schemas = Array.from({ length: 5 }, (_, seed) => schemaOf(30, 40, seed + 1));
  figures.push(time('keys and normal form, 30 attributes, 40 dependencies', median(schemas.map((schema) => medianOf(5, () => { judge(factsOf(schema, 30)); }))), 100));
  const pairs = Array.from({ length: 20 }, (_, i) => [functional(setOf([2 * i]), setOf([2 * i + 1])), functional(setOf([2 * i + 1]), setOf([2 * i]))]).flat();
  figures.push(time(`a million keys, given up after ${factsOf(pairs, 40).keys.sets.length}`, medianOf(5, () => { judge(factsOf(pairs, 40)); })));
  return Promise.resolve(figures);
}

/** Random numbers, the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Rows as tables have them: an id, columns that follow from others, some of few values and some of many. */
function tableOf(rows: number, columns: number): CodedTable {
  const random = randomNumbers(rows + columns);
  const values = Array.from({ length: rows }, (_, row) => {
    const group = random(Math.ceil(rows / 20));
    const place = random(50);
    return Array.from({ length: columns }, (_column, column) => {
      if (column === 0) return String(row);
      const kind = column % 5;
      return String(kind === 1 ? group : kind === 2 ? (group * 7 + column) % 97 : kind === 3 ? place : kind === 4 ? (place + column) % 11 : random(1_000));
    });
  });
  return codedTable({ columns: Array.from({ length: columns }, (_, column) => `c${column}`), rows: values });
}

function schemaOf(attributes: number, dependencies: number, seed: number): FunctionalDependency[] {
  const random = randomNumbers(seed);
  return Array.from({ length: dependencies }, () => functional(setOf(Array.from({ length: 1 + random(3) }, () => random(attributes))), setOf([random(attributes)])));
}

function medianOf(times: number, work: () => void): number {
  const measured = Array.from({ length: times }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(measured);
}
