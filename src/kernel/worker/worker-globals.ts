/**
 * Loads scripts as blobs, without `eval`: the policy of the sandbox allows scripts from blobs made within, and no other.
 * @returns a function that runs a script whose one expression is a value, and gives the value
 */
export function loadByBlob(importScripts: (url: string) => void): (script: string) => unknown {
  const receiver = 'savepointReceivesScript';
  const { defineProperty } = Object;
  const { deleteProperty } = Reflect;
  const createObjectURL = URL.createObjectURL.bind(URL);
  const revokeObjectURL = URL.revokeObjectURL.bind(URL);
  return (script) => {
    let value: unknown;
    defineProperty(globalThis, receiver, { value: (given: unknown) => { value = given; }, configurable: true });
    const url = createObjectURL(new Blob([`${receiver}(${script}\n)`], { type: 'text/javascript' }));
    try {
      importScripts(url);
    } finally {
      revokeObjectURL(url);
      deleteProperty(globalThis, receiver);
    }
    return value;
  };
}

/** What a worker has and a cell must not: ways out (which the sandbox's policy closes as well), the kernel's own strings, and Node. */
const taken = [
  'fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'BroadcastChannel', 'Worker', 'SharedWorker',
  'indexedDB', 'caches', 'navigator', 'importScripts', 'close', 'postMessage', 'onmessage', 'createImageBitmap', 'Notification',
  'process', 'Buffer', 'require', 'module', 'global',
];

/** Takes those names away, wherever on the way up from the global object they stand. */
export function takeAway(): void {
  for (const name of taken) {
    for (let object: object | null = globalThis; object !== null; object = Object.getPrototypeOf(object) as object | null) Reflect.deleteProperty(object, name);
  }
}
