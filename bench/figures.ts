/** One line of the bench's table. */
export interface Figure {
  readonly what: string;
  /** The value as a person reads it. */
  readonly value: string;
  /** What it should be, where a goal is set. */
  readonly goal: string;
  readonly met: boolean | null;
}

/** The middle of a list of measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** A time, with its goal in milliseconds. */
export function time(what: string, ms: number, atMost: number | null = null): Figure {
  return { what, value: `${ms.toFixed(ms < 10 ? 2 : 0)} ms`, goal: atMost === null ? '' : `<= ${atMost} ms`, met: atMost === null ? null : ms <= atMost };
}

/** A ratio to something else that was measured in the same run. */
export function ratio(what: string, value: number, atMost: number | null = null): Figure {
  return { what, value: `${value.toFixed(2)} x`, goal: atMost === null ? '' : `<= ${atMost.toFixed(2)} x`, met: atMost === null ? null : value <= atMost };
}

/** Prints figures as a table. */
export function print(title: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  process.stderr.write(`\n${title}\n`);
  for (const { what, value, goal, met } of figures) {
    process.stderr.write(`  ${what.padEnd(width)}  ${value.padStart(10)}  ${goal.padEnd(12)}${met === null ? '' : met ? 'ok' : 'MISSED'}\n`);
  }
}
