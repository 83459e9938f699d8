import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PartName, Parts } from '../src/databases/parts';

/** The parts as they were built. */
export function builtParts(root: string): Parts {
  const unpacked = new Map<PartName, Uint8Array>();
  const compiled = new Map<PartName, Promise<WebAssembly.Module>>();
  const bytes = (name: PartName): Uint8Array => {
    const known = unpacked.get(name) ?? gunzipSync(readFileSync(path.join(root, 'dist', 'parts', `${name}.gz`)));
    unpacked.set(name, known);
    return known;
  };
  return {
    bytes: (name) => Promise.resolve(bytes(name)),
    module: (name) => {
      const known = compiled.get(name) ?? WebAssembly.compile(bytes(name) as BufferSource);
      compiled.set(name, known);
      return known;
    },
  };
}
