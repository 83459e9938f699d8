import type { ResultSet } from '../cells/output';
import type { Row } from './model';
import { valueText } from './value-text';

/** A column of a result as its table needs it. */
export interface Column {
  readonly name: string;
  /** The type in short: `varchar(80)`, `timestamptz`; `''` where there is none. */
  readonly type: string;
  readonly numeric: boolean;
  /** True where text is set in the fixed font: JSON, bytes, identifiers. */
  readonly mono: boolean;
  /** Characters that a value may take before it is cut. */
  readonly width: number;
}

const numericTypes =
  /^(?:(?:tiny|small|medium|big|unsigned big )?int|int[248]|integer|serial|bigserial|numeric|decimal|number|real|float[48]?|double(?: precision)?|money|oid)$/;
const monoTypes = /^(?:jsonb?|bytea|blob|uuid|xml|.*\[\])$/;

/** PostgreSQL's long names of types, and the ones that people know them by. */
const shortTypes: readonly (readonly [RegExp, string])[] = [
  [/^timestamp(\(\d+\))? with time zone$/, 'timestamptz$1'],
  [/^timestamp(\(\d+\))? without time zone$/, 'timestamp$1'],
  [/^time(\(\d+\))? with time zone$/, 'timetz$1'],
  [/^time(\(\d+\))? without time zone$/, 'time$1'],
  [/^character varying(\(\d+\))?$/, 'varchar$1'],
  [/^character(\(\d+\))?$/, 'char$1'],
];

const wide = /[\u1100-\u115f\u2e80-\uffdc\u{1f300}-\u{3ffff}]/u;

/** Rows that decide how wide a column is. */
const sampled = 200;
const narrowest = 4;
/** Widest text; a result of few columns may have wider ones. */
const widest = (columns: number): number => (columns === 1 ? 120 : columns <= 3 ? 64 : 44);

/** Reads the columns of a result, with widths from its first rows. */
export function columnsOf(result: ResultSet): readonly Column[] {
  const sample = result.rows.slice(0, sampled);
  return result.columns.map((name, at) => {
    const type = shortType(result.types[at] ?? '');
    const bare = type.replace(/\s*\(.*?\)/, '').toLowerCase();
    const numeric = bare === '' ? allNumbers(sample, at) : numericTypes.test(bare);
    const longest = sample.reduce((most, row) => Math.max(most, textWidth(valueText(row[at] ?? null))), narrowest);
    // A value beyond the sample may be longer: numbers are given room always, texts where there are rows not seen.
    const room = numeric ? 2 : result.held > sample.length ? 6 + Math.ceil(longest / 4) : 0;
    const width = Math.min(longest + room, widest(result.columns.length));
    return { name, type, numeric, mono: monoTypes.test(bare), width: Math.max(width, narrowest) };
  });
}

/** Characters that a column takes in a table of fixed layout, its header included, without the padding. */
export function trackWidth(column: Column): number {
  // Types are set smaller than names; two more characters leave room for the arrow of a sorted column.
  const type = column.type === '' ? 0 : Math.ceil(column.type.length * 0.85) + 1;
  return Math.max(column.width, textWidth(column.name) + type + (column.numeric ? 2 : 0));
}

/** True where every column is as narrow as its numbers, so that an empty one must take the room that is left. */
export function needsFiller(columns: readonly Column[]): boolean {
  return columns.every((column) => column.numeric);
}

function shortType(type: string): string {
  for (const [long, short] of shortTypes) if (long.test(type)) return type.replace(long, short);
  return type;
}

function allNumbers(rows: readonly Row[], at: number): boolean {
  let some = false;
  for (const row of rows) {
    const value = row[at] ?? null;
    if (value === null) continue;
    if (typeof value !== 'number') return false;
    some = true;
  }
  return some;
}

/** Width in characters; letters of East Asian scripts and emoji take two. */
function textWidth(text: string): number {
  let width = 0;
  for (const letter of text.slice(0, 256)) width += wide.test(letter) ? 2 : 1;
  return width;
}
