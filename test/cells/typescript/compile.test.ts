import { Script } from 'node:vm';
import { Parser } from 'acorn';
import fc from 'fast-check';
import { compileCell, type Origin } from '../../../src/cells/typescript/compile';
import { typeScriptNames } from '../../../src/cells/typescript/names';
import { CellSyntaxError } from '../../../src/cells/typescript/syntax/cell-syntax-error';
import { failingPrograms, programs } from './programs';

const codes = [...programs, ...failingPrograms].flatMap(({ code, cells = [] }) => [...cells, code]);
const kernelHas = (name: string): Origin => (/^(?:shared|foo|people)/.test(name) ? 'kernel' : 'unknown');

/** Compiles, or says that the cell is wrong; anything else is a fault of ours. */
function compiled(code: string): ReturnType<typeof compileCell> | null {
  try {
    return compileCell(code, kernelHas, 'test');
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    expect(error.message).not.toBe('');
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(code.length);
    return null;
  }
}

const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

test('every line of a cell stays its line', () => {
  for (const code of codes) {
    const cell = compiled(code);
    if (cell) expect(cell.script.split(lineBreak).length).toBe(code.split(lineBreak).length + 3);
  }
});

test('of a cell without types every character is found again at its place', () => {
  for (const code of codes.filter((one) => isJavaScript(one) && !/^\s*(?:import|export)\b/m.test(one))) {
    const cell = compiled(code);
    if (!cell) continue;
    const found = new Set<number>();
    cell.script.split(lineBreak).forEach((line, i) => {
      for (let column = 0; column < line.length; column++) {
        const offset = cell.offsetOf(i + 1, column + 1);
        if (offset !== null && code.charAt(offset) === line.charAt(column)) found.add(offset);
      }
    });
    const lost = [...code.matchAll(/\S/g)].filter(({ index, 0: character }) => !found.has(index) && !/[\u2028\u2029]/.test(character)).map(({ index }) => code.slice(index, index + 12));
    // A call of a kernel's name is told at the name, never at its parenthesis.
    expect(lost.filter((text) => !/^[(`?]/.test(text))).toEqual([]);
  }
});

function isJavaScript(code: string): boolean {
  try {
    Parser.parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true, allowReturnOutsideFunction: true });
    return true;
  } catch {
    return false;
  }
}

test('what the parser takes is JavaScript when it comes out', () => {
  for (const code of codes) {
    const cell = compiled(code);
    if (cell) expect(() => new Script(cell.script)).not.toThrow();
  }
});

/** Programs with pieces cut out, doubled, swapped and strewn in. */
const mutated = fc.tuple(fc.constantFrom(...codes), fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(fc.constantFrom('(', ')', '{', '}', '<', '>', '=>', ':', ';', '\n', '`', '${', "'", '/', '/*', 'as', 'enum', 'class', 'async', '@', '?', '!', '...', 'import', '#x', '\u2028', '😀'), fc.string({ maxLength: 3 }))), { minLength: 1, maxLength: 5 }))
  .map(([code, changes]) => changes.reduce((text, [at, length, piece]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + piece + text.slice(from + length);
  }, code));

test('any text compiles or is refused at a place; what compiles is JavaScript', () => {
  fc.assert(fc.property(mutated, (code) => {
    const cell = compiled(code);
    if (!cell) return;
    try {
      new Script(cell.script);
    } catch (error) {
      // V8 knows a few mistakes that the parser does not (regular expressions, labels); it must never be our own text that is wrong.
      expect(String(error)).toMatch(/regular expression|Invalid|Undefined label|Unexpected eval|strict mode|has already been declared|Illegal/);
    }
    typeScriptNames(code, () => false);
  }), { numRuns: 4_000 });
});

describe('names', () => {
  const names = (code: string) => typeScriptNames(code, (name) => name in globalThis);

  test.each<readonly [string, string, readonly string[], readonly string[], readonly string[]]>([
    ['declarations of every kind', 'let a = 1, [b, ...c] = d; const { e, f: { g = h } } = i; var j; function k() {} class L {} enum M { N }', ['a', 'b', 'c', 'e', 'g', 'j', 'k', 'L', 'M'], ['d', 'h', 'i'], []],
    ['types are none', 'type A = B; interface C extends D {} declare const e: F; let g: H = i as J; k<L>()', ['g'], ['i', 'k'], []],
    ['var in blocks, and what blocks keep', '{ var a = b; let c = d; } for (let e of f) {} c', ['a'], ['b', 'd', 'f', 'c'], []],
    ['functions are called later', 'function a(b = c) { return b + d + a } const e = (f) => g(f); class H { i = j; static k = l; m() { n } }', ['a', 'e', 'H'], ['l'], ['c', 'd', 'g', 'j', 'n']],
    ['a function that is called where it stands', '(() => a)(); (function () { return b })(); (async () => { await c() })()', [], ['a', 'b', 'c'], []],
    ['properties and labels are no names', 'a.b.c; ({ d: 1, [e]: 2, f }); g: for (;;) break g', [], ['a', 'e', 'f'], []],
    ['assignments', 'a = 1; b.c = 2; [d, e.f] = []; ({ g, h: i = j } = k); l++', [], ['a', 'b', 'd', 'e', 'g', 'i', 'j', 'k', 'l'], []],
    ['what the language has', 'console.log(Math.max(1), undefined, globalThis); new Map()', [], [], []],
    ['typeof asks, and needs nothing', 'typeof a', [], [], []],
    ['catch, switch, class heritage, private names', 'try {} catch ({ a, b = c }) { a } switch (d) { case e: let f = g } class H extends I { #j; k() { this.#j } }', ['H'], ['c', 'd', 'e', 'g', 'I'], []],
    ['imports define', "import { a as b } from '[[N]]'; import * as c from 'savepoint'; b(c)", ['b', 'c'], [], []],
    ['members of an enum', 'enum A { B = 1, C = B | D }', ['A'], ['D'], []],
    ['exports', 'export const a = b; export { a, c }', ['a'], ['b'], []],
  ])('%s', (_name, code, defines, needs, later) => {
    const found = names(code);
    expect([[...found.defines].sort(), [...found.needs].sort(), [...(found.needsLater ?? [])].sort()]).toEqual([[...defines].sort(), [...needs].sort(), [...later].sort()]);
  });

  test('imports of notes: the names that are used as values', () => {
    expect(names("import { A, B as C, type D, E } from '[[Library]]'; import type { F } from '[[Types]]'; new A(C); let x: E").uses).toEqual([{ note: 'Library', names: ['A', 'B'] }]);
    expect(names("import * as all from '[[Folder/Note#Heading|shown]]'; all.x").uses).toEqual([{ note: 'Folder/Note#Heading|shown', names: null }]);
    expect(names("import '[[Setup]]'").uses).toEqual([{ note: 'Setup', names: null }]);
    expect(names("import { A } from '[[Types]]'; let x: A").uses).toEqual([]);
  });
});
