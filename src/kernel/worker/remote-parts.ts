import type { PartName, Parts } from '../../databases/parts';
import type { PackedPart } from '../messages';
import { unpack } from './unpack';

/** Parts that the host holds: asked for at first use, unpacked here, kept. */
export class RemoteParts implements Parts {
  readonly #bytes = new Map<PartName, Promise<Uint8Array>>();
  readonly #modules = new Map<PartName, Promise<WebAssembly.Module>>();
  readonly #waiting = new Map<PartName, (part: PackedPart | null) => void>();

  constructor(private readonly ask: (name: PartName) => void) {}

  bytes(name: PartName): Promise<Uint8Array> {
    return remember(this.#bytes, name, async () => {
      const arrival = new Promise<PackedPart | null>((resolve) => this.#waiting.set(name, resolve));
      this.ask(name);
      const part = await arrival;
      if (!part) throw new Error(`the part ${name} of Savepoint is missing; install the plugin again`);
      return unpack(part);
    });
  }

  module(name: PartName & `${string}.wasm`): Promise<WebAssembly.Module> {
    return remember(this.#modules, name, async () => {
      const bytes = await this.bytes(name);
      // The module is kept; its source need not be.
      this.#bytes.delete(name);
      return WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
    });
  }

  /** The host's answer; null where it has no such part. */
  arrived(name: PartName, part: PackedPart | null): void {
    this.#waiting.get(name)?.(part);
    this.#waiting.delete(name);
  }
}

function remember<T>(map: Map<PartName, Promise<T>>, name: PartName, make: () => Promise<T>): Promise<T> {
  const known = map.get(name);
  if (known) return known;
  const made = make();
  map.set(name, made);
  return made;
}
