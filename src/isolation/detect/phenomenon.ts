import type { AnomalyCode } from '../trace';
import type { Cycle } from './cycles';

/** Something that must not happen under serializability, with the evidence for it. */
export interface Phenomenon {
  readonly name: string;
  /** The learner's code first, then the classes that it belongs to. */
  readonly codes: readonly AnomalyCode[];
  /** In order of their names. */
  readonly transactions: readonly string[];
  readonly items: readonly string[];
  readonly steps: readonly number[];
  /** Index of the event that shows it; null for a cycle. */
  readonly event: number | null;
  /** The dependencies that contradict each other; null where one event is proof enough. */
  readonly cycle: Cycle | null;
  readonly explanation: string;
}
