/** Command tags in one line, repeated ones counted: `CREATE TABLE · INSERT 0 1 × 3`. */
export function tagLine(tags: readonly string[]): string {
  const runs: { tag: string; count: number }[] = [];
  for (const tag of tags) {
    const last = runs.at(-1);
    if (last?.tag === tag) last.count += 1;
    else runs.push({ tag, count: 1 });
  }
  return runs.map(({ tag, count }) => (count > 1 ? `${tag} × ${count}` : tag)).join(' · ');
}
