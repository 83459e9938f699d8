import type { Dependency } from '../history/dependencies';
import { byName } from '../history/history';
import type { DependencyKind } from '../trace';

/** All dependencies of one kind from one transaction to another. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly kind: DependencyKind;
  readonly dependencies: readonly Dependency[];
}

export type Cycle = readonly Hop[];

/** No note comes near this; a schedule without end must not hang the search. */
const MOST_CYCLES = 500;

/**
 * The simple cycles of the dependency graph, shortest first, each starting at its first transaction
 * by name; once for each choice of kinds. Left out are cycles that go through all transactions of
 * a shorter one: they add nothing to what it says.
 */
export function cyclesIn(dependencies: readonly Dependency[]): Cycle[] {
  const hops = hopsOf(dependencies);
  const names = [...hops.keys()].sort(byName);
  const found: Cycle[] = [];
  const rings: string[][] = [];
  for (let length = 2; length <= names.length; length++) {
    for (const ring of ringsOf(length, names, hops)) {
      if (rings.some((shorter) => shorter.length < ring.length && shorter.every((name) => ring.includes(name)))) continue;
      rings.push(ring);
      for (const cycle of choices(ring, hops)) {
        found.push(cycle);
        if (found.length >= MOST_CYCLES) return found;
      }
    }
  }
  return found;
}

type Hops = ReadonlyMap<string, ReadonlyMap<string, readonly Hop[]>>;

function hopsOf(dependencies: readonly Dependency[]): Hops {
  const hops = new Map<string, Map<string, Hop[]>>();
  for (const dependency of dependencies) {
    const { from, to, kind } = dependency;
    const out = hops.get(from) ?? new Map<string, Hop[]>();
    hops.set(from, out);
    const parallel = out.get(to) ?? [];
    out.set(to, parallel);
    const at = parallel.findIndex((hop) => hop.kind === kind);
    const hop = { from, to, kind, dependencies: [...(parallel[at]?.dependencies ?? []), dependency] };
    if (at < 0) parallel.push(hop);
    else parallel[at] = hop;
  }
  return hops;
}

/** Closed walks of `length` different transactions, each from its first by name. */
function* ringsOf(length: number, names: readonly string[], hops: Hops): Generator<string[]> {
  function* extend(path: string[]): Generator<string[]> {
    const start = path[0] as string;
    const out = hops.get(path.at(-1) as string);
    if (path.length === length) {
      if (out?.has(start)) yield path;
      return;
    }
    for (const next of [...(out?.keys() ?? [])].sort(byName)) {
      if (byName(next, start) > 0 && !path.includes(next)) yield* extend([...path, next]);
    }
  }
  for (const name of names) yield* extend([name]);
}

function choices(ring: readonly string[], hops: Hops): Cycle[] {
  let cycles: Hop[][] = [[]];
  for (const [index, from] of ring.entries()) {
    const parallel = hops.get(from)?.get(ring[(index + 1) % ring.length] as string) ?? [];
    cycles = cycles.flatMap((cycle) => parallel.map((hop) => [...cycle, hop]));
  }
  return cycles;
}
