import type { AnomalyCode, Trace } from './trace';

/** Anomalies against levels of engines: what became of each, and the traces that show it. Plain JSON. */
export interface Matrix {
  readonly anomalies: readonly MatrixAnomaly[];
  readonly levels: readonly MatrixLevel[];
  /** By anomaly, then by level. */
  readonly squares: readonly (readonly MatrixSquare[])[];
  /** The traces that squares name by their place. */
  readonly traces: readonly Trace[];
}

/** An anomaly that was looked for, or that one of the schedules showed. */
export interface MatrixAnomaly {
  /** Null for a schedule that showed none at any level. */
  readonly code: AnomalyCode | null;
  /** Its name, as traces name it. */
  readonly name: string | null;
  /** The schedule that provokes it, by its cell's name or its line in the note; null where there is but one. */
  readonly schedule: string | null;
}

/** A level of an engine. */
export interface MatrixLevel {
  readonly engine: string;
  readonly level: string;
}

/**
 * What became of an anomaly: it happened; it was prevented, because someone had to wait or because
 * a statement failed; or the engine did otherwise, as one with snapshots does that reads old
 * versions. `none` where nothing was run.
 */
export type SquareOutcome = 'permitted' | 'waits' | 'error' | 'prevented' | 'none';

export interface MatrixSquare {
  readonly outcome: SquareOutcome;
  /** Place of the trace in {@link Matrix.traces}; null where there is none. */
  readonly trace: number | null;
  /** Why nothing was run; null where something was. */
  readonly reason: string | null;
}

/** A schedule of which a matrix is drawn. */
export interface Attempted {
  readonly schedule: string | null;
  /** The anomaly that it is to provoke; null for whatever it shows. */
  readonly sought: { readonly name: string; readonly codes: readonly AnomalyCode[] } | null;
}

/** What running it at one level gave: a trace for each of its permutations, or why there is none. */
export type Attempt = { readonly traces: readonly Trace[] } | { readonly reason: string };

/**
 * The matrix of what was run.
 * @param attempts by schedule, then by level; those that are missing were not run
 */
export function matrixOf(schedules: readonly Attempted[], levels: readonly MatrixLevel[], attempts: readonly (readonly (Attempt | undefined)[])[]): Matrix {
  const traces: Trace[] = [];
  const anomalies: MatrixAnomaly[] = [];
  const squares: MatrixSquare[][] = [];
  const placeOf = (trace: Trace): number => (traces.includes(trace) ? traces.indexOf(trace) : traces.push(trace) - 1);
  for (const [at, { schedule, sought }] of schedules.entries()) {
    const row = levels.map((_, level) => attempts[at]?.[level]);
    const wanted = sought ? [sought] : shownBy(row);
    for (const one of wanted.length > 0 ? wanted : [null]) {
      anomalies.push({ code: one?.codes[0] ?? null, name: one?.name ?? null, schedule });
      squares.push(row.map((attempt) => squareFor(one?.codes ?? [], attempt, placeOf)));
    }
  }
  return { anomalies, levels, squares, traces };
}

/** The anomalies that a schedule showed at any level, each once. */
function shownBy(row: readonly (Attempt | undefined)[]): { name: string; codes: readonly AnomalyCode[] }[] {
  const found = new Map<AnomalyCode, { name: string; codes: readonly AnomalyCode[] }>();
  for (const attempt of row) {
    for (const { anomalies } of attempt && 'traces' in attempt ? attempt.traces : []) {
      for (const { name, codes: [code] } of anomalies) if (code !== undefined && !found.has(code)) found.set(code, { name, codes: [code] });
    }
  }
  return [...found.values()];
}

function squareFor(codes: readonly AnomalyCode[], attempt: Attempt | undefined, placeOf: (trace: Trace) => number): MatrixSquare {
  if (!attempt) return { outcome: 'none', trace: null, reason: null };
  if ('reason' in attempt) return { outcome: 'none', trace: null, reason: attempt.reason };
  const outcomes = attempt.traces.map((trace) => ({ trace, outcome: outcomeOf(codes, trace) }));
  const told = strongest.flatMap((outcome) => outcomes.find((one) => one.outcome === outcome) ?? [])[0];
  return told ? { outcome: told.outcome, trace: placeOf(told.trace), reason: null } : { outcome: 'none', trace: null, reason: null };
}

/** Of several permutations, the one in which it happened counts; else the one in which most was done against it. */
const strongest = ['permitted', 'error', 'waits', 'prevented'] as const;

/** A deadlock's victim both waits and fails; that it fails is what prevents. */
export function outcomeOf(codes: readonly AnomalyCode[], { anomalies, steps }: Trace): Exclude<SquareOutcome, 'none'> {
  if (anomalies.some((anomaly) => anomaly.codes.some((code) => codes.includes(code)))) return 'permitted';
  if (steps.some(({ outcome }) => outcome.kind === 'error')) return 'error';
  return steps.some(({ blocked }) => blocked) ? 'waits' : 'prevented';
}

/**
 * Why a trace says nothing of its engine: a statement that the engine does not understand, or a table that it lacks.
 * Only the first error counts; the others may follow from one that was there for a reason.
 */
export function unfitFor({ steps }: Trace): string | null {
  const first = steps.map(({ outcome }) => outcome).find((outcome) => outcome.kind === 'error');
  if (!first) return null;
  const isOfStatement = first.sqlite_code === 'SQLITE_ERROR' || /^(?:42|0A)/.test(first.sqlstate ?? '');
  return isOfStatement ? first.message : null;
}
