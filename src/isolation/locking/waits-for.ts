/** Who waits for whom. A cycle in it is a deadlock (Holt 1972; Gray, Reuter 1993, section 7.11). */
export class WaitsFor {
  readonly #edges = new Map<string, readonly string[]>();

  set(waiting: string, holders: readonly string[]): void {
    this.#edges.set(waiting, holders);
  }

  clear(session: string): void {
    this.#edges.delete(session);
  }

  /** True when someone waits for itself, through whomever. */
  inCycle(session: string): boolean {
    const seen = new Set<string>();
    const left = [...(this.#edges.get(session) ?? [])];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (next === session) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      left.push(...(this.#edges.get(next) ?? []));
    }
    return false;
  }
}
