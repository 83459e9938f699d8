import { dependenciesOf, type Dependency } from '../history/dependencies';
import { byName, type History } from '../history/history';
import { serialOrder } from '../history/serial-order';
import { VersionOrder } from '../history/version-order';
import { cyclesIn, type Cycle } from './cycles';
import { dirtyPhenomena } from './dirty';
import { explainCycle } from './explain';
import { inconsistentReads } from './inconsistent-reads';
import { itemsOf, nameOf } from './name-cycle';
import type { Phenomenon } from './phenomenon';

/** What a history shows. */
export interface Findings {
  readonly dependencies: readonly Dependency[];
  readonly phenomena: readonly Phenomenon[];
  /** True where the committed transactions' effect is that of some serial order: no cycle, no G1a, no G1b. */
  readonly serializable: boolean;
  /** An order that agrees with all dependencies, whatever else is wrong; null when they form a cycle. */
  readonly order: readonly string[] | null;
}

/** Finds all anomalies of a history. It knows nothing of the schedule's intent: it names what happened. */
export function detect(history: History): Findings {
  const versions = new VersionOrder(history);
  const dependencies = dependenciesOf(history, versions);
  const writers = new Set(history.events.flatMap((event) => (event.kind === 'write' ? event.transaction : [])));
  const cycles = cyclesIn(dependencies).map((cycle) => phenomenonOf(cycle, (transaction) => writers.has(transaction)));
  const phenomena = [...dirtyPhenomena(history, versions), ...distinct(cycles), ...inconsistentReads(history, versions)];
  const order = serialOrder(versions.committed, dependencies);
  const unreal = phenomena.some(({ codes }) => codes.includes('G1a') || codes.includes('G1b'));
  return { dependencies, phenomena, serializable: order !== null && !unreal, order };
}

function phenomenonOf(cycle: Cycle, writes: (transaction: string) => boolean): Phenomenon {
  const edges = cycle.flatMap((hop) => hop.dependencies);
  return {
    ...nameOf(cycle, writes),
    transactions: cycle.map(({ from }) => from).sort(byName),
    items: [...new Set(cycle.flatMap(itemsOf))],
    steps: [...new Set(edges.flatMap(({ steps }) => steps))].sort((a, b) => a - b),
    event: null,
    cycle,
    explanation: explainCycle(cycle),
  };
}

/** One phenomenon for each name, transactions and items: parallel edges say the same thing twice. */
function distinct(phenomena: readonly Phenomenon[]): Phenomenon[] {
  const keys = new Set<string>();
  return phenomena.filter(({ name, transactions, items }) => {
    const key = [name, ...transactions, '', ...[...items].sort()].join('\0');
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew;
  });
}
