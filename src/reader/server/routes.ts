import path from 'node:path';
import { contentType } from './content-types';
import type { NoteIndexer } from './note-index';
import { filePolicy, pagePolicy, pageShell } from './page-shell';
import { isNote, type VaultFolder } from './vault-folder';

/** What the server answers: a text, or a file on disk. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: { readonly text: string } | { readonly file: string };
  readonly policy?: string;
}

/** What the routes serve. */
export interface Served {
  readonly vault: VaultFolder;
  readonly indexer: NoteIndexer;
  /** The folder of the built reader: `reader.js`, `reader.css`, `parts/`. */
  readonly built: string;
  /** The plugin's stylesheet. */
  readonly styles: string;
}

/** Finds the answer to a request for a path, given without its query. */
export async function route(served: Served, pathname: string): Promise<Reply> {
  const segments = decode(pathname);
  if (segments === null) return plain(400, 'This address is not readable.');
  const [head = '', ...rest] = segments;
  if (rest.length === 0) return fixed(served, head);
  switch (head) {
    case 'notes': {
      const file = isNote(pathname) ? await served.vault.find(rest) : null;
      return file === null ? notFound : { status: 200, type: 'text/markdown; charset=utf-8', body: { file } };
    }
    case 'files': {
      const file = await served.vault.find(rest);
      // A sandbox would keep the browser's own viewer from showing a PDF, which runs no script of this origin.
      return file === null ? notFound : { status: 200, type: contentType(file), body: { file }, policy: file.endsWith('.pdf') ? undefined : filePolicy };
    }
    case 'parts': {
      const [name = ''] = rest;
      return rest.length === 1 && /^[a-z]+\.[a-z]+\.gz$/.test(name)
        ? { status: 200, type: 'application/gzip', body: { file: path.join(served.built, 'parts', name) } }
        : notFound;
    }
    default:
      return notFound;
  }
}

async function fixed({ vault, indexer, built, styles }: Served, name: string): Promise<Reply> {
  switch (name) {
    case '':
      return { status: 200, type: 'text/html; charset=utf-8', body: { text: pageShell }, policy: pagePolicy };
    case 'vault.json':
      return { status: 200, type: 'application/json', body: { text: JSON.stringify(await vault.list()) } };
    case 'index.json':
      return { status: 200, type: 'application/json', body: { text: JSON.stringify(await indexer.index()) } };
    case 'reader.js':
      return { status: 200, type: 'text/javascript; charset=utf-8', body: { file: path.join(built, name) } };
    case 'reader.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: { file: path.join(built, name) } };
    case 'styles.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: { file: styles } };
    default:
      return notFound;
  }
}

/** A short text as an answer. */
export function plain(status: number, text: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body: { text: `${text}\n` } };
}

export const notFound = plain(404, 'There is nothing at this address.');

/** The decoded segments of a path; null where it is no valid encoding. */
function decode(pathname: string): string[] | null {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}
