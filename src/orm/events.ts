import type { Flow } from './flow';

/** Handlers by the name of what they are told of. */
export type Handlers = Readonly<Record<string, (...given: never[]) => unknown>>;

/** How a handler listens. */
export interface ListenOptions {
  /** It is told once only. */
  readonly once?: boolean;
  /** It is told before those that listen already. */
  readonly insert?: boolean;
  /** What inherits from the target is listened to as well. */
  readonly propagate?: boolean;
}

interface Listening<H> {
  readonly handler: H;
  readonly options: ListenOptions;
}

/** A hub whose handlers are told too. */
export interface HubAbove<H extends Handlers> {
  readonly hub: EventHub<H>;
  /** All of its handlers are told, or only those that propagate. */
  readonly all: boolean;
}

/** Tells handlers of what happens, in the order in which they were added; those of the hubs above first. */
export class EventHub<H extends Handlers> {
  readonly #listening = new Map<keyof H, Listening<H[keyof H]>[]>();

  constructor(private readonly above: readonly HubAbove<H>[] = []) {}

  listen<N extends keyof H>(name: N, handler: H[N], options: ListenOptions = {}): void {
    const known = this.#listening.get(name) ?? [];
    const own = { handler, options };
    this.#listening.set(name, options.insert === true ? [own, ...known] : [...known, own]);
  }

  remove<N extends keyof H>(name: N, handler: H[N]): void {
    this.#listening.set(
      name,
      (this.#listening.get(name) ?? []).filter((one) => one.handler !== handler),
    );
  }

  /** True when the handler listens here. */
  contains<N extends keyof H>(name: N, handler: H[N]): boolean {
    return (this.#listening.get(name) ?? []).some((one) => one.handler === handler);
  }

  /** Somebody is to be told. */
  has(name: keyof H): boolean {
    if ((this.#listening.get(name)?.length ?? 0) > 0) return true;
    for (const { hub } of this.above) if (hub.has(name)) return true;
    return false;
  }

  /** Calls the handlers; gives what they gave. */
  dispatch<N extends keyof H>(name: N, ...given: Parameters<H[N]>): ReturnType<H[N]>[] {
    if (!this.has(name)) return [];
    return this.#handlers(name, true).map((handler) => Reflect.apply(handler, undefined, given) as ReturnType<H[N]>);
  }

  /** As {@link dispatch}, for handlers that talk to the database: a flow that one gives is run to its end. */
  *dispatchFlow<N extends keyof H>(name: N, ...given: Parameters<H[N]>): Flow<void> {
    if (!this.has(name)) return;
    for (const handler of this.#handlers(name, true)) {
      const answer: unknown = Reflect.apply(handler, undefined, given);
      if (isFlow(answer)) yield* answer;
    }
  }

  #handlers<N extends keyof H>(name: N, all: boolean): readonly H[N][] {
    const inherited = this.above.flatMap((one) => one.hub.#handlers(name, all && one.all));
    const own = this.#listening.get(name);
    if (!own || own.length === 0) return inherited;
    const told = all ? own : own.filter(({ options }) => options.propagate === true);
    if (told.some(({ options }) => options.once === true)) {
      this.#listening.set(
        name,
        own.filter((one) => one.options.once !== true || !told.includes(one)),
      );
    }
    return [...inherited, ...told.map(({ handler }) => handler as H[N])];
  }
}

function isFlow(answer: unknown): answer is Flow<unknown> {
  return typeof answer === 'object' && answer !== null && 'next' in answer && Symbol.iterator in answer;
}
