const MOVE_COST = 2;
const CASE_COST = 1;
/** Names beyond this many are not looked at. */
const MOST_CANDIDATES = 750;
const LONGEST = 40;

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}

/** The distance of two names with CPython's costs (Python/suggestions.c); more than `limit` when it is. */
export function nameDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  let left = a.slice(start, endA);
  let right = b.slice(start, endB);
  if (left === '' || right === '') return (left.length + right.length) * MOVE_COST;
  if (left.length > LONGEST || right.length > LONGEST) return limit + 1;
  if (right.length < left.length) [left, right] = [right, left];
  if ((right.length - left.length) * MOVE_COST > limit) return limit + 1;
  const row = Array.from({ length: left.length }, (_, index) => (index + 1) * MOVE_COST);
  let result = 0;
  for (let i = 0; i < right.length; i += 1) {
    let diagonal = i * MOVE_COST;
    result = diagonal;
    let least = Infinity;
    for (let j = 0; j < left.length; j += 1) {
      const replaced = diagonal + substitution(right[i] as string, left[j] as string);
      diagonal = row[j] as number;
      result = Math.min(replaced, Math.min(result, diagonal) + MOVE_COST);
      row[j] = result;
      if (result < least) least = result;
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

/** The candidate that a misspelt name was probably meant to be; null if none is near. */
export function suggest(name: string, candidates: readonly string[]): string | null {
  if (candidates.length > MOST_CANDIDATES || name.length > LONGEST) return null;
  let best: string | null = null;
  let nearest = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const limit = Math.min(Math.floor(((name.length + candidate.length + 3) * MOVE_COST) / 6), nearest - 1);
    const distance = nameDistance(name, candidate, limit);
    if (distance > limit) continue;
    if (distance < nearest) {
      best = candidate;
      nearest = distance;
    }
  }
  return best;
}
