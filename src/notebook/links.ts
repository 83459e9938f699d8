/** A wiki link's parts: `[[target#heading|alias]]`, `[[target#^block|alias]]`. */
export interface WikiLink {
  /** The note or file that is meant, as it is written; `''` for the note that holds the link. */
  readonly target: string;
  readonly heading: string | null;
  readonly block: string | null;
  readonly alias: string | null;
}

/** Reads what stands between `[[` and `]]`. Of a path of headings, `A#B#C`, the last one is meant. */
export function parseWikiLink(text: string): WikiLink {
  const [link = '', ...aliasParts] = text.split('|');
  // In a table the bar is written `\|`; the backslash is not the target's.
  const [target = '', ...fragments] = (aliasParts.length > 0 ? link.replace(/\\$/, '') : link).split('#');
  const fragment = fragments.at(-1)?.trim() ?? '';
  const alias = aliasParts.join('|').trim();
  return {
    target: target.trim(),
    heading: fragment === '' || fragment.startsWith('^') ? null : fragment,
    block: fragment.startsWith('^') ? fragment.slice(1).trim() : null,
    alias: alias === '' ? null : alias,
  };
}

/** The files of a vault, found by links as Obsidian finds them. Built once, it resolves a link in a few comparisons. */
export class LinkIndex {
  readonly #byName = new Map<string, string[]>();

  /** @param paths of notes and attachments from the vault's root, with forward slashes. */
  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      const name = keyOf(nameOf(path));
      const known = this.#byName.get(name);
      if (known) known.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /**
   * The file that a link means; null where there is none. Headings, blocks and aliases in `target` are ignored, and
   * so is case. In order: the path from the root, or relative where it begins with a dot, with or without `.md`; then
   * any file whose path ends so. Among several, the one in the source's folder, then in its top-level folder, then the
   * one with the shortest path.
   * @param from path of the note that holds the link.
   */
  resolve(target: string, from: string): string | null {
    const link = (/^[^#^|]*/.exec(target)?.[0] ?? '').trim().replaceAll('\\', '/');
    if (link === '') return from;
    const relative = /^\.{1,2}\//.test(link);
    const path = relative ? join(folderOf(from), link) : link.replace(/^\/+/, '');
    if (path === null || path === '') return null;
    for (const wanted of [path, `${path}.md`]) {
      const found = this.#find(wanted, from, relative || link.startsWith('/'));
      if (found !== null) return found;
    }
    return null;
  }

  #find(wanted: string, from: string, fromRoot: boolean): string | null {
    const key = keyOf(wanted);
    const candidates = (this.#byName.get(nameOf(key)) ?? []).filter((path) => keyOf(path) === key || keyOf(path).endsWith(`/${key}`));
    const exact = candidates.filter((path) => keyOf(path) === key);
    // Two files may differ by case alone.
    if (exact.length > 0) return exact.find((path) => path === wanted) ?? exact[0] ?? null;
    return fromRoot ? null : (candidates.sort(byNearness(from))[0] ?? null);
  }
}

/** Resolves one link; who resolves several keeps a {@link LinkIndex}. */
export function resolveLink(target: string, from: string, paths: readonly string[]): string | null {
  return new LinkIndex(paths).resolve(target, from);
}

/** Names are compared without case, and whichever way a file system composes its accents. */
function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A relative path from a folder; null where it leads out of the vault. */
function join(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function byNearness(from: string): (a: string, b: string) => number {
  const folder = folderOf(from);
  const top = from.includes('/') ? from.slice(0, from.indexOf('/') + 1) : '';
  const distance = (path: string): number => (folderOf(path) === folder ? 0 : top !== '' && path.startsWith(top) ? 1 : 2);
  return (a, b) => distance(a) - distance(b) || a.length - b.length || (a < b ? -1 : 1);
}
