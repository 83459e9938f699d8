/** A command tag taken apart. */
export interface Tag {
  /** `SELECT`, `INSERT`, `CREATE TABLE`. */
  readonly command: string;
  /** Rows that the command returned or changed; null where it counts none. */
  readonly count: number | null;
}

/** Reads a command tag. That of INSERT has a zero before the count, where an OID used to be. */
export function readTag(tag: string): Tag {
  const [, command = '', count] = /^(.*?)(?: (\d+))?$/.exec(tag.replace(/^INSERT 0 /, 'INSERT ')) ?? [];
  return { command, count: count === undefined ? null : Number(count) };
}

/** Writes a command tag. */
export function writeTag({ command, count }: Tag): string {
  if (count === null) return command;
  return command === 'INSERT' ? `INSERT 0 ${count}` : `${command} ${count}`;
}

/** The tag of a command that ran once for each of these tags. */
export function sumTags(tags: readonly string[]): Tag {
  return tags.map(readTag).reduce(
    (sum, { command, count }) => ({ command, count: count === null ? sum.count : (sum.count ?? 0) + count }),
    { command: '', count: null },
  );
}
