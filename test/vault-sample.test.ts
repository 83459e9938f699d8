import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Report, Trace } from '../src/cells/output';
import { readNotebook } from '../src/notebook/notebook';
import { isWorthFreezing } from '../src/view/frozen/worth-freezing';

const root = path.resolve(__dirname, '..');

/** What a note's schedules must show, by code; null where nothing may go wrong: no engine lets a dirty write happen, and a deadlock is no anomaly. */
const shows: Readonly<Record<string, string | null>> = {
  'Dirty write': null,
  Deadlock: null,
  'Dirty read': 'P1',
  'Non-repeatable read': 'P2',
  'Phantom read': 'P3',
  'Lost update': 'P4',
  'Read skew': 'A5A',
  'Write skew': 'A5B',
  'Read-only anomaly': 'read-only',
  'Out-of-order read': 'out-of-order',
  'Cursor stability': 'P4C',
};

const pathsOf = (language: string): string[] => readdirSync(path.join(root, 'vault-sample', language)).map((file) => path.join('vault-sample', language, file));

function codeOf(file: string): string {
  return JSON.stringify(readNotebook(readFileSync(path.join(root, file), 'utf8')).cells.map(({ code }) => code));
}

/** The Russian notes whose code is not some English note's to the letter; what the others do is known from there. */
function ownCode(): string[] {
  const english = new Set(pathsOf('en').map(codeOf));
  return pathsOf('ru').filter((file) => !english.has(codeOf(file)));
}

let status: number | null;
let report: Report;

beforeAll(() => {
  const run = spawnSync('npm', ['run', '-s', 'savepoint', '--', 'check', '--json', ...pathsOf('en'), ...ownCode()], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  status = run.status;
  report = JSON.parse(run.stdout) as Report;
}, 900_000);

const tracesOf = (title: string): readonly Trace[] => report.notes.filter((note) => path.basename(note.path, '.md') === title).flatMap(({ cells }) => cells.flatMap(({ trace }) => trace ?? []));

test('every cell does what it should', () => {
  const wrong = report.notes.flatMap((note) => note.cells.filter(({ status: one, frozen }) => one !== 'ok' || (frozen ?? 'same') !== 'same').map(({ line, error, frozen }) => `${note.path}:${line} frozen: ${frozen ?? 'no'}, ${error?.type ?? ''}: ${error?.message ?? ''}`));
  expect(wrong).toEqual([]);
  expect(status).toBe(0);
});

test('what tells a reader something is frozen', () => {
  const bare = report.notes.flatMap((note) => note.cells.filter((cell) => cell.frozen === null && isWorthFreezing(cell)).map(({ line }) => `${note.path}:${line}`));
  expect(bare).toEqual([]);
});

test('no exercise is solved before anybody has tried', () => {
  const checks = report.notes.flatMap((note) => note.cells.flatMap(({ line, check }) => (check?.isTask === true ? [[`${note.path}:${line}`, check.unmet.length] as const] : [])));
  expect(checks.length).toBeGreaterThanOrEqual(25);
  expect(checks.filter(([, unmet]) => unmet === 0)).toEqual([]);
});

test('what the notes say of waiting is what happens', () => {
  const untrue = report.notes.flatMap((note) => note.cells.flatMap(({ line, trace }) => (trace ?? []).flatMap(({ level, steps }) =>
    steps.filter(({ claims }) => claims?.blocks === false || claims?.unblocks === false).map(({ step }) => `${note.path}:${line} ${level}, step ${step}`))));
  expect(untrue).toEqual([]);
});

test.each(Object.entries(shows))('%s: its schedules are named %s by the trace', (title, code) => {
  const found = tracesOf(title).flatMap(({ anomalies }) => anomalies.flatMap(({ codes }) => codes));
  if (code === null) expect(found).toEqual([]);
  else expect(found).toContain(code);
});
