import { interleavings } from './interleavings';
import type { Marker, Schedule, ScheduledSession, ScheduledStep } from './schedule';
import { ScheduleError } from './schedule-error';
import { specTokens, type SpecToken } from './spec-tokens';

/** A specification: one schedule for each permutation of its steps. */
export interface Specification {
  readonly schedules: readonly Schedule[];
  /** Said when there are more interleavings than are run. */
  readonly message: string | null;
}

/** As many interleavings as are run where a specification names no permutation. */
const MOST_INTERLEAVINGS = 200;

interface Step {
  readonly name: string;
  readonly sql: string;
  readonly offset: number;
}

interface Session extends ScheduledSession {
  readonly steps: readonly Step[];
}

interface Place {
  readonly step: string;
  readonly markers: readonly Marker[];
  readonly offset: number;
}

/**
 * Reads the format of PostgreSQL's isolation tests
 * (src/test/isolation/README): `setup* teardown? session+ permutation*`.
 * @throws ScheduleError with the place of what is wrong
 */
export function parseSpecification(text: string, mostInterleavings = MOST_INTERLEAVINGS): Specification {
  const { setup, teardown, sessions, permutations } = new Parser(text).specification();
  const steps = new Map(sessions.flatMap((session) => session.steps.map((step) => [step.name, { session, step }] as const)));
  const schedule = (places: readonly Place[]): Schedule => ({
    setup,
    teardown,
    sessions: sessions.map(({ name, setup: before, teardown: after }) => ({ name, setup: before, teardown: after })),
    steps: places.map(({ step: name, markers, offset }) => {
      const owner = steps.get(name);
      if (!owner) throw ScheduleError.at(`no session has a step "${name}"`, text, offset);
      for (const marker of markers) {
        if (marker.kind !== 'waits' && !places.some(({ step }) => step === marker.step)) {
          throw ScheduleError.at(`the marker names the step "${marker.step}", which is not in this permutation`, text, offset);
        }
      }
      return scheduledStep(owner.session.name, owner.step, markers, text);
    }),
    permutation: places.map(({ step }) => step),
  });
  if (permutations.length > 0) return { schedules: permutations.map(schedule), message: null };
  const { orders, total } = interleavings(sessions.map((session) => session.steps), mostInterleavings);
  const schedules = orders.map((order) => schedule(order.map(({ name, offset }) => ({ step: name, markers: [], offset }))));
  const message = orders.length < total ? `${total} interleavings are possible; the first ${orders.length} were run` : null;
  return { schedules, message };
}

function scheduledStep(session: string, { name, sql, offset }: Step, markers: readonly Marker[], text: string): ScheduledStep {
  return {
    session,
    name,
    sql: sql.trim().replace(/;\s*$/, ''),
    written: sql.trim(),
    comment: '',
    line: text.slice(0, offset).split('\n').length,
    claimsToBlock: false,
    claimsToUnblock: false,
    markers,
  };
}

/** Recursive descent over the grammar of specparse.y. */
class Parser {
  readonly #tokens: readonly SpecToken[];
  #at = 0;
  /** Every name stands for one step, whatever its session. */
  readonly #names = new Set<string>();

  constructor(readonly text: string) {
    this.#tokens = specTokens(text);
  }

  specification(): { setup: string[]; teardown: string[]; sessions: Session[]; permutations: Place[][] } {
    const setup: string[] = [];
    while (this.#takesWord('setup')) setup.push(this.#block());
    const teardown = this.#takesWord('teardown') ? [this.#block()] : [];
    const sessions: Session[] = [];
    while (this.#takesWord('session')) sessions.push(this.#session());
    if (sessions.length === 0) this.#fail('a session is expected');
    const permutations: Place[][] = [];
    while (this.#takesWord('permutation')) permutations.push(this.#permutation());
    if (this.#next.kind !== 'end') this.#fail(`unexpected "${this.#next.text}"`);
    return { setup, teardown, sessions, permutations };
  }

  #session(): Session {
    const name = this.#identifier();
    const setup = this.#takesWord('setup') ? this.#block() : null;
    const steps: Step[] = [];
    while (this.#takesWord('step')) steps.push(this.#step());
    if (steps.length === 0) this.#fail(`session "${name}" has no step`);
    const teardown = this.#takesWord('teardown') ? this.#block() : null;
    return { name, setup, steps, teardown };
  }

  #step(): Step {
    const { offset } = this.#next;
    const name = this.#identifier();
    if (this.#names.has(name)) throw ScheduleError.at(`a second step "${name}"`, this.text, offset);
    this.#names.add(name);
    return { name, sql: this.#block(), offset };
  }

  #permutation(): Place[] {
    const places: Place[] = [];
    while (this.#next.kind === 'quoted' || (this.#next.kind === 'word' && this.#next.text !== 'permutation')) {
      const { offset } = this.#next;
      const step = this.#identifier();
      places.push({ step, markers: this.#takesMark('(') ? this.#markers() : [], offset });
    }
    if (places.length === 0) this.#fail('the name of a step is expected');
    return places;
  }

  #markers(): Marker[] {
    const markers: Marker[] = [];
    do markers.push(this.#marker());
    while (this.#takesMark(','));
    if (!this.#takesMark(')')) this.#fail('a closing parenthesis is expected');
    return markers;
  }

  #marker(): Marker {
    if (this.#takesMark('*')) return { kind: 'waits' };
    const step = this.#identifier();
    if (!this.#takesWord('notices')) return { kind: 'after', step };
    const count = this.#next;
    if (count.kind !== 'number') this.#fail('a number of notices is expected');
    this.#at += 1;
    return { kind: 'notices', step, count: Number(count.text) };
  }

  get #next(): SpecToken {
    return this.#tokens[this.#at] as SpecToken;
  }

  #takesWord(word: string): boolean {
    return this.#takes('word', word);
  }

  #takesMark(mark: string): boolean {
    return this.#takes('mark', mark);
  }

  #takes(kind: SpecToken['kind'], text: string): boolean {
    const taken = this.#next.kind === kind && this.#next.text === text;
    if (taken) this.#at += 1;
    return taken;
  }

  #identifier(): string {
    const { kind, text } = this.#next;
    if (kind !== 'word' && kind !== 'quoted') this.#fail('a name is expected');
    this.#at += 1;
    return text;
  }

  #block(): string {
    const { kind, text } = this.#next;
    if (kind !== 'block') this.#fail('SQL in braces is expected');
    this.#at += 1;
    return text;
  }

  #fail(message: string): never {
    throw ScheduleError.at(message, this.text, this.#next.offset);
  }
}
