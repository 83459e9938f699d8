import { identityToken, type IdentityKey, type IdentityToken } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';

/** The persistent objects of a session: one for each row. */
export class IdentityMap {
  readonly #states = new Map<Mapper, Map<IdentityToken, InstanceState>>();

  get({ mapper, token }: IdentityKey): InstanceState | null {
    return this.#states.get(mapper)?.get(token) ?? null;
  }

  find(mapper: Mapper, values: readonly unknown[]): InstanceState | null {
    return this.#states.get(mapper.base)?.get(identityToken(values)) ?? null;
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
    return state.key !== null && this.get(state.key) === state;
  }

  delete(state: InstanceState): void {
    if (state.key && this.has(state)) this.#states.get(state.key.mapper)?.delete(state.key.token);
  }

  clear(): void {
    this.#states.clear();
  }

  get states(): readonly InstanceState[] {
    return [...this.#states.values()].flatMap((states) => [...states.values()]);
  }
}
