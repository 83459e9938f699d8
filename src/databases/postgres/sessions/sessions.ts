import type { BlockedWait } from '../../flow';
import type { Server, ServerImage } from '../server';
import type { Backend } from './backend';
import { Enrolment } from './enrolment';
import { Housekeeping } from './housekeeping';
import { mapMemory, sharedPieces, type MemoryMap } from './memory-map';
import { oneSessionOnly } from './only-session';
import type { SessionPool } from './session-pool';
import { Suspension } from './suspension';
import { whatBlocks } from './what-blocks';

/** Libraries that every session is to have. One that is loaded later, by one session, is not known to the others. */
const commonLibraries = ['plpgsql', 'dict_snowball', 'pageinspect'];

/** Whether sessions were seen to wait for each other as they should; what a database and its copies know together. */
export interface Trust {
  given: boolean;
  /** @throws Error when they cannot be trusted */
  readonly check: (server: Server, sessions: Sessions) => void;
}

/** A server as it was at a moment, and which of its sessions could be given away then. */
export interface PoolImage {
  readonly server: ServerImage;
  readonly spare: readonly Backend[];
}

/** The sessions of a server that can have several. */
export class Sessions implements SessionPool {
  readonly #server: Server;
  readonly #trust: Trust;
  readonly #map: MemoryMap;
  readonly #housekeeping: Housekeeping;
  #reason: string | null = null;
  /** Idle sessions that nobody uses, as good as new. */
  readonly #spare: Backend[] = [];
  /** Numbers of connections by session. */
  readonly #numbers = new Map<Backend, number>();
  #waking = false;

  /**
   * Makes a server fit for several sessions.
   * @throws Error when it is not what we take it for
   */
  constructor(server: Server, trust: Trust) {
    this.#server = server;
    this.#trust = trust;
    if (!server.guard.equipped) throw new Error('this PostgreSQL was not built for several sessions');
    for (const library of commonLibraries) server.ask(`load '${library}'`);
    const { process } = server;
    const pieces = server.ask(sharedPieces).map(([name, offset, size]) => ({ name: String(name), offset: Number(offset), size: Number(size) }));
    const map = (this.#map = mapMemory(process, pieces));
    server.stage.equip({ process, map, enrolment: new Enrolment(process, map) });
    const suspension = new Suspension(process, server.sideModules);
    server.guard.learn(suspension.failures());
    server.suspendWith(suspension);
    this.#housekeeping = new Housekeeping(server);
    server.alone = () => this.size - this.#spare.length <= 1;
  }

  get mode(): 'many' | 'one' {
    return this.#reason === null ? 'many' : 'one';
  }

  get reason(): string | null {
    return this.#reason;
  }

  open(number: number): Backend {
    // Who has one session needs no proof, and starts without waiting for it.
    if (this.#numbers.size > 0) this.#mustBeTrusted();
    const backend = this.take();
    this.#numbers.set(backend, number);
    return backend;
  }

  /** A session that belongs to no connection. */
  take(): Backend {
    return this.#spare.shift() ?? this.#fork();
  }

  giveBack(backend: Backend): void {
    this.#numbers.delete(backend);
    this.#spare.push(backend);
  }

  replace(broken: Backend): Backend {
    const number = this.#numbers.get(broken) ?? 0;
    this.#numbers.delete(broken);
    this.#server.stage.dismiss(broken);
    return this.open(number);
  }

  whatBlocks(backend: Backend): BlockedWait {
    const { stage } = this.#server;
    return whatBlocks(this.#server, backend, (pid) => {
      const blocker = stage.byPid(pid);
      return blocker ? this.#numbers.get(blocker) : undefined;
    });
  }

  wake(): number[] {
    const ended: number[] = [];
    this.#waking = true;
    try {
      for (;;) {
        void this.#absorb();
        for (const backend of this.#blocked()) this.#timer(backend);
        const next = this.#blocked().find((backend) => this.#ready(backend));
        if (!next) return ended;
        // A broken session is replaced when its statement ends, and has no number then.
        const number = this.#numbers.get(next);
        this.#server.resume(next);
        if (next.state === 'idle' && number !== undefined) ended.push(number);
      }
    } finally {
      this.#waking = false;
      this.settle();
    }
  }

  proceed(backend: Backend): void {
    if (!this.#waking && this.#server.running) {
      do {
        this.#timer(backend);
        if (this.#ready(backend)) this.#server.resume(backend);
      } while (this.#absorb() && backend.state === 'blocked');
    }
    this.settle();
  }

  get nextTimer(): number {
    return Math.min(Infinity, ...this.#blocked().map((backend) => backend.dueAt));
  }

  settle(): void {
    if (this.#waking || !this.#server.running) return;
    for (const backend of this.#blocked()) {
      if (this.#ready(backend)) for (const watcher of [...backend.watchers]) watcher();
    }
    this.#housekeeping.tidy();
  }

  /** Takes note of the server as it is: all its sessions must be idle, and belong to nobody. */
  remember(): PoolImage {
    return { server: this.#server.remember(this.#map), spare: [...this.#spare] };
  }

  /** How many sessions there are, given away or not. */
  get size(): number {
    return this.#server.stage.backends.length - 1;
  }

  /** Makes sessions until there are so many, so that they need not be made when they are asked for. */
  prepare(size: number): void {
    while (this.size < size) this.#spare.push(this.#fork());
  }

  /** Makes the server what it was. False where that cannot be: then it is of no use any more. */
  recall({ server, spare }: PoolImage): boolean {
    this.#numbers.clear();
    this.#spare.splice(0, Infinity, ...spare);
    return this.#server.recall(server);
  }

  #mustBeTrusted(): void {
    if (this.#reason === null && !this.#trust.given) {
      try {
        this.#trust.check(this.#server, this);
        this.#trust.given = true;
      } catch (error) {
        this.#reason = error instanceof Error ? error.message : String(error);
      }
    }
    if (this.#reason !== null) throw oneSessionOnly(this.#reason);
  }

  #fork(): Backend {
    // Any statement makes the template forget what others have changed meanwhile.
    this.#server.ask('select');
    return this.#server.stage.fork();
  }

  /** Suspended sessions; who began to wait first comes first. */
  #blocked(): Backend[] {
    return this.#server.stage.backends
      .filter(({ state }) => state === 'blocked')
      .sort((a, b) => (a.wait?.order ?? 0) - (b.wait?.order ?? 0));
  }

  #ready({ state, signals, wait }: Backend): boolean {
    if (state !== 'blocked') return false;
    if (signals.size > 0) return true;
    const latch = wait?.latch ?? 0;
    return (latch !== 0 && this.#server.process.word(latch) !== 0) || performance.now() >= (wait?.deadline ?? Infinity);
  }

  #timer(backend: Backend): void {
    if (backend.state !== 'blocked' || performance.now() < backend.alarm) return;
    this.#server.stage.show(backend);
    this.#server.signals.fireTimer();
  }

  /** Idle sessions answer signals: some wait until everybody has. Tells whether there were any. */
  #absorb(): boolean {
    let any = false;
    const { stage, signals, process } = this.#server;
    for (const backend of stage.backends) {
      if (backend.state !== 'idle' || backend.signals.size === 0) continue;
      stage.show(backend);
      signals.deliver();
      process.functions.ProcessInterrupts();
      any = true;
    }
    return any;
  }
}
