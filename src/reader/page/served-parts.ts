import type { PartName } from '../../databases/parts';
import type { PartSource } from '../../kernel/host/kernel-process';
import type { PackedPart } from '../../kernel/messages';
import { unpack } from '../../kernel/worker/unpack';
import { served } from './served';

/** The kernel and the engines' parts, fetched at first use from where the page came from. */
export class ServedParts implements PartSource {
  #kernel: Promise<string> | null = null;

  kernelSource(): Promise<string> {
    this.#kernel ??= fetchPart('kernel.js').then(async (part) => new TextDecoder().decode(await unpack(part)));
    // What failed once may work when the server is back.
    this.#kernel.catch(() => { this.#kernel = null; });
    return this.#kernel;
  }

  part(name: PartName): Promise<PackedPart> {
    return fetchPart(name);
  }
}

async function fetchPart(name: string): Promise<PackedPart> {
  const response = await served(`parts/${name}.gz`);
  const data = new Uint8Array(await response.arrayBuffer());
  // Some file servers say of such files that they are compressed on the way, and browsers then unpack them.
  return { data, gzip: data[0] === 0x1f && data[1] === 0x8b };
}
