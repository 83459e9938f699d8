/** What the address shows: a note and a place in it. */
export interface Route {
  /** Path of the note, with or without `.md`; `''` for the vault's first note. */
  readonly path: string;
  readonly heading: string | null;
}

/** Reads `#/folder/Note#Heading`. */
export function readRoute(hash: string): Route {
  const [, path = '', heading] = /^#\/?([^#]*)(?:#(.*))?$/.exec(hash) ?? [];
  return { path: decoded(path), heading: heading === undefined || heading === '' ? null : decoded(heading) };
}

/** The address of a note, or of a heading in it. */
export function routeTo(path: string, heading: string | null = null): string {
  const segments = path.replace(/\.md$/i, '').split('/').map(encodeURIComponent);
  return `#/${segments.join('/')}${heading === null ? '' : `#${encodeURIComponent(heading)}`}`;
}

/** A path as a relative address below a folder of the server. */
export function fileAddress(folder: 'notes' | 'files', path: string): string {
  return `${folder}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Somebody typed it: what it says is what is meant.
    return text;
  }
}
