import type { Wait } from './flow';

/** A wait that ends after so many milliseconds, by the kernel's own timer: neither a window nor a signal is everywhere. */
export function timerWait(milliseconds: number): Wait {
  const until = new Promise<void>((resolve) => {
    setTimeout(resolve, Math.ceil(milliseconds));
  });
  return { reason: 'waits for a timer', until };
}
