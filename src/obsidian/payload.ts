import type { DataAdapter } from 'obsidian';
import type { PartName } from '../databases/parts';
import type { PartSource } from '../kernel/host/kernel-process';
import type { SampleNotes } from '../kernel/sample-notes';
import { unpack } from '../kernel/worker/unpack';
import type { PackedPart } from '../kernel/messages';

/** Where the build put the payload: a comment at the end of main.js (build/payload.mjs). */
const mark = '/*savepoint-payload ';

/**
 * What main.js carries behind its program: the kernel and the engines, compressed. The file is read again
 * at the first use of each part, so that Obsidian's start pays for none of it.
 */
export class PluginPayload implements PartSource {
  #kernel: Promise<string> | null = null;

  constructor(private readonly adapter: Pick<DataAdapter, 'read'>, private readonly mainFile: string) {}

  kernelSource(): Promise<string> {
    this.#kernel ??= this.#packed('kernel.js').then(async (part) => {
      if (!part) throw new Error('main.js is incomplete; install Savepoint again');
      return new TextDecoder().decode(await unpack(part));
    });
    // What failed once may work after a new installation.
    this.#kernel.catch(() => { this.#kernel = null; });
    return this.#kernel;
  }

  /** The notes of the sample vault, for whoever wants a copy. */
  async sampleNotes(): Promise<SampleNotes> {
    const part = await this.#packed('sample-notes.json');
    if (!part) throw new Error('main.js is incomplete; install Savepoint again');
    return JSON.parse(new TextDecoder().decode(await unpack(part))) as SampleNotes;
  }

  part(name: PartName): Promise<PackedPart | null> {
    return this.#packed(name);
  }

  async #packed(name: string): Promise<PackedPart | null> {
    const text = await this.adapter.read(this.mainFile);
    const at = text.lastIndexOf(`\n${mark}`);
    if (at < 0) return null;
    const lineEnd = text.indexOf('\n', at + 1);
    const index = JSON.parse(text.slice(at + 1 + mark.length, lineEnd)) as Record<string, readonly [offset: number, length: number]>;
    const place = Object.hasOwn(index, name) ? index[name] : undefined;
    return place ? { data: text.slice(lineEnd + 1 + place[0], lineEnd + 1 + place[0] + place[1]), gzip: true } : null;
  }
}
