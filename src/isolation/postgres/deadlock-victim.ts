import { DatabaseError } from '../../databases/errors';
import type { LockWait } from '../run/engine';
import type { NameOfProcess } from './outcome';
import type { Answer } from './sessioned-postgres';

const DEADLOCK_DETECTED = '40P01';

/** How PostgreSQL describes what it waits for (DescribeLockTag in lmgr.c), and the name of that kind in pg_locks. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^relation \d+/, 'relation'],
  [/^extension of/, 'extend'],
  [/^page /, 'page'],
  [/^tuple /, 'tuple'],
  [/^transaction /, 'transactionid'],
  [/^virtual transaction /, 'virtualxid'],
  [/^speculative token /, 'spectoken'],
  [/^object /, 'object'],
  [/^user lock /, 'userlock'],
  [/^advisory lock /, 'advisory'],
];

/**
 * What the victim of a deadlock had been waiting for: its error says so in its first line. Null for
 * all else.
 * @param relationName the name of a table by its OID
 */
export function waitOfVictim(answer: Answer, nameOf: NameOfProcess, relationName: (oid: number) => string | undefined): LockWait | null {
  if (!(answer instanceof DatabaseError) || answer.code !== DEADLOCK_DETECTED) return null;
  const [, mode, what = '', blocker] = /^Process \d+ waits for (\w+) on (.*); blocked by process (\d+)\./.exec(answer.detail ?? '') ?? [];
  if (mode === undefined) return null;
  const kind = KINDS.find(([pattern]) => pattern.test(what))?.[1] ?? what;
  const oid = /\brelation (\d+)/.exec(what)?.[1];
  const relation = oid === undefined ? undefined : relationName(Number(oid));
  const name = nameOf(Number(blocker));
  return { blockedBy: name === undefined ? [] : [name], waitsOn: [kind, mode, ...(relation === undefined ? [] : [relation])].join(':') };
}
