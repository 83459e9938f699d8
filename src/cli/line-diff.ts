/** Lines beyond which a difference is told without looking for the lines that moved. */
const most = 2_000;

/**
 * What is other between two texts, line by line: `- ` what was, `+ ` what is, two blanks before a line of both.
 * Lines of both are told next to a change only; `…` stands for the others.
 */
export function lineDiff(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const common = old.length > most || now.length > most ? [] : commonLines(old, now);
  const told: string[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...common, [old.length, now.length] as const]) {
    while (i < a) told.push(`- ${old[i++] ?? ''}`);
    while (j < b) told.push(`+ ${now[j++] ?? ''}`);
    if (a < old.length) told.push(`  ${old[a] ?? ''}`);
    i = a + 1;
    j = b + 1;
  }
  return nearChanges(told);
}

/** The longest common subsequence, as pairs of positions. */
function commonLines(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i * width + j] = old[i] === now[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++] as const);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function nearChanges(told: readonly string[]): string[] {
  const isChange = (line: string | undefined): boolean => line !== undefined && !line.startsWith('  ');
  const kept = told.map((line, at) => isChange(line) || isChange(told[at - 1]) || isChange(told[at + 1]));
  return told.flatMap((line, at) => (kept[at] === true ? [line.trimEnd()] : at > 0 && kept[at - 1] === true ? ['  …'] : []));
}
