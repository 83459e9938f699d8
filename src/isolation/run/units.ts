import type { Performed } from './performed';

/** A committed transaction, or a statement that was one by itself. */
export interface Unit {
  readonly session: string;
  /** What it performed; and before that, settings that its session had made since its last one. */
  readonly statements: readonly Performed[];
}

/** Commands that outside of a transaction are none. */
const NO_TRANSACTION = new Set(['SET', 'RESET', 'SHOW', 'COMMIT', 'END', 'ROLLBACK', 'ABORT', 'DISCARD', '']);

/** The committed transactions of each session, in its order. What failed or was rolled back did nothing. */
export function unitsOf(performed: readonly Performed[]): Map<string, Unit[]> {
  const units = new Map<string, Unit[]>();
  for (const session of new Set(performed.map((one) => one.session))) {
    units.set(session, unitsOfSession(session, performed.filter((one) => one.session === session)));
  }
  return units;
}

function unitsOfSession(session: string, performed: readonly Performed[]): Unit[] {
  const units: Unit[] = [];
  let settings: Performed[] = [];
  let open: Performed[] = [];
  for (const one of performed) {
    const { inTransactionBefore, inTransactionAfter, outcome } = one;
    open.push(one);
    const ends = inTransactionBefore && !inTransactionAfter;
    const isAlone = !inTransactionBefore && !inTransactionAfter;
    if (!ends && !isAlone) continue;
    if (isAlone && NO_TRANSACTION.has(one.command)) {
      if (outcome.kind !== 'error') settings.push(one);
    } else if (isAlone ? outcome.kind !== 'error' : outcome.kind === 'ok' && outcome.tag === 'COMMIT') {
      units.push({ session, statements: [...settings, ...open] });
      settings = [];
    }
    open = [];
  }
  return units;
}
