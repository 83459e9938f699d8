import type { Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { readAliases } from '../../notebook/frontmatter';

/** What a page learns of its vault: every path relative to it, with forward slashes, sorted. */
export interface VaultListing {
  readonly name: string;
  /** Aliases are the other names that a note's properties give it; absent where there are none. */
  readonly notes: readonly { readonly path: string; readonly title: string; readonly aliases?: readonly string[] }[];
  readonly attachments: readonly string[];
}

/** Bytes at the beginning of a note in which its properties are looked for. */
const longestProperties = 8192;

/** A vault on disk, and the wall around it: hidden files, and what symbolic links reach outside, are not in it. */
export class VaultFolder {
  private constructor(private readonly root: string) {}

  /** @throws when there is no such folder. */
  static async open(folder: string): Promise<VaultFolder> {
    return new VaultFolder(await realpath(folder));
  }

  /** Reads the folder anew. */
  async list(): Promise<VaultListing> {
    const files = (await this.#filesIn('', new Set())).sort((a, b) => (a < b ? -1 : 1));
    return {
      name: path.basename(this.root),
      notes: await Promise.all(files.filter(isNote).map(async (file) => {
        const aliases = await this.#aliasesOf(file);
        return { path: file, title: path.posix.basename(file).slice(0, -'.md'.length), ...(aliases.length > 0 && { aliases }) };
      })),
      attachments: files.filter((file) => !isNote(file)),
    };
  }

  /** The file at a path of the vault; null where there is none that may be shown. */
  async find(segments: readonly string[]): Promise<string | null> {
    if (segments.length === 0 || !segments.every(isPlain)) return null;
    const real = await this.#within(path.join(this.root, ...segments));
    return real !== null && (await statOf(real))?.isFile() === true ? real : null;
  }

  /** Where a path really leads; null where that is nowhere, outside, or hidden. */
  async #within(file: string): Promise<string | null> {
    const real = await realpath(file).catch(() => null);
    if (real === null) return null;
    const below = path.relative(this.root, real);
    return below !== '' && !path.isAbsolute(below) && below.split(path.sep).every(isPlain) ? real : null;
  }

  async #target(link: string): Promise<Stats | null> {
    const real = await this.#within(link);
    return real === null ? null : statOf(real);
  }

  /** A note that cannot be read has no other names. */
  async #aliasesOf(file: string): Promise<string[]> {
    const opened = await open(path.join(this.root, ...file.split('/'))).catch(() => null);
    if (!opened) return [];
    try {
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(longestProperties), 0, longestProperties, 0);
      return readAliases(buffer.toString('utf8', 0, bytesRead));
    } catch {
      return [];
    } finally {
      await opened.close();
    }
  }

  async #filesIn(folder: string, entered: Set<string>): Promise<string[]> {
    const here = path.join(this.root, folder);
    // Links may lead in circles: a folder is entered once.
    const real = await realpath(here);
    if (entered.has(real)) return [];
    entered.add(real);
    // A folder that may not be read hides its files, not the rest of the vault.
    const entries = await readdir(here, { withFileTypes: true }).catch(() => []);
    const files: string[] = [];
    for (const entry of entries) {
      if (!isPlain(entry.name)) continue;
      const below = path.posix.join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? await this.#target(path.join(here, entry.name)) : entry;
      if (kind?.isDirectory()) files.push(...(await this.#filesIn(below, entered)));
      else if (kind?.isFile()) files.push(below);
    }
    return files;
  }
}

function statOf(file: string): Promise<Stats | null> {
  return stat(file).catch(() => null);
}

/** True for a note's path. */
export function isNote(file: string): boolean {
  return file.toLowerCase().endsWith('.md');
}

/** A name that stands for itself, in a place that vaults show: no way up, no hidden file, no path in disguise. */
function isPlain(name: string): boolean {
  return name !== '' && !name.startsWith('.') && name !== 'node_modules' && !/[/\\\0]/.test(name);
}
