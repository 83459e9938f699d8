import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Report, Trace } from '../src/cells/output';

const root = path.resolve(__dirname, '..');

/** What a note's schedules must show, by code; a dirty write is the one that no engine lets happen. */
const shows: Readonly<Record<string, string | null>> = {
  'Dirty write': null,
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

let traces: ReadonlyMap<string, readonly Trace[]>;

beforeAll(() => {
  const notes = Object.keys(shows).map((name) => path.join('vault-sample', 'en', `${name}.md`));
  const { stdout } = spawnSync('npm', ['run', '-s', 'savepoint', '--', 'run', '--json', ...notes], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const report = JSON.parse(stdout) as Report;
  traces = new Map(report.notes.map((note) => [path.basename(note.path, '.md'), note.cells.flatMap(({ trace }) => trace ?? [])]));
}, 600_000);

test.each(Object.entries(shows))('%s: its schedule is named %s by the trace', (name, code) => {
  const found = traces.get(name)?.flatMap(({ anomalies }) => anomalies.flatMap(({ codes }) => codes));
  if (code === null) expect(found).toEqual([]);
  else expect(found).toContain(code);
});

test.each(Object.keys(shows))('%s: what it says of waiting is what happens', (name) => {
  const untrue = traces.get(name)?.flatMap(({ level, steps }) => steps.filter(({ claims }) => claims?.blocks === false || claims?.unblocks === false).map(({ step }) => `${level}, step ${step}`));
  expect(untrue).toEqual([]);
});
