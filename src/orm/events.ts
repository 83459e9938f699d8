/** Handlers by the name of what they are told of. */
export type Handlers = Readonly<Record<string, (...given: never[]) => unknown>>;

/** Tells handlers of what happens, in the order in which they were added. */
export class EventHub<H extends Handlers> {
  readonly #handlers = new Map<keyof H, H[keyof H][]>();

  listen<N extends keyof H>(name: N, handler: H[N]): void {
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
  }

  remove<N extends keyof H>(name: N, handler: H[N]): void {
    this.#handlers.set(
      name,
      (this.#handlers.get(name) ?? []).filter((one) => one !== handler),
    );
  }

  has(name: keyof H): boolean {
    return (this.#handlers.get(name) ?? []).length > 0;
  }

  /** Calls the handlers; gives what they gave. */
  dispatch<N extends keyof H>(name: N, ...given: Parameters<H[N]>): ReturnType<H[N]>[] {
    return (this.#handlers.get(name) ?? []).map((handler) => Reflect.apply(handler, undefined, given) as ReturnType<H[N]>);
  }
}
