import { DatabaseError } from '../errors';
import type { BlockedWait, Flow, Wait } from '../flow';
import type { Server } from './server';
import type { Batch, Exchanged, Session } from './session';
import type { Backend } from './sessions/backend';
import type { SessionPool } from './sessions/session-pool';

/** While a session waits, the host is asked so often whether it shall stop. In milliseconds. */
const polling = 100;

/** So often a statement that does not want to end is told to. */
const patience = 10;

/** A session of a server that others may share. */
export class ServerSession implements Session {
  readonly #server: Server;
  readonly #sessions: SessionPool;
  #backend: Backend;

  constructor(server: Server, sessions: SessionPool, backend: Backend) {
    this.#server = server;
    this.#sessions = sessions;
    this.#backend = backend;
  }

  get backend(): Backend {
    return this.#backend;
  }

  get state(): 'done' | 'blocked' {
    return this.#backend.state === 'blocked' && this.#server.running ? 'blocked' : 'done';
  }

  get end(): Error | null {
    return this.#server.end;
  }

  get blocked(): BlockedWait | null {
    return this.state === 'blocked' ? this.#sessions.whatBlocks(this.#backend) : null;
  }

  begin(batch: Batch, ended: (exchanged: Exchanged) => void): void {
    if (this.state === 'blocked') {
      throw new DatabaseError('OperationalError', { code: '55006', message: 'a statement of this connection still waits' });
    }
    const backend = this.#backend;
    this.#server.begin(backend, batch, () => {
      if (backend.broken) this.#backend = this.#sessions.replace(backend);
      ended({ answer: backend.pipe.answer, interrupted: backend.interrupted, replaced: backend.broken });
    });
    // It may wait for idle sessions to take note of something, which they do here.
    this.#sessions.proceed(backend);
  }

  *finish(): Flow<void> {
    let reason: BlockedWait | null = null;
    try {
      while (this.state === 'blocked') {
        reason ??= this.blocked;
        yield this.#wait(reason);
        this.#goOn();
      }
    } finally {
      this.cancel();
    }
  }

  /** Looks whether the wait is over, or is to be. */
  #goOn(): void {
    if (this.state !== 'blocked') return;
    if (this.#backend.interruptible && this.#server.signals.stopping) {
      this.#backend.interrupted = true;
      this.#server.signals.cancel(this.#backend);
    }
    this.#sessions.proceed(this.#backend);
  }

  cancel(): void {
    for (let times = 0; this.state === 'blocked'; times++) {
      if (times === patience) throw new Error('PostgreSQL does not end a statement');
      this.#server.signals.cancel(this.#backend);
      this.#sessions.proceed(this.#backend);
    }
  }

  #wait(blocked: BlockedWait | null): Wait {
    const backend = this.#backend;
    const until = new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        backend.watchers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, Math.min(polling, backend.dueAt - performance.now())));
      backend.watchers.add(done);
    });
    if (!blocked) return { reason: 'waits', until };
    const whom = blocked.blockedBy.map((number) => `connection ${number}`).join(', ');
    return { reason: `waits for ${whom || 'others'} (${blocked.waitsOn})`, until, blocked };
  }
}
