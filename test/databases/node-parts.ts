import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PartName, Parts } from '../../src/databases/parts';
import { clusterFile } from './postgres/cluster-file';
import { sessionFiles } from './postgres/session-files';

/** Where each part lies on this machine. */
const PLACES: Partial<Record<PartName, () => string>> = {
  'sqlite.wasm': () => createRequire(__filename).resolve('sql.js/dist/sql-wasm.wasm'),
  'postgres.wasm': () => sessionFiles()['postgres.wasm'],
  'postgres.plpgsql': () => sessionFiles()['postgres.plpgsql'],
  'postgres.pageinspect': () => sessionFiles()['postgres.pageinspect'],
  'postgres.data': () => join(dirname(createRequire(__filename).resolve('@electric-sql/pglite')), 'pglite.data'),
  'postgres.cluster': clusterFile,
};

/** Parts read from node_modules, for tests in Node. */
export function nodeParts(): Parts {
  const bytes = new Map<PartName, Promise<Uint8Array>>();
  const modules = new Map<PartName, Promise<WebAssembly.Module>>();
  const read = async (name: PartName): Promise<Uint8Array> => {
    const place = PLACES[name];
    if (!place) throw new Error(`no place is known for the part ${name}`);
    return readFile(place());
  };
  const remembered = <T>(known: Map<PartName, Promise<T>>, name: PartName, make: () => Promise<T>): Promise<T> => {
    const value = known.get(name) ?? make();
    known.set(name, value);
    return value;
  };
  const parts: Parts = {
    bytes: (name) => remembered(bytes, name, () => read(name)),
    module: (name) => remembered(modules, name, async () => WebAssembly.compile((await parts.bytes(name)) as BufferSource)),
  };
  return parts;
}
