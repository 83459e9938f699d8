import './hide-node';
import type { FromKernel, ToKernel } from '../messages';
import { BrowserStopSignal } from './browser-stop-signal';
import { Kernel } from './kernel';
import { languagesByScript } from './languages-script';
import { Intrinsics } from './intrinsics';
import { loadByBlob, takeAway } from './worker-globals';

/** What the sandbox's frame says to the worker it made. */
export type FromSandbox =
  | { readonly type: 'start'; readonly port: MessagePort; readonly flag: string }
  /** A fresh stop flag: the one before it was raised. */
  | { readonly type: 'flag'; readonly flag: string };

const worker = globalThis as unknown as { onmessage: ((event: MessageEvent<FromSandbox>) => void) | null; importScripts(url: string): void };
// Taken before any cell runs, so that none can put something else in their place.
const importScripts = worker.importScripts.bind(worker);
const timers = {
  set: setTimeout.bind(globalThis) as (task: () => void, ms: number) => unknown,
  clear: clearTimeout.bind(globalThis) as (timer: unknown) => void,
};
let signal: BrowserStopSignal | null = null;
// As many frames as a chain of calls through several cells may take.
Error.stackTraceLimit = 40;

worker.onmessage = ({ data }) => {
  if (data.type === 'flag') {
    signal?.renew(data.flag);
    return;
  }
  signal = new BrowserStopSignal(data.flag, importScripts);
  const { port } = data;
  const post = port.postMessage.bind(port) as (message: FromKernel) => void;
  const kernel = new Kernel({
    send: post,
    receive: (listener: (message: ToKernel) => void) => {
      port.onmessage = (event: MessageEvent<ToKernel>) => { listener(event.data); };
    },
  }, signal, { load: loadByBlob(importScripts), timers }, languagesByScript, new Intrinsics(globalThis));
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    kernel.rejected(event.reason);
  });
  takeAway();
};
