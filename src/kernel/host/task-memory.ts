import type { CellOutput } from '../../cells/output';
import type { Cell } from '../../notebook/cell';

/** Which exercises were solved, as the host keeps it on this device. */
export interface TaskMemory {
  isSolved(note: string, task: string): boolean;
  solve(note: string, task: string): void;
}

/** A memory that lasts as long as the session. */
export function forgetfulMemory(): TaskMemory {
  const solved = new Set<string>();
  const key = (note: string, task: string): string => JSON.stringify([note, task]);
  return { isSolved: (note, task) => solved.has(key(note, task)), solve: (note, task) => void solved.add(key(note, task)) };
}

/** A cell that is an exercise, as views show it. */
export interface TaskState {
  readonly title: string;
  readonly hints: readonly string[];
  /** It was solved on this device, be it long ago. */
  readonly solved: boolean;
}

/** What an exercise is called within its note; null for a cell that is none. */
export function taskName({ options, index }: Cell): string | null {
  return options.task === null ? null : options.task || (options.name ?? `cell ${String(index)}`);
}

/** How many of some exercises of a note are solved; null where it has none. */
export function progressIn(note: string, tasks: readonly string[], memory: TaskMemory): { readonly solved: number; readonly of: number } | null {
  if (tasks.length === 0) return null;
  return { solved: tasks.filter((task) => memory.isSolved(note, task)).length, of: tasks.length };
}

/** The exercise that a cell is; null where it is none. */
export function taskOf(cell: Cell, note: string, memory: TaskMemory): TaskState | null {
  const name = taskName(cell);
  return name === null ? null : { title: cell.options.task ?? '', hints: cell.options.hints, solved: memory.isSolved(note, name) };
}

/** True for two readings of the same exercise. */
export function isSameTask(a: TaskState | null, b: TaskState | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Remembers an exercise that an output solves. */
export function rememberSolved(cell: Cell, output: CellOutput, note: string, memory: TaskMemory): void {
  const name = taskName(cell);
  if (name !== null && output.check?.unmet.length === 0) memory.solve(note, name);
}
