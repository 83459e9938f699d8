import './hide-node';
import type { FromKernel, ToKernel } from '../messages';
import { BrowserStopSignal } from './browser-stop-signal';
import { Kernel } from './kernel';

/** What the sandbox's frame says to the worker it made. */
export type FromSandbox =
  | { readonly type: 'start'; readonly port: MessagePort; readonly flag: string }
  /** A fresh stop flag: the one before it was raised. */
  | { readonly type: 'flag'; readonly flag: string };

const worker = globalThis as unknown as { onmessage: ((event: MessageEvent<FromSandbox>) => void) | null; importScripts(url: string): void };
let signal: BrowserStopSignal | null = null;

worker.onmessage = ({ data }) => {
  if (data.type === 'flag') {
    signal?.renew(data.flag);
    return;
  }
  signal = new BrowserStopSignal(data.flag, (url) => { worker.importScripts(url); });
  const { port } = data;
  new Kernel({
    send: (message: FromKernel) => { port.postMessage(message); },
    receive: (listener: (message: ToKernel) => void) => {
      port.onmessage = (event: MessageEvent<ToKernel>) => { listener(event.data); };
    },
  }, signal);
};
