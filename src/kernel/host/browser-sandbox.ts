import type { FromKernel, ToKernel } from '../messages';
import type { KernelProcess } from './kernel-process';

/**
 * What code in the sandbox may reach: nothing but itself. Scripts come from blobs made inside, wasm may be
 * compiled, and no rule lets a request out.
 */
const policy = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; child-src blob:";

/**
 * The frame's own script: makes the worker, hands it its port, raises its stop flag. It relays nothing:
 * the worker talks to the host by its port alone. A page with a policy of its own admits it by its hash.
 */
export const frameScript = `
let worker, flag;
const raiseable = () => URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
addEventListener('message', ({ data, source }) => {
  if (source !== parent) return;
  if (data.type === 'start') {
    worker = new Worker(URL.createObjectURL(new Blob([data.program], { type: 'text/javascript' })));
    worker.onerror = (event) => { event.preventDefault(); parent.postMessage({ type: 'died', reason: event.message || 'unknown' }, '*'); };
    flag = raiseable();
    worker.postMessage({ type: 'start', port: data.port, flag }, [data.port]);
  } else if (data.type === 'stop' && worker) {
    URL.revokeObjectURL(flag);
    flag = raiseable();
    worker.postMessage({ type: 'flag', flag });
  }
});
parent.postMessage({ type: 'frame' }, '*');
`;

/**
 * Starts a program in a worker inside a hidden, sandboxed frame of opaque origin: no network, no DOM of the
 * host, no storage, no Node. The program is told `{ type: 'start', port, flag }` by its first message.
 *
 * Killing removes the frame: a worker that is only terminated may go on burning for seconds.
 */
export function startSandbox(document: Document, program: string): Promise<KernelProcess> {
  const window = document.defaultView;
  if (!window) return Promise.reject(new Error('the kernel needs a window'));
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.className = 'savepoint-kernel';
  frame.hidden = true;
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${frameScript}</script>`;

  const { port1, port2 } = new MessageChannel();
  let deathListener: ((reason: string) => void) | null = null;

  return new Promise((resolve, reject) => {
    const die = (reason: string): void => {
      end();
      if (deathListener) deathListener(reason);
      else reject(new Error(reason));
    };
    // A worker does not outlive its frame, and says nothing of its end.
    const watch = new MutationObserver(() => {
      if (!frame.isConnected) die('its frame was removed from the page');
    });
    const end = (): void => {
      watch.disconnect();
      window.removeEventListener('message', listen);
      port1.close();
      frame.remove();
    };
    const listen = ({ source, data }: MessageEvent<{ type?: string; reason?: string } | null>): void => {
      if (source !== frame.contentWindow) return;
      if (data?.type === 'frame') {
        frame.contentWindow?.postMessage({ type: 'start', program, port: port2 }, '*', [port2]);
        resolve({
          channel: {
            send: (message: ToKernel) => { port1.postMessage(message); },
            receive: (listener) => { port1.onmessage = (event: MessageEvent<FromKernel>) => { listener(event.data); }; },
          },
          stop: () => { frame.contentWindow?.postMessage({ type: 'stop' }, '*'); },
          kill: end,
          onDeath: (listener) => { deathListener = listener; },
        });
      } else if (data?.type === 'died') {
        die(data.reason ?? 'unknown');
      }
    };
    window.addEventListener('message', listen);
    const place = document.body as HTMLElement | null ?? document.documentElement;
    place.append(frame);
    watch.observe(place, { childList: true });
  });
}
