import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import type { PartName } from '../databases/parts';
import type { PartSource } from '../kernel/host/kernel-process';
import type { PackedPart } from '../kernel/messages';
import type { SampleNotes } from '../kernel/sample-notes';

/** The folder of the built command line. */
const dist = __dirname;

/** A file of the built command line. */
export const builtFile = (...names: string[]): string => path.join(dist, ...names);

/** A file beside `dist`: what users of Obsidian get. */
export const pluginFile = (name: string): string => path.join(path.dirname(dist), name);

/** The notes of the sample vault. */
export function builtSampleNotes(): SampleNotes {
  return JSON.parse(gunzipSync(readFileSync(builtFile('parts', 'sample-notes.json.gz'))).toString()) as SampleNotes;
}

/** The parts in `dist/parts`, unpacked once for all kernels of this run. */
export class BuiltParts implements PartSource {
  readonly #parts = new Map<PartName, Promise<PackedPart>>();

  kernelSource(): Promise<string> {
    return Promise.resolve(readFileSync(builtFile('confined-kernel.js'), 'utf8'));
  }

  part(name: PartName): Promise<PackedPart> {
    const known = this.#parts.get(name);
    if (known) return known;
    const unpacked = promisify(gunzip)(readFileSync(builtFile('parts', `${name}.gz`))).then((data) => ({ data, gzip: false }));
    this.#parts.set(name, unpacked);
    return unpacked;
  }
}
