import type { DependencyKind, Trace, TraceAnomaly, TraceDependency } from '../../cells/output';

/** An arrow: the dependencies of one kind between the same two steps. */
export interface Edge {
  readonly key: string;
  /** The step of the operation that has to come first, then the other. */
  readonly from: number;
  readonly to: number;
  readonly label: 'ww' | 'wr' | 'rw';
  /** True where it contradicts what was written or read later: an anti-dependency. */
  readonly anti: boolean;
  readonly inCycle: boolean;
}

/** The arrows of a trace; those of `anomaly` are marked. */
export function edgesOf(trace: Trace, anomaly: TraceAnomaly | null): readonly Edge[] {
  const cycle = new Set(anomaly === null ? [] : dependenciesOf(anomaly, trace));
  const edges = new Map<string, Edge>();
  for (const dependency of trace.dependencies) {
    const [from, to] = dependency.steps;
    if (from === undefined || to === undefined) continue;
    const label = labelOf(dependency.kind);
    const key = `${from}-${to}-${label}`;
    const inCycle = cycle.has(dependency) || edges.get(key)?.inCycle === true;
    edges.set(key, { key, from, to, label, anti: label === 'rw', inCycle });
  }
  return [...edges.values()];
}

/** A predicate's dependency is drawn as any other of its kind. */
export function labelOf(kind: DependencyKind): Edge['label'] {
  if (kind === 'ww') return 'ww';
  return kind === 'wr' || kind === 'predicate wr' ? 'wr' : 'rw';
}

/** The dependencies that make up an anomaly. */
export function dependenciesOf(anomaly: TraceAnomaly, trace: Trace): readonly TraceDependency[] {
  const among = trace.dependencies.filter(
    ({ from, to, item, steps }) =>
      anomaly.sessions.includes(from) &&
      anomaly.sessions.includes(to) &&
      anomaly.items.includes(item) &&
      steps.every((step) => anomaly.steps.includes(step)),
  );
  return onCycles(among);
}

/** One dependency for each hop round the cycle; empty where the anomaly is none. */
export function cycleOf(anomaly: TraceAnomaly, trace: Trace): readonly TraceDependency[] {
  const dependencies = dependenciesOf(anomaly, trace);
  const first = dependencies[0];
  if (first === undefined) return [];
  const path = pathBetween(first.to, first.from, dependencies, new Set());
  return path === null ? [] : [first, ...path];
}

/** What leads from nowhere, or to nowhere, is not part of a cycle. */
function onCycles(dependencies: readonly TraceDependency[]): readonly TraceDependency[] {
  return dependencies.filter(({ from, to }) => pathBetween(to, from, dependencies, new Set()) !== null);
}

function pathBetween(
  from: string,
  to: string,
  dependencies: readonly TraceDependency[],
  seen: ReadonlySet<string>,
): readonly TraceDependency[] | null {
  if (from === to) return [];
  const next = new Set([...seen, from]);
  for (const dependency of dependencies) {
    if (dependency.from !== from || next.has(dependency.to)) continue;
    const rest = pathBetween(dependency.to, to, dependencies, next);
    if (rest !== null) return [dependency, ...rest];
  }
  return null;
}
