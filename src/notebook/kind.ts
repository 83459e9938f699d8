import type { CellKind } from '../cells/cell-kind';

const kinds: Readonly<Record<string, CellKind>> = {
  sql: 'sql',
  ts: 'typescript', typescript: 'typescript', js: 'typescript', javascript: 'typescript',
  python: 'python', py: 'python', pythonwrap: 'python',
  relation: 'relation',
  isolationtester: 'schedule',
};

/**
 * A statement and the session that issues it, as Hermitage's pages write it:
 * `update test set value = 11 where id = 1; -- T1, BLOCKS`.
 */
const step = /^(.*?)\s*--\s*(?:T\d+)\b[.,]?\s*(.*)$/;

/** The kind of cell that a fence makes, or null where the fence is none of ours. */
export function kindOf(language: string, code: string): CellKind | null {
  const kind = Object.hasOwn(kinds, language) ? kinds[language] : undefined;
  if (kind === undefined) return null;
  return kind === 'sql' && isSchedule(code) ? 'schedule' : kind;
}

/** A block is a schedule if some line has a statement before its session's mark; a line that is only a comment never counts. */
function isSchedule(code: string): boolean {
  return code.split('\n').some((line) => {
    const before = step.exec(line)?.[1]?.trim();
    return before !== undefined && before !== '' && !before.startsWith('--');
  });
}
