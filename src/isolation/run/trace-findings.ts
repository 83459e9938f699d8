import type { Findings } from '../detect/detect';
import { sessionOf } from '../history/transaction-name';
import type { TraceAnomaly, TraceDependency } from '../trace';

/** Anomalies by sessions, each name once for the same transactions. */
export function traceAnomalies({ phenomena }: Findings): TraceAnomaly[] {
  // Reading a row twice is told by the cycle that it makes, where it makes one.
  const inCycles = new Set(phenomena.flatMap(({ cycle, transactions }) => (cycle ? transactions : [])));
  const told = phenomena.filter(({ codes, cycle, transactions }) => cycle !== null || codes[0] !== 'P2' || !transactions.some((one) => inCycles.has(one)));
  const anomalies = new Map<string, TraceAnomaly>();
  for (const { name, codes, transactions, items, steps, explanation } of told) {
    const anomaly = { name, codes, sessions: [...new Set(transactions.map(sessionOf))], items, steps, explanation };
    const key = [name, ...transactions].join('\0');
    const known = anomalies.get(key);
    anomalies.set(key, known ? merged(known, anomaly) : anomaly);
  }
  return [...anomalies.values()];
}

/** The same anomaly by other items or predicates: it is one, with all its evidence. */
function merged(known: TraceAnomaly, other: TraceAnomaly): TraceAnomaly {
  return {
    ...known,
    codes: [...new Set([...known.codes, ...other.codes])],
    items: [...new Set([...known.items, ...other.items])],
    steps: [...new Set([...known.steps, ...other.steps])].sort((a, b) => a - b),
  };
}

/** Dependencies by sessions; what holds between transactions of one session says nothing new. */
export function traceDependencies({ dependencies }: Findings): TraceDependency[] {
  return dependencies
    .map(({ from, to, kind, item, steps }) => ({ from: sessionOf(from), to: sessionOf(to), kind, item, steps }))
    .filter(({ from, to }) => from !== to);
}
