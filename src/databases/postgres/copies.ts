import type { DataFiles } from './data-files';
import type { Server } from './server';
import type { SessionPool } from './sessions/session-pool';
import { Sessions, type PoolImage } from './sessions/sessions';

/** A server that runs, and the sessions that it can have. */
export interface Running {
  readonly server: Server;
  readonly pool: SessionPool;
}

/** A copy that is lent to somebody. */
export interface Lent extends Running {
  /** To be called once, when nobody uses it any more. */
  readonly giveBack: () => void;
}

/** A copy that can be made what it was when it was new. */
interface Kept {
  readonly server: Server;
  readonly pool: Sessions;
  readonly image: PoolImage;
  /** {@link Server.statements} of the original when it was copied. */
  readonly statements: number;
}

/** A copy has at most so many sessions ready; each takes its memory. */
const mostReady = 6;

/** Who needed so many sessions will need them again: they belong to the copy from now on. */
function withSessions(copy: Kept, used: number): Kept {
  const wanted = Math.min(used, mostReady);
  if (copy.pool.size >= wanted) return copy;
  copy.pool.prepare(wanted);
  return { ...copy, image: copy.pool.remember() };
}

/**
 * Copies of the committed state of a server. To start one takes a tenth of a second, so one that was given back is kept:
 * as long as nothing happened to the original, it is made what it was when it was new, in milliseconds.
 */
export class Copies {
  readonly #original: Server;
  readonly #start: (files: DataFiles) => Promise<Running>;
  /** One is enough for who asks again and again; each takes its memory. */
  #kept: Kept | null = null;
  #closed = false;

  /** @param start starts a server from files */
  constructor(original: Server, start: (files: DataFiles) => Promise<Running>) {
    this.#original = original;
    this.#start = start;
  }

  async lend(): Promise<Lent> {
    const kept = this.#takeKept();
    if (kept) return this.#lent(kept);
    this.#original.ask('checkpoint');
    const { statements } = this.#original;
    const { server, pool } = await this.#start(this.#original.copyFiles());
    if (!(pool instanceof Sessions)) return { server, pool, giveBack: () => { server.stop(); } };
    return this.#lent({ server, pool, image: pool.remember(), statements });
  }

  /** Lets go of what is kept. */
  close(): void {
    this.#closed = true;
    this.#kept?.server.stop();
    this.#kept = null;
  }

  #takeKept(): Kept | null {
    const kept = this.#kept;
    this.#kept = null;
    const used = kept?.pool.size ?? 0;
    if (kept?.statements === this.#original.statements && kept.pool.recall(kept.image)) return withSessions(kept, used);
    kept?.server.stop();
    return null;
  }

  #lent(copy: Kept): Lent {
    const giveBack = (): void => {
      if (this.#closed || this.#kept || copy.statements !== this.#original.statements) copy.server.stop();
      else this.#kept = copy;
    };
    return { server: copy.server, pool: copy.pool, giveBack };
  }
}
