// First: it installs the platform that the other modules need while they load.
import { bridge, confined, fire } from './surroundings';
import type { PartName } from '../../databases/parts';
import type { FromKernel, ToKernel } from '../messages';
import { Kernel } from '../worker/kernel';
import { noStopSignal } from '../worker/interruption';
import type { AnnouncedPart } from './bridge';

let listener: ((message: ToKernel) => void) | null = null;

new Kernel({
  send: (message: FromKernel) => { bridge.send(JSON.stringify(message)); },
  receive: (take) => { listener = take; },
}, noStopSignal);

confined.set({
  deliver: (json) => {
    const message = JSON.parse(json) as Exclude<ToKernel, { type: 'part' }> | AnnouncedPart;
    listener?.(message.type === 'part' ? { type: 'part', name: message.name as PartName, data: fetchPart(message.length) } : message);
  },
  fire,
});

function fetchPart(length: number | null): { data: Uint8Array; gzip: false } | null {
  if (length === null) return null;
  const data = new Uint8Array(length);
  bridge.fillPart(data);
  return { data, gzip: false };
}
