import { EngineCrashError } from '../errors';
import type { Parts } from '../parts';
import { boot, dataDirectory } from './boot';
import { restoreCluster } from './cluster';
import { copyDataFiles, putDataFiles, type DataFiles } from './data-files';
import { FileTreeImage } from './file-tree-image';
import { connectPipes } from './pipe';
import { FrontendMessages } from './protocol/frontend';
import type { Batch } from './session';
import { Backend } from './sessions/backend';
import { Latches } from './sessions/latches';
import { Libraries } from './sessions/libraries';
import type { MemoryMap } from './sessions/memory-map';
import type { Process } from './sessions/process';
import { SharedImage } from './sessions/shared-image';
import { Signals } from './sessions/signals';
import { Stage, type SessionsImage } from './sessions/stage';
import { RefusedWaits, StackGuard } from './sessions/stack-guard';
import type { Suspension } from './sessions/suspension';
import { isOverflow, leaveSubtransactions, StackOverflow } from './stack-overflow';
import type { Value } from '../result';

/** How the module ends a statement that raised an error, where PostgreSQL would jump back to its main loop. */
const exitLongJump = 100;

/** So many lines of the server's log are kept to explain a crash. */
const keptLogLines = 20;

/** What getpid() says. */
const onlyPid = 42;

/** What a server is started with. */
export interface ServerOptions {
  readonly parts: Parts;
  /** Polled while a statement runs; true ends it. */
  readonly interrupted: () => boolean;
  /** Told of waits that had to be refused. */
  readonly refused?: RefusedWaits;
  /** The data to start from; those of a new cluster where none are given. */
  readonly files?: DataFiles | undefined;
}

/** A server as it was at a moment when nothing ran. */
export interface ServerImage {
  readonly shared: SharedImage;
  readonly sessions: SessionsImage;
  readonly files: FileTreeImage;
  readonly libraries: number;
}

/**
 * A PostgreSQL server in this thread. It runs one statement at a time, of whichever session; a session that has to wait
 * for another one is left where it stands, and goes on later.
 */
export class Server {
  readonly stage = new Stage(new Backend(onlyPid, []));
  readonly signals: Signals;
  readonly latches: Latches;
  readonly guard: StackGuard;
  /** Tells whether at most one session is in use. */
  alone = (): boolean => true;
  /** Libraries that were loaded, in their order. */
  readonly sideModules: WebAssembly.Instance[] = [];
  readonly #overflow = new StackOverflow();
  readonly #libraries = new Libraries(this.stage);
  #log: string[] = [];
  #startLog: string[] = [];
  #process: Process | null = null;
  #suspension: Suspension | null = null;
  #statements = 0;
  /** Why the server cannot be used. */
  #end: EngineCrashError | null = null;
  /** What the stack and the innermost handler are when nothing runs. */
  #idleStack = 0;
  #idleHandler = 0;

  private constructor(interrupted: () => boolean, wasm: WebAssembly.Module, refused: RefusedWaits) {
    this.signals = new Signals(this.stage, interrupted);
    this.latches = new Latches(this.stage, this.signals);
    this.guard = new StackGuard(wasm, refused);
  }

  /**
   * Boots a server.
   * @throws EngineCrashError when it does not come up
   */
  static async start({ parts, interrupted, files, refused = new RefusedWaits() }: ServerOptions): Promise<Server> {
    const server = new Server(interrupted, await parts.module('postgres.wasm'), refused);
    const cluster = files ? null : await parts.bytes('postgres.cluster');
    const { signals, latches, stage } = server;
    try {
      await boot({
        parts,
        fill: (module) => {
          if (files) putDataFiles(module, dataDirectory, files);
          else if (cluster) restoreCluster(module, dataDirectory, cluster);
        },
        calls: { check: signals.check, setTimer: signals.setTimer, kill: signals.kill, mayLoad: server.#libraries.mayLoad, waitLatch: latches.wait },
        overflow: server.#overflow,
        log: (line) => {
          server.#log.push(line);
          if (server.#log.length > keptLogLines) server.#log.shift();
        },
        loaded: (process) => {
          server.#process = signals.process = server.#libraries.process = process;
          connectPipes(process.module, () => stage.current.pipe, (pipe) => {
            // A statement that returns rows may call us for nothing else.
            signals.check();
            if (pipe.answer.tooLarge) signals.cancel(stage.current);
          });
        },
        sideModule: (instance) => server.sideModules.push(instance),
      });
    } catch (error) {
      throw server.#crashed(error);
    }
    // What is logged from now on may explain a crash; what was before does not.
    server.#startLog = server.#log;
    server.#log = [];
    const process = server.process;
    server.#idleStack = process.module.stackSave();
    server.#idleHandler = process.get('PG_exception_stack');
    return server;
  }

  /** False after a crash and after {@link stop}. */
  get running(): boolean {
    return this.#process !== null;
  }

  /** Why it does not run; null while it does. */
  get end(): EngineCrashError | null {
    return this.#end;
  }

  /** @throws EngineCrashError when it does not run */
  get process(): Process {
    return this.#mustRun();
  }

  /** How many statements of users were begun, or went on after a wait: while it stays the same, so does the data. */
  get statements(): number {
    return this.#statements;
  }

  /** What the server logged when it started. */
  get startLog(): readonly string[] {
    return this.#startLog;
  }

  /** Sessions may now be suspended. */
  suspendWith(suspension: Suspension): void {
    this.#suspension = suspension;
    this.latches.equip({ process: this.process, suspension, guard: this.guard });
  }

  /**
   * Runs a batch of messages that ends with Sync in an idle session, until its end or until it has to wait.
   * @throws EngineCrashError when the server did not survive it
   */
  begin(backend: Backend, { messages, users, budget }: Batch, ended: () => void): void {
    this.#mustRun();
    this.stage.show(backend);
    this.signals.deliver();
    backend.pipe.open(messages.bytes(), budget);
    backend.state = 'running';
    backend.interruptible = users;
    backend.interrupted = backend.waited = this.#overflow.passing = false;
    backend.ended = ended;
    if (users) this.#statements++;
    this.#run(backend, false);
  }

  /** Lets a suspended session go on. */
  resume(backend: Backend): void {
    this.#mustRun();
    this.stage.show(backend);
    this.signals.deliver();
    backend.state = 'running';
    this.#overflow.passing = true;
    this.#statements++;
    this.#suspension?.rewind();
    this.#run(backend, true);
  }

  /** Asks something on the server's own behalf: of the template, which nobody is told of. */
  ask(sql: string, parameters: readonly Value[] = []): Value[][] {
    const messages = new FrontendMessages().parse(sql).describeStatement().bind(parameters).execute(0).sync();
    const { template } = this.stage;
    this.begin(template, { messages, users: false }, () => {});
    const { answer } = template.pipe;
    if (answer.error) throw new Error(`${answer.error.get('M') ?? 'no answer'} (${sql})`);
    return answer.rows;
  }

  /** Takes note of all that it is: memory, sessions and files. Its sessions must be idle. */
  remember(map: MemoryMap): ServerImage {
    const { process, stage, sideModules } = this;
    const sessions = stage.remember();
    return { shared: new SharedImage(process, map), sessions, files: new FileTreeImage(process.module.FS), libraries: sideModules.length };
  }

  /**
   * Makes it what it was, in place. False where that cannot be: it has stopped, or has loaded a library since, whose data
   * would be gone and whose code would still be there.
   */
  recall({ shared, sessions, files, libraries }: ServerImage): boolean {
    if (!this.running || this.sideModules.length !== libraries) return false;
    this.stage.recall(sessions);
    shared.restore(this.process);
    files.restore();
    return true;
  }

  /** The files of its data directory as they are. */
  copyFiles(): DataFiles {
    return copyDataFiles(this.process.module, dataDirectory);
  }

  /** Lets go of the process; there is nothing on a disk that would have to be written. */
  stop(): void {
    this.#end ??= new EngineCrashError('the database is closed');
    this.#letGo();
  }

  #mustRun(): Process {
    if (!this.#process) throw this.#end ?? new EngineCrashError('PostgreSQL is not running');
    return this.#process;
  }

  #run(backend: Backend, rewinding: boolean): void {
    this.process.alone = this.alone();
    try {
      this.#answer(backend, rewinding);
    } catch (error) {
      throw this.#crashed(error);
    }
    if (backend.state === 'blocked') return;
    backend.state = 'idle';
    backend.interruptible = false;
    this.signals.forgetCancel();
    backend.ended?.();
    backend.ended = null;
  }

  #answer(backend: Backend, rewinding: boolean): void {
    const { module } = this.process;
    while (rewinding || backend.pipe.pending || module._pq_buffer_remaining_data() > 0) {
      if (!rewinding) backend.nestLevel = module._GetCurrentTransactionNestLevel();
      rewinding = false;
      try {
        module._PostgresMainLoopOnce();
      } catch (error) {
        module.stackRestore(this.#idleStack);
        this.#jump(backend, error);
      }
      if (this.#suspension?.mode === 'unwinding') {
        this.#suspension.unwound();
        backend.state = 'blocked';
        return;
      }
    }
    module._PostgresSendReadyForQueryIfNecessary();
    module._pgl_pq_flush();
  }

  /** Does what PostgreSQL does where errors that nobody handles end up. */
  #jump(backend: Backend, error: unknown): void {
    const { module } = this.process;
    if (isOverflow(error)) {
      // What was going on in the frames that are gone is not known.
      backend.broken = backend.waited;
      error = this.#overflow.raised(error, this.#idleHandler, 0);
      module.stackRestore(this.#idleStack);
    }
    if (!isExit(error, exitLongJump)) throw error;
    module._PostgresMainLongJmp();
    leaveSubtransactions(module, backend.nestLevel);
  }

  #crashed(error: unknown): EngineCrashError {
    const reason = error instanceof RangeError ? 'it ran out of stack' : messageOf(error);
    const log = this.#log.length > 0 ? `\n${this.#log.join('\n')}` : '';
    this.#end = new EngineCrashError(`PostgreSQL stopped: ${reason}${log}`, { cause: error });
    this.#letGo();
    return this.#end;
  }

  #letGo(): void {
    this.#process = this.signals.process = null;
    for (const { watchers } of this.stage.backends) for (const watcher of watchers) watcher();
  }
}

function isExit(error: unknown, status: number): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === status;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'an unknown exception';
}
