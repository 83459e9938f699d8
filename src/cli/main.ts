import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { CellReport, Report } from '../cells/output';
import { enginesOf } from '../cells/cell-kind';
import type { EmbeddedEngine } from '../databases/database';
import { nearestName } from '../spelling/nearest-name';
import { standardMatrixNote } from '../notebook/matrix-cells';
import { exportSite, NotOursError } from '../reader/server/export';
import { builtReader, PortInUseError, serve } from '../reader/server/serve';
import { freezeNote, unfreezeNote, type FrozenNote } from './freeze-notes';
import { copySampleNotes } from './copy-sample-notes';
import { inOrder } from './in-order';
import { install } from './install';
import { NoteRunner, type RanNote, type RunOptions } from './run-notes';
import { cellBody, noteAsText } from './text-report';
import { TermNotes } from './term-notes';
import { UsageError } from './usage-error';
import { findNotes } from './vault';

const usage = `usage:
  savepoint run   PATH...   [--engine E] [--cell NAME|N] [--json] [--timeout S]   run notes or a whole vault, print outputs
  savepoint check PATH...   [--json]                                              run, and compare with frozen outputs and expect=
  savepoint freeze PATH...  [--unfreeze] [--engine E] [--cell NAME|N] [--timeout S]   run, and write outputs into the notes; or take them out
  savepoint matrix          [--engine E] [--json] [--timeout S]                   which anomalies each level of each engine lets through
  savepoint serve PATH      [--port N]                                            the vault as a local web page with runnable cells
  savepoint serve PATH      --export DIR                                          the same as a site of plain files for any file server
  savepoint install VAULT   [--notes]                                             copy the built plugin into a vault and enable it; with the sample notes

exit code: 0 all cells did what they should, 1 some did not, 2 wrong usage or unreadable input`;

/** The seconds a cell may run where neither it, its note nor --timeout say. */
const defaultTimeoutSeconds = 30;

/** Notes that run at once where nobody reads how long each takes. */
const notesAtOnce = Math.min(4, availableParallelism());

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'run':
    case 'check':
      return runOrCheck(command, rest);
    case 'freeze':
      return freeze(rest);
    case 'matrix':
      return drawMatrix(rest);
    case 'serve':
      return serveVault(rest);
    case 'install': {
      const { positionals, values } = parse(rest, { notes: { type: 'boolean' } });
      const [vault] = positionals;
      if (vault === undefined || positionals.length > 1) throw new UsageError('install takes one vault');
      print(install(vault));
      if (values['notes'] === true) print(copySampleNotes(vault));
      return 0;
    }
    case '--help':
    case '-h':
    case 'help':
      print(usage);
      return 0;
    case '--version':
      print(SAVEPOINT_VERSION);
      return 0;
    case undefined:
      process.stderr.write(`${usage}\n`);
      return 2;
    default: {
      const meant = nearestName(command, ['run', 'check', 'freeze', 'matrix', 'serve', 'install']);
      throw new UsageError(`there is no command "${command}"${meant === null ? '; there are run, check, freeze, matrix, serve and install' : `; did you mean ${meant}?`}`);
    }
  }
}

async function runOrCheck(command: 'run' | 'check', args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    ...(command === 'run' ? { engine: { type: 'string' }, cell: { type: 'string' }, timeout: { type: 'string' } } : {}),
  });
  if (positionals.length === 0) throw new UsageError(`${command} takes at least one note or folder`);
  const runner = new NoteRunner(runOptions(values));
  const json = values.json === true;
  const terms = new TermNotes();
  const ran: RanNote[] = [];
  let unreadable = false;
  // Who checks wants the verdict soon; who runs reads durations, which would be those of several notes at once.
  const atOnce = command === 'check' ? notesAtOnce : 1;
  const runs = inOrder(findNotes(positionals), atOnce, async (note) => {
    process.stderr.write(`running ${note.path}\n`);
    // One unreadable note must not keep the others from running.
    return { note, one: await runner.run(note).catch(onlyUsageError) };
  });
  for await (const { note, one } of runs) {
    if (one instanceof UsageError) {
      complain(one.message);
      unreadable = true;
      continue;
    }
    ran.push(one);
    if (!json) print(command === 'run' ? noteAsText(one, true, terms.from(note)) : checkLine(one));
  }
  const cells = ran.flatMap(({ report }) => report.cells);
  const failed = command === 'run' ? cells.filter(didNotEndWell) : ran.flatMap(notAsItShould);
  const stale = cells.filter(({ frozen }) => frozen === 'stale').length;
  if (json) print(JSON.stringify({ savepoint: SAVEPOINT_VERSION, notes: ran.map(({ report }) => report) } satisfies Report));
  else if (command === 'check') print(`${counted(ran.length, 'note')}, ${counted(cells.length, 'cell')}: ${String(cells.length - failed.length)} as they should be, ${String(failed.length)} not${stale === 0 ? '' : `; ${counted(stale, 'frozen output')} ${stale === 1 ? 'is' : 'are'} stale`}`);
  return unreadable ? 2 : failed.length > 0 ? 1 : 0;
}

function onlyUsageError(error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  throw error;
}

function didNotEndWell({ status }: CellReport): boolean {
  return status === 'error' || status === 'interrupted';
}

/** What `check` finds fault with: cells that failed, and those whose output is not the frozen one. */
function notAsItShould({ report, differences }: RanNote): CellReport[] {
  return report.cells.filter((cell) => didNotEndWell(cell) || differences.has(cell.index));
}

/** A note under `check`: one line, and in full the cells that are not as they should be. */
function checkLine(note: RanNote): string {
  const { cells, path } = note.report;
  const failed = notAsItShould(note);
  const stale = cells.filter((cell) => cell.frozen === 'stale' && !failed.includes(cell)).map(({ index }) => `cell ${String(index)}`);
  if (failed.length === 0) return `ok      ${path}${stale.length === 0 ? '' : ` (frozen before the last change: ${stale.join(', ')})`}`;
  return `failed  ${noteAsText({ ...note, report: { ...note.report, cells: failed } }, false)}`;
}

/** Writes outputs into notes, or takes them out. */
async function freeze(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { unfreeze: { type: 'boolean' }, engine: { type: 'string' }, cell: { type: 'string' }, timeout: { type: 'string' } });
  if (positionals.length === 0) throw new UsageError('freeze takes at least one note or folder');
  const runner = new NoteRunner(runOptions(values));
  const terms = new TermNotes();
  if (values.unfreeze === true && values.cell !== undefined) throw new UsageError('--unfreeze takes out every output of a note: leave out --cell');
  let code = 0;
  if (values.unfreeze === true) {
    for (const note of findNotes(positionals)) code = Math.max(code, reported(() => { print(`${note.path}: ${counted(unfreezeNote(note), 'output')} taken out`); }));
    return code;
  }
  const runs = inOrder(findNotes(positionals), notesAtOnce, async (note) => {
    process.stderr.write(`running ${note.path}\n`);
    return { note, one: await freezeNote(note, { run: () => runner.run(note), terms, everything: values.cell !== undefined }).catch(onlyUsageError) };
  });
  for await (const { note, one } of runs) {
    if (one instanceof UsageError) {
      complain(one.message);
      code = 2;
    } else code = Math.max(code, tellFrozen(note.path, one));
  }
  return code;
}

/** @returns 1 where a cell failed */
function tellFrozen(path: string, { ran, written, unsteady }: FrozenNote): number {
  const failed = ran.report.cells.filter(didNotEndWell);
  print(`${path}: ${counted(written, 'output')} written${failed.length === 0 ? '' : `, ${String(failed.length)} failed and left as they were`}`);
  for (const index of unsteady) complain(`${path}: cell ${String(index)} gives something else each time, and is not frozen`);
  for (const { index, error } of failed) complain(`${path}: cell ${String(index)}: ${error === null ? 'it did not come to its end' : `${error.type}: ${error.message}`}`);
  return failed.length > 0 ? 1 : 0;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** A note that cannot be read or written must not keep the others from their turn: it is told, and counts as 2. */
function reported(act: () => void): number {
  try {
    act();
    return 0;
  } catch (error) {
    complain(onlyUsageError(error).message);
    return 2;
  }
}

/** The matrix of the standard set, of one engine or of all. */
async function drawMatrix(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { engine: { type: 'string' }, json: { type: 'boolean' }, timeout: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError('matrix takes no note: a cell of a note draws one by its option matrix');
  const engine = textOf(values.engine) ?? null;
  const timeout = textOf(values.timeout) ?? null;
  if (engine !== null && !enginesOf.schedule.some((one) => one === engine)) {
    throw new UsageError(`there is no engine "${engine}"; there are ${enginesOf.schedule.join(', ')}`);
  }
  const runner = new NoteRunner({ engine: 'sqlite', timeoutMs: 1000 * secondsFrom(timeout ?? undefined), cell: null, progress: complain });
  process.stderr.write('running every schedule at every level\n');
  const { report } = await runner.runText('matrix', standardMatrixNote(engine, timeout));
  if (values.json === true) print(JSON.stringify({ savepoint: SAVEPOINT_VERSION, notes: [report] } satisfies Report));
  else print(report.cells.map(cellBody).join(''));
  return report.cells.some(didNotEndWell) ? 1 : 0;
}

async function serveVault(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { port: { type: 'string' }, export: { type: 'string' } });
  const [vault] = positionals;
  if (vault === undefined || positionals.length > 1) throw new UsageError('serve takes one vault');
  const target = textOf(values.export);
  if (target !== undefined) return exportVault(vault, target, values.port !== undefined);
  const given = textOf(values.port);
  const port = given === undefined ? 0 : Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`"${String(given)}" is no port`);
  findNotes([vault]);
  const address = await serve(vault, port).catch((error: unknown) => {
    throw error instanceof PortInUseError ? new UsageError(error.message) : error;
  });
  print(`Savepoint serves ${vault} at ${address}`);
  // Until the person ends it.
  return new Promise(() => undefined);
}

async function exportVault(vault: string, target: string, hasPort: boolean): Promise<number> {
  if (hasPort) throw new UsageError('--port and --export exclude each other: a site of plain files has no server');
  findNotes([vault]);
  const notes = await exportSite(vault, target, builtReader).catch((error: unknown) => {
    throw error instanceof NotOursError ? new UsageError(error.message) : error;
  });
  print(`Savepoint wrote ${String(notes)} notes of ${vault} as a site to ${target}`);
  return 0;
}

type OptionTypes = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

/** parseArgs with its complaints made ours. */
function parse(args: readonly string[], options: OptionTypes): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = /Unknown option '(--?[^']*)'/.exec(error instanceof Error ? error.message : '')?.[1];
    const meant = unknown === undefined ? null : nearestName(unknown.replace(/^-+/, ''), Object.keys(options ?? {}));
    if (unknown !== undefined) throw new UsageError(`there is no option ${unknown}${meant === null ? '' : `; did you mean --${meant}?`}`);
    throw new UsageError((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '');
  }
}

function runOptions(values: Record<string, unknown>): RunOptions {
  return {
    engine: engineFrom(textOf(values.engine)),
    timeoutMs: 1000 * secondsFrom(textOf(values.timeout)),
    cell: textOf(values.cell) ?? null,
    progress: complain,
  };
}

function engineFrom(value: string | undefined): EmbeddedEngine {
  if (value === undefined || value === 'sqlite') return 'sqlite';
  if (value === 'postgres') return 'postgres';
  throw new UsageError(`there is no engine "${value}"; there are sqlite and postgres`);
}

function secondsFrom(value: string | undefined): number {
  const seconds = value === undefined ? defaultTimeoutSeconds : Number(value);
  if (!(seconds > 0 && seconds <= 86_400)) throw new UsageError(`"${String(value)}" is no number of seconds`);
  return seconds;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function complain(line: string): void {
  process.stderr.write(`savepoint: ${line}\n`);
}

main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    complain(error instanceof UsageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = error instanceof UsageError ? 2 : 70;
  },
);
