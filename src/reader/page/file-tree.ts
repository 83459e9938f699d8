import type { NoteEntry } from './vault';

/** A folder of the vault with what is in it, sorted as people count: `Note 2` before `Note 10`. */
export interface Folder {
  readonly name: string;
  /** From the vault's root, `''` for the root itself. */
  readonly path: string;
  readonly folders: readonly Folder[];
  readonly notes: readonly NoteEntry[];
}

/** Arranges notes by their folders. */
export function folderTree(notes: readonly NoteEntry[]): Folder {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const root: Growing = { name: '', path: '', folders: new Map(), notes: [] };
  for (const note of notes) {
    let folder = root;
    for (const name of note.path.split('/').slice(0, -1)) {
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      let next = folder.folders.get(name);
      if (!next) folder.folders.set(name, (next = { name, path, folders: new Map(), notes: [] }));
      folder = next;
    }
    folder.notes.push(note);
  }
  const settle = ({ name, path, folders, notes: held }: Growing): Folder => ({
    name,
    path,
    folders: [...folders.values()].sort((a, b) => collator.compare(a.name, b.name)).map(settle),
    notes: held.sort((a, b) => collator.compare(a.title, b.title)),
  });
  return settle(root);
}

interface Growing {
  readonly name: string;
  readonly path: string;
  readonly folders: Map<string, Growing>;
  readonly notes: NoteEntry[];
}

/** The folders that hold a note, outermost first. */
export function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}
