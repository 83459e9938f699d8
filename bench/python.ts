import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { compile, Interpreter, Namespace, Source, type Host } from '../src/python';
import { cellNames } from '../src/python/names';
import { ConfinedNotes } from '../test/cells/typescript/confined-notes';
import { median, time, type Figure } from './figures';

/** Programs whose time is their cell's. */
const programs: readonly (readonly [what: string, code: string, atMost: number | null])[] = [
  ['a loop of 100,000 turns', 'total = 0\nfor i in range(100_000):\n    total += i % 7\ntotal', 300],
  ['the same with while and comparisons', 'i = total = 0\nwhile i < 100_000:\n    if i % 3 == 0 and i % 5 != 0:\n        total += 1\n    i += 1\ntotal', 300],
  ['fib(22)', 'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(22)', 300],
  ['a text of 100,000 pieces', "text = ''\nfor i in range(100_000):\n    text += str(i)\nlen(text)", null],
  ['50,000 f-strings, joined', "len(','.join(f'{i:05d}:{i / 7:.2f}' for i in range(50_000)))", null],
  ['20,000 objects of 3 classes', 'class A:\n    def __init__(self, x):\n        self.x = x\n    def area(self):\n        return self.x\nclass B(A):\n    def area(self):\n        return super().area() * 2\nclass C(B):\n    @property\n    def side(self):\n        return self.area()\n    def __add__(self, other):\n        return C(self.x + other.x)\ntotal = 0\nfor i in range(20_000):\n    total += (A(i), B(i), C(i))[i % 3].area()\n(C(1) + C(2)).side + total', null],
  ['2,000 dataclasses, sorted and grouped', 'from dataclasses import dataclass\nfrom collections import defaultdict\n@dataclass(order=True, frozen=True)\nclass Row:\n    value: int\n    key: str\nrows = sorted(Row(i * 7919 % 1000, str(i % 100)) for i in range(2_000))\ngroups = defaultdict(int)\nfor row in rows:\n    groups[row.key] += row.value\nlen(groups)', null],
  ['100,000 numbers in a dict and sorted', 'counts = {}\nfor i in range(100_000):\n    k = i * 7919 % 1000\n    counts[k] = counts.get(k, 0) + 1\nsorted(counts.items(), key=lambda pair: -pair[1])[0]', null],
  ['a generator of 100,000', 'def numbers(n):\n    for i in range(n):\n        yield i\nsum(n for n in numbers(100_000) if n % 2)', null],
  ['1,000 tasks of asyncio', 'import asyncio\nasync def one(n):\n    await asyncio.sleep(0)\n    return n\nasync def all():\n    return sum(await asyncio.gather(*(one(i) for i in range(1_000))))\nasyncio.run(all())', null],
];

const rounds = 7;

/** 300 lines as notes write them: classes with annotations, functions, comprehensions, statements. */
const longCell = Array.from({ length: 25 }, (_, i) => `class Model${String(i)}:\n    """One of many."""\n    table: str = 'model_${String(i)}'\n\n    def __init__(self, key: int, tags: list[str] | None = None) -> None:\n        self.key = key\n        self.tags = [tag.strip() for tag in tags or [] if tag]\n\n    def label(self, prefix: str = '') -> str:\n        return f'{prefix}{self.key}:{",".join(self.tags)}'\n\nmodel${String(i)} = Model${String(i)}(${String(i)}, tags=['a', ' b '])`).join('\n');

/** Python cells in the confined process of the command line, and the layers of the language by themselves. */
export async function benchPython(root: string): Promise<Figure[]> {
  const cells = await inCells();
  const size = await bundledSize(root);
  return [
    ...cells,
    ...await layers(),
    { what: 'the language and its library in main.js, compressed', value: `${(size * 4 / 3 / 1000).toFixed(0)} kB`, goal: '', met: null },
  ];
}

async function inCells(): Promise<Figure[]> {
  const notes = new ConfinedNotes();
  await notes.start();
  const run = async (note: string, code: string): Promise<number> => {
    const output = await notes.run(code, { kind: 'python', language: 'python', place: { note, label: 'bench', name: null, uses: [], links: {} } });
    if (output.error) throw new Error(`${code.slice(0, 40)}: ${output.error.message}`);
    return output.durationMs;
  };
  try {
    const figures = [time('the first cell of a kernel', await run('bench', '1'))];
    for (const [what, code, atMost] of programs) figures.push(time(what, await medianOf(() => run('bench', code)), atMost));
    const long: number[] = [];
    for (let round = 0; round < rounds * 3; round++) long.push(await run(`long ${String(round)}`, longCell));
    figures.push(time('a cell of 300 lines, warm', median(long.slice(rounds)), 30), time('an empty cell', await medianOf(() => run('bench', '1')), 10));
    return figures;
  } finally {
    notes.stop();
  }
}

async function layers(): Promise<Figure[]> {
  const compiling: number[] = [];
  const naming: number[] = [];
  const booting: number[] = [];
  for (let round = 0; round < rounds * 3; round++) {
    compiling.push(timed(() => compile(new Source(longCell, 'bench'))));
    naming.push(timed(() => cellNames(longCell)));
    const started = performance.now();
    await new Interpreter(host).run({ code: '1', fileName: 'bench' }, new Namespace());
    booting.push(performance.now() - started);
  }
  return [
    time('compile a cell of 300 lines, warm', median(compiling.slice(rounds)), 30),
    time('its names, warm', median(naming.slice(rounds))),
    time('an interpreter, the first', booting[0] ?? Number.NaN),
    time('an interpreter, warm', median(booting.slice(rounds))),
  ];
}

const host: Host = {
  write: () => undefined,
  log: () => undefined,
  interrupted: () => false,
  sleep: () => Promise.resolve(),
  resolveModule: () => null,
};

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await measure());
  return median(times);
}

function timed(act: () => unknown): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}

/** Bytes that the language, its library and what connects it with cells take, compressed. */
async function bundledSize(root: string): Promise<number> {
  const entry = path.join(root, 'src/cells/python/python-session.ts');
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], absWorkingDir: root, bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', logLevel: 'warning' });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
