import { identityToken, type IdentityKey, type IdentityToken } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';

/** The persistent objects of a session: one for each row. */
export class IdentityMap {
  readonly #states = new Map<Mapper, Map<IdentityToken, InstanceState>>();

  /** @param beforeUse called before one of the objects is handed out: those that nobody has any longer may be taken out first */
  constructor(private readonly beforeUse: (() => void) | null = null) {}

  get({ mapper, token }: IdentityKey): InstanceState | null {
    return this.#used(mapper, token);
  }

  find(mapper: Mapper, values: readonly unknown[]): InstanceState | null {
    return this.#used(mapper.base, identityToken(values));
  }

  #at(mapper: Mapper, token: IdentityToken): InstanceState | null {
    return this.#states.get(mapper)?.get(token) ?? null;
  }

  #used(mapper: Mapper, token: IdentityToken): InstanceState | null {
    const found = this.#at(mapper, token);
    if (found === null || this.beforeUse === null) return found;
    this.beforeUse();
    return this.#at(mapper, token);
  }

  /** Adds an object. Gives the one that was there in its place; null when there was none. */
  set(key: IdentityKey, state: InstanceState): InstanceState | null {
    let states = this.#states.get(key.mapper);
    if (!states) this.#states.set(key.mapper, (states = new Map<IdentityToken, InstanceState>()));
    const before = states.get(key.token) ?? null;
    states.set(key.token, state);
    return before === state ? null : before;
  }

  has(state: InstanceState): boolean {
    return state.key !== null && this.#at(state.key.mapper, state.key.token) === state;
  }

  delete(state: InstanceState): void {
    if (state.key && this.has(state)) this.#states.get(state.key.mapper)?.delete(state.key.token);
  }

  clear(): void {
    this.#states.clear();
  }

  get size(): number {
    let size = 0;
    for (const states of this.#states.values()) size += states.size;
    return size;
  }

  get states(): readonly InstanceState[] {
    return [...this.#states.values()].flatMap((states) => [...states.values()]);
  }
}
