import type { CellValue } from '../cells/output';
import type { Row } from './model';

/** Which column a table is sorted by. */
export interface Sort {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/** What a click on a header does: ascending, descending, then the order in which the rows came. */
export function nextSort(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return { column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : null;
}

/**
 * The order of rows under a sort, as indices into `rows`. Equal rows keep their order, NULLs stand last either way.
 * @param numeric compare text as numbers, to any number of digits.
 */
export function sortedOrder(rows: readonly Row[], sort: Sort, numeric: boolean, language: string): readonly number[] {
  const collator = new Intl.Collator(language);
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const values = rows.map((row) => row[sort.column] ?? null);
  const order = values.map((_, index) => index);
  return order.sort((left, right) => {
    const a = values[left] ?? null;
    const b = values[right] ?? null;
    if (a === null || b === null) return Number(a === null) - Number(b === null) || left - right;
    return sign * compareValues(a, b, numeric, collator) || left - right;
  });
}

/** SQLite's order of storage classes, since its columns may mix them: numbers, text, bytes. */
function rank(value: NonNullable<CellValue>): number {
  if (typeof value === 'string') return 1;
  return typeof value === 'object' ? 2 : 0;
}

function compareValues(
  a: NonNullable<CellValue>,
  b: NonNullable<CellValue>,
  numeric: boolean,
  collator: Intl.Collator,
): number {
  if (numeric && typeof a !== 'object' && typeof b !== 'object') {
    const byNumber = compareNumbers(a, b);
    if (byNumber !== null) return byNumber;
  }
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  if (typeof a === 'object' && typeof b === 'object') return a.$bytes < b.$bytes ? -1 : Number(a.$bytes > b.$bytes);
  return rank(a) - rank(b) || Number(a) - Number(b);
}

const decimal = /^([+-]?)0*(\d*)(?:\.(\d*))?$/;

/** Compares two numbers, exactly where they are decimals of any length; null where one is none. NaN is the greatest. */
export function compareNumbers(a: string | number | boolean, b: string | number | boolean): number | null {
  const left = Number(a);
  const right = Number(b);
  const leftOut = Number.isNaN(left);
  const rightOut = Number.isNaN(right);
  if (leftOut || rightOut) {
    if ((leftOut && !isNaNWord(a)) || (rightOut && !isNaNWord(b))) return null;
    return Number(leftOut) - Number(rightOut);
  }
  if (left !== right) return left < right ? -1 : 1;
  return typeof a === 'string' && typeof b === 'string' ? compareDigits(a, b) : 0;
}

function isNaNWord(value: string | number | boolean): boolean {
  return String(value).toLowerCase() === 'nan';
}

/** Two decimals that are the same to a double's precision. */
function compareDigits(a: string, b: string): number {
  const left = decimal.exec(a);
  const right = decimal.exec(b);
  if (left === null || right === null) return 0;
  const sign = left[1] === '-' ? -1 : 1;
  const whole = left[2] ?? '';
  const otherWhole = right[2] ?? '';
  if (whole.length !== otherWhole.length) return sign * (whole.length - otherWhole.length);
  const digits = whole + (left[3] ?? '').replace(/0+$/, '');
  const otherDigits = otherWhole + (right[3] ?? '').replace(/0+$/, '');
  if (digits === otherDigits) return 0;
  return digits < otherDigits ? -sign : sign;
}
