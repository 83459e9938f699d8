import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { compileCell } from '../src/cells/typescript/compile';
import { typeScriptNames } from '../src/cells/typescript/names';
import { ConfinedNotes } from '../test/cells/typescript/confined-notes';
import { median, ratio, time, type Figure } from './figures';

/** Programs whose time is their cell's; each is measured beside the same text as a plain script of Node. */
const programs: readonly (readonly [what: string, code: string, atMost: number | null])[] = [
  ['a loop of 100,000 turns', 'let sum = 0;\nfor (let i = 0; i < 100_000; i++) sum += i % 7;\nsum', 20],
  ['fib(22)', 'function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(22)', 20],
  ['fib(22) of an earlier cell', 'earlierFib(22)', 20],
  ['a text of 100,000 pieces', 'let text = "";\nfor (let i = 0; i < 100_000; i++) text += i;\ntext.length', 30],
  ['20,000 objects of 3 classes', 'class A { constructor(x) { this.x = x; } area() { return this.x; } }\nclass B extends A { area() { return super.area() * 2; } }\nclass C extends B { get side() { return this.area(); } }\nlet total = 0;\nfor (let i = 0; i < 20_000; i++) total += (i % 3 === 0 ? new A(i) : i % 3 === 1 ? new B(i) : new C(i)).area();\ntotal', 20],
  ['100,000 sorted and grouped', 'const rows = Array.from({ length: 100_000 }, (_, i) => ({ k: i % 100, v: (i * 7919) % 1000 }));\nconst groups = new Map();\nfor (const { k, v } of rows) groups.set(k, (groups.get(k) ?? 0) + v);\nrows.sort((a, b) => a.v - b.v || a.k - b.k);\ngroups.size', null],
];

const earlier = 'function earlierFib(n) { return n < 2 ? n : earlierFib(n - 1) + earlierFib(n - 2); }';
const rounds = 7;

/** 300 lines as notes write them: types, classes, functions, statements. */
const longCell = Array.from({ length: 60 }, (_, i) => `interface Row${String(i)} { id: number; name?: string }\nclass Model${String(i)} implements Row${String(i)} {\n  constructor(public id: number, private readonly tags: string[] = []) {}\n  label<T extends string>(prefix: T): string { return \`\${prefix}\${this.id}\${this.tags.join()}\`; } }\nconst model${String(i)}: Model${String(i)} = new Model${String(i)}(${String(i)});`).join('\n');

/** TypeScript cells in the confined process of the command line, beside the same code in Node. */
export async function benchTypeScript(root: string): Promise<Figure[]> {
  const notes = new ConfinedNotes();
  await notes.start();
  const figures: Figure[] = [];
  try {
    await notes.runIn('bench', earlier);
    await notes.runIn('bench', '1');
    for (const [what, code, atMost] of programs) {
      const cell: number[] = [];
      const plain: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const output = await notes.runIn('bench', code);
        if (output.error) throw new Error(`${what}: ${output.error.message}`);
        cell.push(output.durationMs);
        plain.push(inNode(code));
      }
      figures.push(time(what, median(cell), atMost), ratio('  beside Node', median(cell) / median(plain)));
    }
    const warm: number[] = [];
    const compile: number[] = [];
    const names: number[] = [];
    for (let round = 0; round < rounds * 3; round++) {
      const started = performance.now();
      compileCell(longCell, () => 'unknown', 'bench');
      compile.push(performance.now() - started);
      const analysed = performance.now();
      typeScriptNames(longCell, () => false);
      names.push(performance.now() - analysed);
    }
    for (let round = 0; round < rounds * 3; round++) warm.push((await notes.runIn(`long ${String(round)}`, longCell)).durationMs);
    figures.push(time('compile a cell of 300 lines, warm', median(compile.slice(rounds)), 30), time('its names, warm', median(names.slice(rounds))), time('run it, warm', median(warm.slice(rounds)), 30), time('an empty cell', median(await emptyCells(notes)), 10));
  } finally {
    notes.stop();
  }
  const parser = await bundled(root, "export { tsPlugin } from '@sveltejs/acorn-typescript'; export { Parser } from 'acorn';");
  const kernel = readFileSync(path.join(root, 'dist/parts/kernel.js.gz')).length;
  figures.push({ what: 'the parser in main.js, compressed', value: `${(parser * 4 / 3 / 1000).toFixed(0)} kB`, goal: '', met: null }, { what: 'the whole kernel in main.js, compressed', value: `${(kernel * 4 / 3 / 1000).toFixed(0)} kB`, goal: '', met: null });
  return figures;
}

/** The same text as a script of its own in a fresh context: milliseconds. */
function inNode(code: string): number {
  const script = new Script(`{${earlier}\n${code}}`);
  const context = createContext();
  const started = performance.now();
  script.runInContext(context);
  return performance.now() - started;
}

async function emptyCells(notes: ConfinedNotes): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push((await notes.runIn('bench', '1')).durationMs);
  return times;
}

/** Bytes that a module of the kernel takes, compressed. */
async function bundled(root: string, source: string): Promise<number> {
  const { outputFiles } = await esbuild.build({ stdin: { contents: source, resolveDir: root }, absWorkingDir: root, bundle: true, write: false, minify: true, format: 'esm', logLevel: 'warning' });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
