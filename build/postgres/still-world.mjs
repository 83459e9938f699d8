/**
 * Makes time stand still and chance predictable in this thread, so that whatever runs in it gives the same bytes every
 * time. Import it before anything else. PostgreSQL takes its system identifier, its authentication nonce, the times of
 * checkpoints and the seeds of its random generators from here.
 */
import crypto from 'node:crypto';

/** 2026-01-01T00:00:00Z: looks like a date, and is no one's birthday. */
const now = Date.UTC(2026, 0, 1);

Date.now = () => now;
performance.now = () => 1000;

let state = 0x2545f491;

/** Fills a view with the bytes of a xorshift generator that always starts alike. */
function fill(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < bytes.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state;
  }
  return view;
}

crypto.randomFillSync = fill;
globalThis.crypto.getRandomValues = fill;
