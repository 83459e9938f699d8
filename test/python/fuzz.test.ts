import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';

/** SAVEPOINT_FUZZ=20000 runs that many programs, SAVEPOINT_FUZZ_SEED another set. */
const rounds = Number(process.env['SAVEPOINT_FUZZ'] ?? 1500);
const firstSeed = Number(process.env['SAVEPOINT_FUZZ_SEED'] ?? 1);
/** A program that runs longer is stopped, and must stop. */
const MILLISECONDS = 60;
const LONGEST = 5000;

const folder = join(__dirname, 'programs');
const oracle = join(__dirname, '..', 'oracle', 'sqlalchemy', 'models');
const programs = [folder, oracle].flatMap((from) => readdirSync(from).filter((name) => name.endsWith('.py')).sort().map((name) => readFileSync(join(from, name), 'utf8')));
const scraps = ['(', ')', '[', ']', '{', '}', ':', ',', '.', '=', '==', ':=', '*', '**', '"', "'", '"""', '\\', '\n', '    ', '\t', '#', '@', 'lambda', 'yield', 'await', 'async', 'def f', 'class C', 'return', 'import', 'if', 'else', 'for', 'in', 'not', 'None', '0', '1e5', 'f"{', '}"', 'match', 'case', 'del', 'global x', 'try:', 'except:', 'finally:', 'with', 'as', '->', ';', '😀', '\u00a0', '\0', '\ufeff'];

/** A generator of numbers in [0, 1) (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function mutated(seed: number): string {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  let code = pick(programs);
  const changes = 1 + Math.floor(next() * 4);
  for (let count = 0; count < changes; count += 1) {
    const at = Math.floor(next() * (code.length + 1));
    const to = Math.min(code.length, at + 1 + Math.floor(next() * 6));
    const lines = code.split('\n');
    const line = Math.floor(next() * lines.length);
    switch (Math.floor(next() * 8)) {
      case 0:
        code = code.slice(0, at) + code.slice(to);
        break;
      case 1:
        code = code.slice(0, at) + pick(scraps) + code.slice(at);
        break;
      case 2:
        lines[line] = ' '.repeat(Math.floor(next() * 9)) + (lines[line] ?? '').trimStart();
        code = lines.join('\n');
        break;
      case 3: {
        const other = Math.floor(next() * lines.length);
        [lines[line], lines[other]] = [lines[other] ?? '', lines[line] ?? ''];
        code = lines.join('\n');
        break;
      }
      case 4: {
        const tokens = code.split(/(\b)/);
        const one = Math.floor(next() * tokens.length);
        const two = Math.floor(next() * tokens.length);
        [tokens[one], tokens[two]] = [tokens[two] ?? '', tokens[one] ?? ''];
        code = tokens.join('');
        break;
      }
      case 5:
        lines.splice(line, 1);
        code = lines.join('\n');
        break;
      case 6:
        lines.splice(line, 0, lines[Math.floor(next() * lines.length)] ?? '');
        code = lines.join('\n');
        break;
      default: {
        const donor = pick(programs).split('\n');
        lines.splice(line, 0, ...donor.slice(0, 1 + Math.floor(next() * donor.length)));
        code = lines.join('\n');
      }
    }
  }
  return code;
}

test(`${rounds} mutated programs run, fail as Python does, or are stopped`, async () => {
  const faults: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + rounds && faults.length < 5; seed += 1) {
    const code = mutated(seed);
    const begun = Date.now();
    const fault = (what: string): void => {
      faults.push(`seed ${seed}: ${what}\n${code}`);
    };
    try {
      const { outcome } = await runProgram(code, { milliseconds: MILLISECONDS, sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 5))) });
      const { error } = outcome;
      if (error !== null && error.exception === null && !(error.line !== null && error.line >= 1 && error.column !== null && error.column >= 0)) fault(`not located: ${error.message}`);
      if (error !== null && error.type === '') fault('an error without a type');
    } catch (error) {
      fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (Date.now() - begun > LONGEST) fault(`took ${Date.now() - begun} ms`);
  }
  expect(faults).toEqual([]);
}, Math.max(120_000, rounds * 100));
