import type { HeldLock, RowVersion, SessionSnapshot, Trace } from '../../cells/output';

/** All that is known of how things stand after a step. */
export interface KnownMoment {
  readonly locks: readonly HeldLock[];
  readonly snapshots: readonly SessionSnapshot[];
  readonly versions: readonly RowVersion[];
}

/** Where nothing has happened. */
export const nothing: KnownMoment = { locks: [], snapshots: [], versions: [] };

/** How things stand after each step, the first being that before all; null where the trace does not tell. Each part holds until another comes. */
export function momentsOf({ steps }: Trace): readonly KnownMoment[] | null {
  if (steps.every(({ after }) => after === undefined)) return null;
  const moments = [nothing];
  for (const { after } of steps) moments.push({ ...(moments.at(-1) ?? nothing), ...after });
  return moments;
}
