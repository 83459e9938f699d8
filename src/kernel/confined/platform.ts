import type { Bridge } from './bridge';

/**
 * The few platform objects that engines need and a bare `vm` context lacks, each a wrapper made inside the
 * context over the bridge's primitives.
 */
export function installPlatform(bridge: Bridge): (timer: number) => void {
  const timers = new Map<number, () => void>();
  let nextTimer = 1;

  class ConfinedTextEncoder {
    readonly encoding = 'utf-8';
    encode(text = ''): Uint8Array {
      const bytes = new Uint8Array(bridge.utf8Length(text));
      bridge.encodeUtf8(text, bytes);
      return bytes;
    }
    encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
      const packed = bridge.encodeUtf8(text, target);
      return { read: Math.floor(packed / 2 ** 32), written: packed % 2 ** 32 };
    }
  }

  class ConfinedTextDecoder {
    readonly encoding = 'utf-8';
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    constructor(label = 'utf-8', { fatal = false, ignoreBOM = false }: TextDecoderOptions = {}) {
      if (!/^utf-?8$/i.test(label)) throw new RangeError(`the encoding ${label} is not supported here`);
      this.fatal = fatal;
      this.ignoreBOM = ignoreBOM;
    }
    decode(source: ArrayBuffer | ArrayBufferView = new Uint8Array(0)): string {
      const bytes = ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
      const text = bridge.decodeUtf8(bytes, this.fatal, this.ignoreBOM);
      if (text === null) throw new TypeError('the bytes are not valid UTF-8');
      return text;
    }
  }

  const quiet = (): void => undefined;
  const platform = {
    self: globalThis,
    performance: { now: () => bridge.now(), timeOrigin: bridge.timeOrigin() },
    TextEncoder: ConfinedTextEncoder,
    TextDecoder: ConfinedTextDecoder,
    crypto: {
      getRandomValues: <T extends ArrayBufferView>(target: T): T => {
        bridge.fillRandom(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
        return target;
      },
    },
    console: { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet },
    queueMicrotask: (task: () => void) => void Promise.resolve().then(task),
    setTimeout: (task: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): number => {
      const id = nextTimer++;
      timers.set(id, () => { task(...values); });
      bridge.setTimer(id, ms);
      return id;
    },
    clearTimeout: (id: number): void => {
      if (timers.delete(id)) bridge.clearTimer(id);
    },
  };
  for (const [name, value] of Object.entries(platform)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  return (id) => {
    const task = timers.get(id);
    timers.delete(id);
    task?.();
  };
}
