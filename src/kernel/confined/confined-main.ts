// First: it installs the platform that the other modules need while they load.
import { bridge, confined, fire } from './surroundings';
import type { PartName } from '../../databases/parts';
import type { FromKernel, ToKernel } from '../messages';
import { Intrinsics } from '../worker/intrinsics';
import { Kernel } from '../worker/kernel';
import { languagesByScript } from '../worker/languages-script';
import { noStopSignal } from '../worker/interruption';
import type { AnnouncedPart } from './bridge';

let listener: ((message: ToKernel) => void) | null = null;

// As many frames as a chain of calls through several cells may take.
Error.stackTraceLimit = 40;

// Taken before any cell runs, so that none can put something else in their place.
const { stringify, parse } = JSON;
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;

const kernel = new Kernel({
  send: (message: FromKernel) => { bridge.send(stringify(message)); },
  receive: (take) => { listener = take; },
}, noStopSignal, {
  load: (script) => {
    const loaded = bridge.runScript(script);
    // The outer realm's errors must not come in; only their words do.
    if (typeof loaded === 'string') throw new SyntaxError(loaded);
    return loaded;
  },
  timers: { set: (task, ms) => setTimer(task, ms), clear: (timer) => { clearTimer(timer as number); } },
}, languagesByScript, new Intrinsics(globalThis));

confined.set({
  deliver: (json) => {
    const message = parse(json) as Exclude<ToKernel, { type: 'part' }> | AnnouncedPart;
    listener?.(message.type === 'part' ? { type: 'part', name: message.name as PartName, data: fetchPart(message.length) } : message);
  },
  fire,
  rejected: (reason) => { kernel.rejected(reason); },
});

function fetchPart(length: number | null): { data: Uint8Array; gzip: false } | null {
  if (length === null) return null;
  const data = new Uint8Array(length);
  bridge.fillPart(data);
  return { data, gzip: false };
}
