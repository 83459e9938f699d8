/** The name of a list that a person most likely meant: equal but for case, or at most two letters off; null where none is near. */
export function nearestName(name: string, names: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  const equal = names.find((other) => other.toLowerCase() === wanted);
  if (equal !== undefined) return equal;
  let best: string | null = null;
  let least = Math.min(3, Math.ceil(wanted.length / 2));
  for (const other of names) {
    const steps = distance(wanted, other.toLowerCase(), least);
    if (steps < least) [best, least] = [other, steps];
  }
  return best;
}

/** Edit distance, or `most` where it is no less. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    previous = current;
  }
  return previous[b.length] ?? most;
}
