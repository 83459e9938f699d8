/** A statement as the locking engine takes it. */
export type Command =
  | { readonly kind: 'begin'; readonly level: string | null }
  | { readonly kind: 'set level'; readonly level: string; readonly forSession: boolean }
  | { readonly kind: 'commit' | 'rollback' }
  | { readonly kind: 'savepoint' | 'release' | 'rollback to'; readonly name: string }
  | { readonly kind: 'declare'; readonly cursor: string; readonly query: string }
  | { readonly kind: 'fetch' | 'close'; readonly cursor: string }
  | { readonly kind: 'select'; readonly sql: string; readonly forUpdate: 'exclusive' | 'shared' | null }
  | { readonly kind: 'update' | 'delete'; readonly sql: string; readonly cursor: string | null }
  | { readonly kind: 'insert'; readonly sql: string }
  /** DDL, PRAGMA and whatever else: run as it is. */
  | { readonly kind: 'other'; readonly sql: string };

const NAME = '("(?:[^"]|"")*"|[A-Za-z_]\\w*)';
const LEVEL = /\bisolation\s+level\s+([a-z]+(?:\s+(?:un)?committed|\s+read|\s+stability)?)/i;
const BEGIN = /^(?:begin|start\s+transaction)\b/i;
const COMMIT = /^(?:commit|end)(?:\s+(?:work|transaction))?$/i;
const ROLLBACK = /^(?:rollback|abort)(?:\s+(?:work|transaction))?$/i;
const ROLLBACK_TO = new RegExp(`^rollback(?:\\s+(?:work|transaction))?\\s+to(?:\\s+savepoint)?\\s+${NAME}$`, 'i');
const SAVEPOINT = new RegExp(`^savepoint\\s+${NAME}$`, 'i');
const RELEASE = new RegExp(`^release(?:\\s+savepoint)?\\s+${NAME}$`, 'i');
const DECLARE = new RegExp(`^declare\\s+${NAME}\\b[^]*?\\bcursor\\b(?:\\s+with(?:out)?\\s+hold)?\\s+for\\s+([^]+)$`, 'i');
const FETCH = new RegExp(`^fetch(?:\\s+(?:next|forward|1))?(?:\\s+(?:from|in))?\\s+${NAME}$`, 'i');
const CLOSE = new RegExp(`^close\\s+${NAME}$`, 'i');
const FOR_LOCK = /\s+for\s+(update|no\s+key\s+update|share|key\s+share)(?:\s+of\s+\w+)?\s*$/i;
const CURRENT_OF = new RegExp(`\\bwhere\\s+current\\s+of\\s+${NAME}\\s*$`, 'i');

/** Reads a statement without a semicolon at its end. Cursors are standard SQL's (ISO 9075-2, section 14), which SQLite lacks. */
export function commandOf(sql: string): Command {
  const text = sql.trim();
  const name = (pattern: RegExp): string | null => pattern.exec(text)?.[1]?.replace(/^"|"$/g, '').toLowerCase() ?? null;
  const level = LEVEL.exec(text)?.[1]?.replace(/\s+/g, ' ') ?? null;
  if (BEGIN.test(text)) return { kind: 'begin', level };
  if (/^set\b/i.test(text) && level !== null) return { kind: 'set level', level, forSession: /^set\s+session\b/i.test(text) };
  if (COMMIT.test(text)) return { kind: 'commit' };
  if (ROLLBACK.test(text)) return { kind: 'rollback' };
  for (const [kind, pattern] of [['rollback to', ROLLBACK_TO], ['savepoint', SAVEPOINT], ['release', RELEASE]] as const) {
    const savepoint = name(pattern);
    if (savepoint !== null) return { kind, name: savepoint };
  }
  const declared = DECLARE.exec(text);
  if (declared) return { kind: 'declare', cursor: name(DECLARE) ?? '', query: (declared[2] ?? '').replace(FOR_LOCK, '') };
  for (const [kind, pattern] of [['fetch', FETCH], ['close', CLOSE]] as const) {
    const cursor = name(pattern);
    if (cursor !== null) return { kind, cursor };
  }
  if (/^(?:select|values|with)\b/i.test(text) && !/^with\b[^]*\)\s*(?:insert|update|delete|replace)\b/i.test(text)) {
    const lock = FOR_LOCK.exec(text)?.[1]?.toLowerCase();
    return { kind: 'select', sql: text.replace(FOR_LOCK, ''), forUpdate: lock === undefined ? null : lock.includes('update') ? 'exclusive' : 'shared' };
  }
  if (/^update\b/i.test(text)) return { kind: 'update', sql: text, cursor: name(CURRENT_OF) };
  if (/^delete\b/i.test(text)) return { kind: 'delete', sql: text, cursor: name(CURRENT_OF) };
  if (/^(?:insert|replace|with)\b/i.test(text)) return { kind: 'insert', sql: text };
  return { kind: 'other', sql: text };
}

/** An UPDATE or DELETE of a cursor's current row, as one of the row by its key. */
export function withCondition(sql: string, condition: string): string {
  return sql.replace(CURRENT_OF, () => `WHERE ${condition}`);
}
