import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './usage-error';

/** A note on disk. */
export interface NoteFile {
  readonly file: string;
  /** The folder that holds the vault. */
  readonly vault: string;
  /** Path relative to the vault, with forward slashes. */
  readonly path: string;
}

/** A note is prose: what is larger is something else, and would be read whole into memory several times. */
const largestNote = 10 * 1024 * 1024;

/**
 * The notes that PATHs name, sorted by path, each once.
 * @throws UsageError for a path that does not exist, a file that is no note, a folder without notes.
 */
export function findNotes(paths: readonly string[]): NoteFile[] {
  const found = new Map<string, NoteFile>();
  for (const given of paths) {
    const start = path.resolve(given);
    const stat = statSync(start, { throwIfNoEntry: false });
    if (!stat) throw new UsageError(`${given}: no such file or folder`);
    const vault = vaultOf(start, stat.isDirectory());
    const files = stat.isDirectory() ? notesBelow(start, given) : [start];
    if (!stat.isDirectory() && !isNote(start)) throw new UsageError(`${given}: not a note (notes end in .md)`);
    if (files.length === 0) throw new UsageError(`${given}: no notes in this folder`);
    for (const file of files) found.set(file, { file, vault, path: path.relative(vault, file).split(path.sep).join('/') });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The vault of a path: its nearest ancestor that holds `.obsidian`, else the folder itself. */
export function vaultOf(start: string, isFolder: boolean): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.obsidian'))) return folder;
    if (folder === path.dirname(folder)) return isFolder ? start : path.dirname(start);
  }
}

/** Every note below a folder, hidden folders left out as Obsidian does. */
export function notesBelow(folder: string, shown = folder): string[] {
  const notes: string[] = [];
  // Links may lead in circles: a folder is entered once.
  const entered = new Set<string>();
  const enter = (current: string): void => {
    const real = realpathSync(current);
    if (entered.has(real)) return;
    entered.add(real);
    let entries;
    try {
      entries = readdirSync(current, { withFileTypes: true });
    } catch (error) {
      throw new UsageError(`${shown}: cannot be read (${reasonOf(error)})`);
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const full = path.join(current, entry.name);
      const stat = entry.isSymbolicLink() ? statSync(full, { throwIfNoEntry: false }) : entry;
      if (stat?.isDirectory()) enter(full);
      else if (stat?.isFile() && isNote(full)) notes.push(full);
    }
  };
  enter(folder);
  return notes;
}

/**
 * The text of a note.
 * @throws UsageError when it cannot be read, is too large, or is not text.
 */
export function readNote({ file, path: shown }: NoteFile): string {
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > largestNote) throw new UsageError(`${shown}: ${(size / 1024 / 1024).toFixed(0)} MB is too large for a note (the limit is ${String(largestNote / 1024 / 1024)} MB)`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown}: cannot be read (${reasonOf(error)})`);
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw new UsageError(`${shown}:${String(lineAt(bytes, zero))}: not a text file (it holds a zero byte)`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${shown}:${String(lineAt(bytes, firstInvalid(bytes)))}: not valid UTF-8; save the note as UTF-8`);
  }
}

function isNote(file: string): boolean {
  return file.toLowerCase().endsWith('.md');
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let i = bytes.indexOf(10); i >= 0 && i < offset; i = bytes.indexOf(10, i + 1)) line++;
  return line;
}

/** Where the first sequence lies that is no UTF-8: the lax decoder's first mark that the bytes do not hold themselves. */
function firstInvalid(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  // A prefix is valid up to the fault; a cut character at its end does not count.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isValidPrefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isValidPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? String(error));
}
