/**
 * Makes the part `postgres.wasm` and those of the libraries that all sessions have: PostgreSQL, its procedural language
 * and its page inspection, fitted for several sessions. Binaryen takes a minute or two for it; what it made is kept in
 * .cache under a hash of all that goes in.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncify, asyncifySideModule, throughTable, wasmOpt } from './asyncify.mjs';
import { patch, waitImport } from './patch.mjs';
import { archivedFile, packagedFile } from './side-module.mjs';
import { suspendableFunctions } from './suspendable-functions.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cache = resolve(here, '../../../.cache');
const dist = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));

/**
 * Files of the parts by their names.
 * @param said called when they have to be made, which takes long
 */
export async function sessionFiles(said = () => {}) {
  const source = readFileSync(join(dist, 'pglite.js'), 'utf8');
  const wasm = readFileSync(join(dist, 'pglite.wasm'));
  const data = readFileSync(join(dist, 'pglite.data'));
  const inspection = readFileSync(join(dist, 'pageinspect.tar.gz'));
  const stem = join(cache, `postgres-${recipeHash([source, wasm, data, inspection])}`);
  const files = Object.fromEntries(['wasm', 'plpgsql', 'pageinspect'].map((ending) => [`postgres.${ending}`, `${stem}.${ending}`]));
  if (Object.values(files).every((file) => existsSync(file))) return files;

  said();
  const { all, moved } = suspendableFunctions(wasm);
  // All at once: the program takes a minute longer than the others.
  const [program, language, inspector] = await Promise.all([
    asyncify(patch(wasm), [waitImport, throughTable], all, moved),
    asyncifySideModule(packagedFile(source, data, '/pglite/lib/postgresql/plpgsql.so'), wasm, all),
    asyncifySideModule(archivedFile(inspection, 'lib/postgresql/pageinspect.so'), wasm, all),
  ]);
  mkdirSync(cache, { recursive: true });
  writeWhole(files['postgres.plpgsql'], language);
  writeWhole(files['postgres.pageinspect'], inspector);
  writeWhole(files['postgres.wasm'], program);
  return files;
}

/** All that the result depends on: PGlite, Binaryen, and the files in this directory, but for declarations of types. */
function recipeHash(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(input);
  hash.update(readFileSync(join(dirname(dirname(wasmOpt)), 'package.json')));
  for (const name of readdirSync(here).sort().filter((one) => !one.endsWith('.d.mts'))) hash.update(readFileSync(join(here, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Another process may be making the same: nobody shall see half a file. */
function writeWhole(file, bytes) {
  writeFileSync(`${file}.${process.pid}`, bytes);
  renameSync(`${file}.${process.pid}`, file);
}
