import type { Trace, TraceStep } from '../../cells/output';
import { boundaryOf, statementsOf } from './statements';
import { endOf } from './timeline';

/** What became of a step's writes, and after which step; Infinity where it was left open. */
export interface Fate {
  readonly kept: boolean;
  readonly at: number;
}

interface OpenTransaction {
  steps: { readonly step: number; fate: Fate | null }[];
  readonly savepoints: { readonly name: string; readonly before: number }[];
  failedAt: number | null;
}

/**
 * The fate of every step's writes, told from the boundaries of transactions: committed or rolled back by their
 * transaction's end, by `rollback to`, or at once where the step stood alone.
 */
export function fatesOf(trace: Trace): ReadonlyMap<number, Fate> {
  const fates = new Map<number, Fate>();
  for (const session of trace.sessions) {
    let open: OpenTransaction | null = null;
    const close = (kept: boolean, at: number): void => {
      for (const { step, fate } of open?.steps ?? []) {
        fates.set(step, fate ?? { kept, at: kept ? at : Math.min(at, open?.failedAt ?? at) });
      }
      open = null;
    };
    for (const step of trace.steps.filter((one) => one.session === session || one.outcome.kind === 'crash')) {
      if (step.outcome.kind === 'crash') {
        close(false, step.step);
        continue;
      }
      if (step.outcome.kind === 'never_ran') continue;
      const at = endOf(step);
      const current = open;
      if (current === null) fates.set(step.step, { kept: true, at });
      else {
        current.steps.push({ step: step.step, fate: null });
        // An error ends a transaction of PostgreSQL in all but name, unless a savepoint saves it.
        if (fails(step, trace.engine)) current.failedAt ??= at;
      }
      for (const { verb, text } of statementsOf(step.sql)) {
        const boundary = boundaryOf({ verb, text });
        const here = open;
        if (boundary === 'begin' && here === null) open = { steps: [{ step: step.step, fate: null }], savepoints: [], failedAt: null };
        else if (boundary === 'commit' || boundary === 'rollback') close(boundary === 'commit' && commits(step), at);
        else if (here !== null && verb === 'savepoint') here.savepoints.push({ name: lastWord(text), before: here.steps.length });
        else if (here !== null && verb === 'rollback') {
          const point = here.savepoints.findLast(({ name }) => name === lastWord(text));
          here.steps = here.steps.map((one, index) => (index >= (point?.before ?? Infinity) && one.fate === null ? { ...one, fate: { kept: false, at } } : one));
          here.failedAt = null;
        }
      }
    }
    close(false, Infinity);
  }
  return fates;
}

function fails({ outcome }: TraceStep, engine: string): boolean {
  return outcome.kind === 'error' && engine !== 'sqlite' && engine !== 'locking';
}

function commits({ outcome }: TraceStep): boolean {
  return outcome.kind !== 'error' && outcome.kind !== 'never_resumed' && !(outcome.kind === 'ok' && outcome.tag === 'ROLLBACK');
}

function lastWord(text: string): string {
  return /\w+$/.exec(text)?.[0].toLowerCase() ?? '';
}
