import type { Findings } from '../detect/detect';
import { sessionOf } from '../history/transaction-name';
import type { TraceAnomaly, TraceDependency } from '../trace';

/** Anomalies by sessions. */
export function traceAnomalies({ phenomena }: Findings): TraceAnomaly[] {
  // Reading a row twice is told by the cycle that it makes, where it makes one.
  const inCycles = new Set(phenomena.flatMap(({ cycle, transactions }) => (cycle ? transactions : [])));
  return phenomena
    .filter(({ codes, cycle, transactions }) => cycle !== null || codes[0] !== 'P2' || !transactions.some((one) => inCycles.has(one)))
    .map(({ name, codes, transactions, items, steps, explanation }) => ({
      name,
      codes,
      sessions: [...new Set(transactions.map(sessionOf))],
      items,
      steps,
      explanation,
    }));
}

/** Dependencies by sessions; what holds between transactions of one session says nothing new. */
export function traceDependencies({ dependencies }: Findings): TraceDependency[] {
  return dependencies
    .map(({ from, to, kind, item, steps }) => ({ from: sessionOf(from), to: sessionOf(to), kind, item, steps }))
    .filter(({ from, to }) => from !== to);
}
