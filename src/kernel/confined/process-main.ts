import { randomFillSync } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { createContext, Script, type Context } from 'node:vm';
import type { PackedPart, ToKernel } from '../messages';
import type { AnnouncedPart, Bridge, Confined } from './bridge';

/** What the parent process says to this one. */
export type ToProcess =
  | { readonly type: 'start'; readonly program: string }
  | { readonly type: 'message'; readonly message: ToKernel };

/**
 * The program of the process in which a kernel of the command line lives. It was started without rights to
 * files, processes and workers; here it takes the network and Node from itself and runs the kernel in a
 * context that has neither, nor a compiler for strings.
 */
// A kernel lives for one note: what V8's optimising compiler gains is soon less than what it costs. With this it takes on
// only what really runs long, and a note on PostgreSQL needs half the processor's time.
setFlagsFromString('--wasm-tiering-budget=400000000');

const send = process.send?.bind(process);
if (!send) throw new Error('this program is started by savepoint');

for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'BroadcastChannel', 'navigator', 'Request', 'Response', 'Headers', 'FormData']) {
  Reflect.deleteProperty(globalThis, name);
}

// Intrinsics of this realm, held before any confined code could stand in their way.
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the array as `this`
const setBytes = Uint8Array.prototype.set;
const encoder = new TextEncoder();
const utf8 = (fatal: boolean, ignoreBOM: boolean): TextDecoder => new TextDecoder('utf-8', { fatal, ignoreBOM });
const decoders = { strict: utf8(true, false), lax: utf8(false, false), strictBom: utf8(true, true), laxBom: utf8(false, true) };

let confined: Confined | null = null;
let announced: Uint8Array | null = null;
let context: Context | null = null;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

const bridge: Bridge = {
  send: (json) => { send(JSON.parse(json)); },
  fillPart: (target) => {
    if (announced && target.byteLength === announced.byteLength) setBytes.call(target, announced);
    announced = null;
  },
  runScript: (source) => {
    if (!context) return 'there is no context';
    let script: Script;
    try {
      script = new Script(source);
    } catch (error) {
      return error instanceof Error ? error.message : 'the script cannot be compiled';
    }
    return script.runInContext(context) as unknown;
  },
  now: () => performance.now(),
  timeOrigin: () => performance.timeOrigin,
  setTimer: (id, ms) => {
    timers.set(id, setTimeout(() => {
      timers.delete(id);
      confined?.fire(id);
    }, ms));
  },
  clearTimer: (id) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  },
  fillRandom: (target) => { randomFillSync(target); },
  utf8Length: (text) => Buffer.byteLength(text, 'utf8'),
  encodeUtf8: (text, target) => {
    const { read, written } = encoder.encodeInto(text, target);
    return read * 2 ** 32 + written;
  },
  decodeUtf8: (bytes, fatal, ignoreBom) => {
    try {
      return (fatal ? (ignoreBom ? decoders.strictBom : decoders.strict) : ignoreBom ? decoders.laxBom : decoders.lax).decode(bytes);
    } catch {
      // The error is of this realm and must not go inside.
      return null;
    }
  },
};

process.on('message', (message: ToProcess) => {
  if (message.type === 'start') confined = startConfined(message.program);
  else deliver(message.message);
});
process.on('disconnect', () => process.exit(0));
// The reason is of the context's realm, and goes back there unread.
process.on('unhandledRejection', (reason) => { confined?.rejected(reason); });

function startConfined(program: string): Confined {
  context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: true } });
  const start = new Script(program, { filename: 'savepoint-kernel.js' }).runInContext(context) as (bridge: Bridge, out: { set(confined: Confined): void }) => void;
  const out: { confined?: Confined } = {};
  start(bridge, { set: (value) => { out.confined = value; } });
  if (!out.confined) throw new Error('the kernel did not start');
  return out.confined;
}

function deliver(message: ToKernel): void {
  if (message.type !== 'part') {
    confined?.deliver(JSON.stringify(message));
    return;
  }
  announced = bytesOf(message.data);
  const announcement: AnnouncedPart = { type: 'part', name: message.name, length: announced?.byteLength ?? null };
  confined?.deliver(JSON.stringify(announcement));
}

function bytesOf(part: PackedPart | null): Uint8Array | null {
  return part && typeof part.data !== 'string' ? part.data : null;
}
