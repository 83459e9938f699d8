import { DatabaseError } from '../../errors';
import type { BlockedWait } from '../../flow';
import type { Server } from '../server';
import type { Backend } from './backend';
import type { SessionPool } from './session-pool';

/** What a second connection is told where one session is all that can be trusted. */
export function oneSessionOnly(reason: string): DatabaseError {
  return new DatabaseError('NotSupportedError', {
    code: '0A000',
    message: `this PostgreSQL database has one session, and a connection uses it (${reason})`,
    hint: 'Close the open connection first.',
  });
}

/** The pool of a server whose one session is all that can be trusted. */
export class OnlySession implements SessionPool {
  readonly mode = 'one';
  readonly reason: string;
  readonly nextTimer = Infinity;
  readonly #backend: Backend;
  #taken = false;

  constructor(server: Server, reason: string) {
    this.#backend = server.stage.template;
    this.reason = reason;
  }

  open(): Backend {
    if (this.#taken) throw oneSessionOnly(this.reason);
    this.#taken = true;
    return this.#backend;
  }

  giveBack(): void {
    this.#taken = false;
  }

  replace(): Backend {
    return this.#backend;
  }

  whatBlocks(): BlockedWait {
    return { kind: 'lock', blockedBy: [], waitsOn: 'unknown' };
  }

  wake(): number[] {
    return [];
  }

  proceed(): void {
    // It never waits for another one.
  }

  settle(): void {
    // Nor does another one for it.
  }
}
