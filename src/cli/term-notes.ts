import { closeSync, openSync, readSync } from 'node:fs';
import { readAliases } from '../notebook/frontmatter';
import { NoteNames } from '../notebook/note-names';
import type { NoteOf } from '../view';
import { findNotes, type NoteFile } from './vault';

/** The notes of vaults, found by name or alias. A vault is read at the first term that asks for a note of it. */
export class TermNotes {
  readonly #vaults = new Map<string, NoteNames>();

  /** Finds notes as seen from one. */
  from(note: Pick<NoteFile, 'vault' | 'path'>): NoteOf {
    return (names) => {
      const found = this.#of(note.vault).find(names, note.path);
      return found && { link: found.link, href: found.path };
    };
  }

  #of(vault: string): NoteNames {
    const known = this.#vaults.get(vault);
    if (known) return known;
    const names = new NoteNames(findNotes([vault]).map((note) => ({ path: note.path, aliases: aliasesOf(note) })));
    this.#vaults.set(vault, names);
    return names;
  }
}

/** Bytes at the beginning of a note in which its properties are looked for. */
const longestProperties = 8192;

/** A note that cannot be read has its name still. */
function aliasesOf({ file }: NoteFile): string[] {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const head = Buffer.alloc(longestProperties);
    return readAliases(head.toString('utf8', 0, readSync(opened, head)));
  } finally {
    closeSync(opened);
  }
}
