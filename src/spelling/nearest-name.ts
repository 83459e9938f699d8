import leven from 'leven';

/** The name of a list that a misspelt one most likely stands for, whatever its case; null where none is close enough to be meant. */
export function nearestName(name: string, names: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  // A third of the letters may be wrong.
  let least = Math.ceil(wanted.length / 3) + 1;
  for (const other of names) {
    const steps = leven(wanted, other.toLowerCase());
    if (steps < least) [best, least] = [other, steps];
  }
  return best;
}
