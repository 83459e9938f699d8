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

/** No note comes near these; a schedule without end must not hang the search. */
const MOST_CYCLES = 500;
const MOST_PATHS = 200_000;

/**
 * The simple cycles of the dependency graph, shortest first, each starting at its first transaction
 * by name; once for each choice of kinds. Left out are cycles that go through all transactions of
 * a shorter one: they add nothing to what it says.
 */
export function cyclesIn(dependencies: readonly Dependency[]): Cycle[] {
  const hops = hopsOf(dependencies);
  const search: Search = { hops, components: stronglyConnected(hops), rings: [], paths: 0 };
  const names = [...search.components.keys()].sort(byName);
  const found: Cycle[] = [];
  for (let length = 2; length <= names.length; length++) {
    const longer: string[][] = [];
    for (const ring of ringsOf(length, names, search)) {
      longer.push(ring);
      for (const cycle of choices(ring, hops)) {
        found.push(cycle);
        if (found.length >= MOST_CYCLES) return found;
      }
    }
    search.rings.push(...longer);
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

interface Search {
  readonly hops: Hops;
  /** The component of each transaction that is in a cycle at all. */
  readonly components: ReadonlyMap<string, ReadonlySet<string>>;
  /** What was found at smaller lengths. */
  readonly rings: string[][];
  paths: number;
}

/** Closed walks of `length` different transactions, each from its first by name, that hold no shorter ring. */
function* ringsOf(length: number, names: readonly string[], search: Search): Generator<string[]> {
  const { hops, components, rings } = search;
  function* extend(path: string[]): Generator<string[]> {
    if (++search.paths > MOST_PATHS) return;
    const start = path[0] as string;
    const last = path.at(-1) as string;
    if (rings.some((ring) => ring.includes(last) && ring.every((name) => path.includes(name)))) return;
    const out = hops.get(last);
    if (path.length === length) {
      if (out?.has(start)) yield path;
      return;
    }
    for (const next of [...(out?.keys() ?? [])].sort(byName)) {
      if (byName(next, start) > 0 && components.get(start)?.has(next) && !path.includes(next)) yield* extend([...path, next]);
    }
  }
  for (const name of names) yield* extend([name]);
}

/** The strongly connected components of more than one transaction (Tarjan 1972), by transaction. */
function stronglyConnected(hops: Hops): Map<string, ReadonlySet<string>> {
  const components = new Map<string, ReadonlySet<string>>();
  const order = new Map<string, number>();
  const stack: string[] = [];
  const visit = (name: string): number => {
    const own = order.size;
    order.set(name, own);
    let low = own;
    stack.push(name);
    for (const next of hops.get(name)?.keys() ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, order.get(next) as number);
    }
    if (low === own) {
      const component = new Set(stack.splice(stack.indexOf(name)));
      if (component.size > 1) for (const member of component) components.set(member, component);
    }
    return low;
  };
  for (const name of hops.keys()) if (!order.has(name)) visit(name);
  return components;
}

function choices(ring: readonly string[], hops: Hops): Cycle[] {
  let cycles: Hop[][] = [[]];
  for (const [index, from] of ring.entries()) {
    const parallel = hops.get(from)?.get(ring[(index + 1) % ring.length] as string) ?? [];
    cycles = cycles.flatMap((cycle) => parallel.map((hop) => [...cycle, hop]));
  }
  return cycles;
}
