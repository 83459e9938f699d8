import type { DependencyKind } from '../../cells/output';
import type { TraceMomentWords } from './moment-words';

/** The names of anomalies as traces give them; a name that is not here is shown as it is. */
export type AnomalyNames = Readonly<Record<string, string>>;

/** Who did what in an anomaly that is a cycle. */
export interface AnomalyRoles {
  /** Who read what is not the newest; and who has made the newer version. */
  readonly reader: string;
  readonly writer: string;
  /** What was read so: an item, or a condition. */
  readonly item: string;
  /** Of whom the reader did see something, or whose version it overwrote. */
  readonly seen: string;
  /** All sessions, listed. */
  readonly sessions: string;
}

/** What happened, in one plain sentence, by the names of anomalies; a name that is not here has none. */
export type AnomalySummaries = Readonly<Record<string, (roles: AnomalyRoles) => string>>;

/** A sentence about one dependency: `from` has to come before `to`. */
export type Reason = (from: string, to: string, item: string) => string;

/** Traces of schedules. Sessions and items come as the trace names them. */
export interface TraceWords {
  /** Before the last of several: `T1 and T2`. */
  readonly and: string;
  /** Before what comes next: `T1, then T2`, `waits for T1, then UPDATE 1`. */
  readonly then: string;
  readonly anomalies: AnomalyNames;
  readonly summaries: AnomalySummaries;
  readonly verdict: TraceVerdictWords;
  readonly levels: TraceLevelWords;
  readonly steps: TraceStepWords;
  readonly versions: TraceVersionWords;
  readonly moment: TraceMomentWords;
  readonly scrubber: TraceScrubberWords;
  readonly details: TraceDetailWords;
  readonly reasons: Readonly<Record<DependencyKind, Reason>>;
}

/** What happened, in one sentence. */
export interface TraceVerdictWords {
  readonly noAnomaly: string;
  readonly equivalentTo: (order: string) => string;
  readonly onlyCommitted: (session: string) => string;
  readonly nothingCommitted: string;
  readonly notJudged: string;
  readonly stopped: (session: string) => string;
  readonly failed: (session: string) => string;
  readonly stillWaits: (session: string, blockers: string) => string;
  readonly also: string;
  readonly before: (from: string, to: string) => string;
  readonly because: string;
  readonly but: string;
}

/** The choice between levels. */
export interface TraceLevelWords {
  readonly label: string;
  readonly engine: string;
  /** Levels at which a schedule has not run. */
  readonly others: string;
  readonly runAt: (level: string) => string;
  /** Links to the note on a level. */
  readonly about: (level: string) => string;
  readonly anomaly: string;
  readonly clean: string;
  readonly unknown: string;
  readonly locking: string;
  /** PostgreSQL has no READ UNCOMMITTED of its own. */
  readonly runsAs: (level: string) => string;
  /** DB2's names are not those of the standard. */
  readonly lockingRepeatable: string;
  readonly lockingStability: string;
}

/** Steps and what became of them. */
export interface TraceStepWords {
  readonly label: string;
  readonly keys: string;
  readonly step: (number: number) => string;
  readonly begin: string;
  readonly commit: string;
  readonly rollback: string;
  readonly reads: string;
  readonly returns: string;
  readonly nothing: string;
  readonly more: (rows: number) => string;
  readonly waitsFor: (sessions: string) => string;
  readonly waits: string;
  readonly untilStep: (step: number) => string;
  readonly queued: string;
  readonly ranAfter: (step: number) => string;
  readonly stillWaiting: string;
  readonly neverRan: string;
  readonly crash: string;
  readonly lost: (sessions: string) => string;
  readonly error: string;
  readonly didNotBlock: string;
  readonly didNotUnblock: string;
  readonly lock: string;
  readonly comment: string;
  readonly notice: string;
  readonly saw: string;
  readonly wrote: string;
}

/** Versions of rows as they come and go. */
export interface TraceVersionWords {
  readonly heading: string;
  readonly after: (step: number) => string;
  readonly none: string;
  readonly committed: string;
  readonly uncommitted: (session: string) => string;
  readonly replaced: string;
  readonly rolledBack: string;
  readonly initial: string;
  readonly deleted: string;
}

/** The scrubber. */
export interface TraceScrubberWords {
  readonly label: string;
  readonly position: (step: number, of: number) => string;
  readonly back: string;
  readonly forward: string;
  readonly play: string;
  readonly pause: string;
}

/** What is unfolded on demand. */
export interface TraceDetailWords {
  readonly details: string;
  readonly asText: string;
  readonly asDiagram: string;
  readonly dependencies: string;
  readonly noDependencies: string;
  readonly inCycle: string;
  readonly steps: (from: number, to: number) => string;
  readonly finalState: string;
  readonly transactions: string;
  readonly committed: string;
  readonly aborted: string;
  readonly leftOpen: string;
  readonly stillBlocked: string;
  readonly remarks: string;
  readonly permutation: string;
}

/** The matrix of levels and anomalies. */
export interface MatrixWords {
  readonly title: string;
  readonly label: string;
  readonly anomaly: string;
  readonly legend: string;
  /** For a schedule that shows no anomaly anywhere. */
  readonly noAnomaly: string;
  readonly permitted: string;
  readonly waits: string;
  readonly error: string;
  readonly prevented: string;
  readonly none: string;
  readonly square: (anomaly: string, level: string, engine: string, outcome: string) => string;
  readonly finished: (runs: number) => string;
}
