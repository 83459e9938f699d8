import { cp, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NoteIndexer } from './note-index';
import { exportedShell } from './page-shell';
import { VaultFolder } from './vault-folder';

/** The folder for a site holds something that no export wrote. */
export class NotOursError extends Error {
  override readonly name = 'NotOursError';
}

/** Names the files that an export wrote, so that the next one can take them away. */
const manifest = 'savepoint-site.json';

/** What a site consists of, beside the vault's own files. */
export interface BuiltReader {
  /** The folder of the built reader: `reader.js`, `reader.css`, `parts/`. */
  readonly built: string;
  /** The plugin's stylesheet. */
  readonly styles: string;
}

/**
 * Writes a vault as a site of plain files whose cells run in the reader's browser: any file server will do, nothing is
 * fetched from elsewhere, and every address is relative, so that the site may lie in any folder.
 * @returns how many notes it has
 * @throws NotOursError where the folder holds other files, or lies in the vault
 */
export async function exportSite(vaultPath: string, target: string, reader: BuiltReader): Promise<number> {
  const vault = await VaultFolder.open(vaultPath);
  await mkdir(target, { recursive: true });
  const below = path.relative(await realpath(vaultPath), await realpath(target));
  if (!below.startsWith('..') && !path.isAbsolute(below)) throw new NotOursError(`${target} lies in the vault: the site would hold itself`);
  await clear(target);

  const written: string[] = [];
  const put = async (name: string, write: (file: string) => Promise<void>): Promise<void> => {
    const file = path.join(target, ...name.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await write(file);
    written.push(name);
  };
  const copy = (name: string, from: string): Promise<void> => put(name, (file) => cp(from, file));
  const text = (name: string, content: string): Promise<void> => put(name, (file) => writeFile(file, content));

  const listing = await vault.list();
  for (const [folder, files] of [['notes', listing.notes.map((note) => note.path)], ['files', listing.attachments]] as const) {
    for (const file of files) {
      const found = await vault.find(file.split('/'));
      if (found !== null) await copy(`${folder}/${file}`, found);
    }
  }
  for (const part of await readdir(path.join(reader.built, 'parts'))) await copy(`parts/${part}`, path.join(reader.built, 'parts', part));
  for (const name of ['reader.js', 'reader.css']) await copy(name, path.join(reader.built, name));
  await copy('styles.css', reader.styles);
  await text('vault.json', JSON.stringify(listing));
  await text('index.json', JSON.stringify(await new NoteIndexer(vault).index()));
  await text('index.html', exportedShell);
  // Hosts of sites for Git would leave out what begins with an underscore.
  await text('.nojekyll', '');
  await writeFile(path.join(target, manifest), JSON.stringify(written));
  return listing.notes.length;
}

/** Takes away what the last export wrote. */
async function clear(target: string): Promise<void> {
  const present = await readdir(target);
  if (present.length === 0) return;
  if (!present.includes(manifest)) throw new NotOursError(`${target} is not empty, and nothing in it says that an export wrote it; name an empty folder`);
  const written = JSON.parse(await readFile(path.join(target, manifest), 'utf8')) as unknown;
  for (const name of Array.isArray(written) ? written : []) {
    const file = path.resolve(target, String(name));
    if (file.startsWith(path.resolve(target) + path.sep)) await rm(file, { force: true });
  }
}
