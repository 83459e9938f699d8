import type { Outcome, Trace, TraceRows, TraceStep, TraceValue } from '../trace';
import type { Schedule, ScheduledStep } from './schedule';

/** A schedule of a specification, and what happened when it ran. */
export interface PermutationRun {
  readonly schedule: Schedule;
  readonly trace: Trace;
}

/**
 * What PostgreSQL's isolationtester prints of a specification's run, as its `.out` files hold it (src/test/isolation in
 * PostgreSQL's sources). A step is reported when it is known to be done; one that has to wait, or that a marker holds
 * back, is reported twice: `<waiting ...>`, and `<... completed>` after another step.
 *
 * Of a step with several statements the trace has the last outcome only, and of setups and teardowns none.
 */
export function isolationtesterOutput(runs: readonly PermutationRun[]): string {
  const sessions = runs[0]?.schedule.sessions.length ?? 0;
  return [`Parsed test spec with ${sessions} sessions\n`, ...runs.map((run) => new Report(run).text())].join('');
}

/** A step with its outcome. */
interface Reported {
  readonly scheduled: ScheduledStep;
  readonly step: TraceStep;
  /** The step of the schedule after which it was done; Infinity for one that never was. */
  readonly doneAt: number;
}

/** The report of one permutation. */
class Report {
  readonly #lines: string[] = [];
  readonly #steps: readonly Reported[];
  /** By session: the step that was begun and is not reported as done. */
  readonly #active = new Map<string, Reported>();
  /** In the order in which they began to wait. */
  #waiting: Reported[] = [];
  /** Steps of sessions that were still waiting as their turn came. */
  readonly #queued: Reported[] = [];
  readonly #notices = new Map<string, number>();
  /** By step with a marker that counts notices: how many there must be. */
  readonly #wanted = new Map<string, number>();
  /** Steps whose notices are told. */
  readonly #printed = new Set<Reported>();
  #now = 0;

  constructor({ schedule, trace }: PermutationRun) {
    this.#lines.push('', `starting permutation: ${(schedule.permutation ?? []).join(' ')}`);
    this.#steps = schedule.steps.flatMap((scheduled, index) => {
      const step = trace.steps[index];
      return step ? [{ scheduled, step, doneAt: doneAt(step) }] : [];
    });
  }

  text(): string {
    for (const one of this.#steps) {
      this.#now = one.step.step;
      if (this.#active.has(one.step.session)) this.#retry();
      if (this.#active.has(one.step.session)) this.#queued.push(one);
      else this.#begin(one);
    }
    this.#now = Infinity;
    this.#retry();
    return `${this.#lines.join('\n')}\n`;
  }

  #begin(one: Reported): void {
    const { scheduled, step } = one;
    this.#active.set(step.session, one);
    for (const marker of scheduled.markers) {
      if (marker.kind === 'notices') this.#wanted.set(`${nameOf(one)} ${marker.step}`, this.#noticesOf(marker.step) + marker.count);
    }
    const isDone = one.doneAt <= this.#now;
    if (isDone) this.#printNotices(one);
    const holds = scheduled.markers.some(({ kind }) => kind === 'waits') || !isDone || this.#isHeldBack(one);
    if (holds) this.#lines.push(`step ${nameOf(one)}: ${scheduled.written} <waiting ...>`);
    else this.#complete(one, `step ${nameOf(one)}: ${scheduled.written}`);
    this.#retry();
    if (holds) this.#waiting.push(one);
  }

  /** Reports those that wait and are done by now, as long as one of them lets another one be reported. */
  #retry(): void {
    for (let before = -1; before !== this.#waiting.length; ) {
      before = this.#waiting.length;
      for (const one of [...this.#waiting]) {
        if (one.doneAt === Infinity || one.doneAt > this.#now) continue;
        this.#printNotices(one);
        if (this.#isHeldBack(one)) continue;
        this.#waiting = this.#waiting.filter((other) => other !== one);
        this.#complete(one, `step ${nameOf(one)}: <... completed>`);
      }
    }
    const next = this.#queued.findIndex(({ step }) => !this.#active.has(step.session));
    const [queued] = next < 0 ? [] : this.#queued.splice(next, 1);
    if (queued) this.#begin(queued);
  }

  #complete(one: Reported, line: string): void {
    this.#active.delete(one.step.session);
    this.#lines.push(line, ...outcomeLines(one.step.outcome));
  }

  /** A marker names a step that is not done, or notices that have not come. */
  #isHeldBack(one: Reported): boolean {
    return one.scheduled.markers.some((marker) => {
      if (marker.kind === 'waits') return false;
      if (marker.kind === 'notices') return this.#noticesOf(marker.step) < (this.#wanted.get(`${nameOf(one)} ${marker.step}`) ?? 0);
      return [...this.#active.values()].some((other) => other !== one && nameOf(other) === marker.step);
    });
  }

  /** Messages come as soon as they are sent, before the step that sends them is reported. */
  #printNotices(one: Reported): void {
    const { session, notices } = one.step;
    if (this.#printed.has(one)) return;
    this.#printed.add(one);
    // Two blanks after the severity, as libpq has it.
    this.#lines.push(...notices.map((notice) => `${session}: ${notice.replace(/^([A-Z]+\d?): /, '$1:  ')}`));
    this.#notices.set(session, (this.#notices.get(session) ?? 0) + notices.length);
  }

  /** The notices so far of the session that a step belongs to. */
  #noticesOf(step: string): number {
    const owner = this.#steps.find((one) => nameOf(one) === step);
    return this.#notices.get(owner?.step.session ?? '') ?? 0;
  }
}

function nameOf({ scheduled }: Reported): string {
  return scheduled.name ?? '';
}

function doneAt({ step, outcome, resumedAfterStep, ranAfterStep }: TraceStep): number {
  if (outcome.kind === 'never_ran' || outcome.kind === 'never_resumed') return Infinity;
  return Math.max(step, resumedAfterStep ?? 0, ranAfterStep ?? 0);
}

function outcomeLines(outcome: Outcome): string[] {
  if (outcome.kind === 'error') return [`${outcome.severity ?? 'ERROR'}:  ${outcome.message}`];
  return outcome.kind === 'rows' ? [...table(outcome), ''] : [];
}

/** As libpq's PQprint() aligns it: what looks like numbers to the right, all else to the left. */
function table({ columns, rows }: TraceRows): string[] {
  const texts = rows.map((row) => row.map(textOf));
  const isNumeric = columns.map((_, at) => texts.every((row) => looksNumeric(row[at] ?? '')));
  const widths = columns.map((name, at) => Math.max(name.length, ...texts.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (isNumeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('|');
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('+'), ...texts.map(line), `(${rows.length} row${rows.length === 1 ? '' : 's'})`];
}

function looksNumeric(text: string): boolean {
  return text === '' || (/^[0-9.Ee -]+$/.test(text) && !/^[Ee]/.test(text) && /[0-9]$/.test(text));
}

function textOf(value: TraceValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return typeof value === 'object' ? `\\x${value.$bytes}` : String(value);
}
