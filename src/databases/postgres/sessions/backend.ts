import type { FileStream } from '../emscripten';
import { Pipe } from '../pipe';
import { MemoryImage } from './memory-image';

/** What a suspended session waits for. */
export interface LatchWait {
  /** Address of the latch in shared memory that others set to wake it; 0 for none. */
  readonly latch: number;
  /** When the wait itself ends, by performance.now(). */
  readonly deadline: number;
  /** Counts waits; who began to wait first goes on first. */
  readonly order: number;
}

/**
 * One session of a server, which PostgreSQL takes for a process of its own (a "backend"). What PostgreSQL knows of it
 * lies in memory: in place while it is the current one, else in {@link image}.
 */
export class Backend {
  readonly pid: number;
  readonly pipe = new Pipe();
  state: 'idle' | 'running' | 'blocked' = 'idle';
  /** Null as long as it never was put away. */
  image: MemoryImage | null = null;
  /** Where it is put away: its own, while an {@link image} may also be somebody else's memory of it. */
  readonly room = new MemoryImage();
  /** Its file descriptors. */
  streams: (FileStream | undefined)[];
  /** When its timer is due, by performance.now(). */
  alarm = Infinity;
  wait: LatchWait | null = null;
  /** Signals that reached it while it was not the current one. */
  readonly signals = new Set<number>();
  /** The running statement may be ended from outside, and was told to. */
  interruptible = false;
  interrupted = false;
  /** The running statement was suspended at least once. */
  waited = false;
  /** It survived something that PostgreSQL is not made for, and must not be used again. */
  broken = false;
  /** How deeply transactions were nested before the message that is being processed. */
  nestLevel = 0;
  /** Called when the running statement has ended. */
  ended: (() => void) | null = null;
  /** Called when it may be able to go on. */
  readonly watchers = new Set<() => void>();

  constructor(pid: number, streams: (FileStream | undefined)[]) {
    this.pid = pid;
    this.streams = streams;
  }

  /** Forgets what it was doing. */
  reset(): void {
    this.state = 'idle';
    this.wait = this.ended = null;
    this.interruptible = this.interrupted = this.waited = this.broken = false;
    this.nestLevel = 0;
    this.alarm = Infinity;
    this.signals.clear();
    this.watchers.clear();
  }

  /** When a timer will wake it, by performance.now(). */
  get dueAt(): number {
    return Math.min(this.alarm, this.wait?.deadline ?? Infinity);
  }
}
