import { EngineCrashError } from '../errors';
import type { Parts } from '../parts';
import { readAnswer } from './answer';
import { boot, dataDirectory } from './boot';
import { restoreCluster } from './cluster';
import { copyDataFiles, putDataFiles, type DataFiles } from './data-files';
import { connectPipes } from './pipe';
import { FrontendMessages } from './protocol/frontend';
import { Backend } from './sessions/backend';
import { Latches } from './sessions/latches';
import { Libraries } from './sessions/libraries';
import type { Process } from './sessions/process';
import { Signals } from './sessions/signals';
import { Stage } from './sessions/stage';
import { StackGuard } from './sessions/stack-guard';
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
  /** The data to start from; those of a new cluster where none are given. */
  readonly files?: DataFiles | undefined;
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
  /** Libraries that were loaded, in their order. */
  readonly sideModules: WebAssembly.Instance[] = [];
  readonly #overflow = new StackOverflow();
  readonly #libraries = new Libraries(this.stage);
  #log: string[] = [];
  #startLog: string[] = [];
  #process: Process | null = null;
  #suspension: Suspension | null = null;
  /** Why the server cannot be used. */
  #end: EngineCrashError | null = null;
  /** What the stack and the innermost handler are when nothing runs. */
  #idleStack = 0;
  #idleHandler = 0;

  private constructor(interrupted: () => boolean, wasm: WebAssembly.Module) {
    this.signals = new Signals(this.stage, interrupted);
    this.latches = new Latches(this.stage, this.signals);
    this.guard = new StackGuard(wasm);
  }

  /**
   * Boots a server.
   * @throws EngineCrashError when it does not come up
   */
  static async start({ parts, interrupted, files }: ServerOptions): Promise<Server> {
    const server = new Server(interrupted, await parts.module('postgres.wasm'));
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
          connectPipes(process.module, () => stage.current.pipe);
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
   * @param interruptible whether it may be ended from outside
   * @throws EngineCrashError when the server did not survive it
   */
  begin(backend: Backend, batch: Uint8Array, interruptible: boolean, ended: () => void): void {
    this.#mustRun();
    this.stage.show(backend);
    this.signals.deliver();
    backend.pipe.open(batch);
    backend.state = 'running';
    backend.interruptible = interruptible;
    backend.interrupted = backend.waited = this.#overflow.passing = false;
    backend.ended = ended;
    this.#run(backend, false);
  }

  /** Lets a suspended session go on. */
  resume(backend: Backend): void {
    this.#mustRun();
    this.stage.show(backend);
    this.signals.deliver();
    backend.state = 'running';
    this.#overflow.passing = true;
    this.#suspension?.rewind();
    this.#run(backend, true);
  }

  /** Asks something on the server's own behalf: of the template, which nobody is told of. */
  ask(sql: string, parameters: readonly Value[] = []): Value[][] {
    const batch = new FrontendMessages().parse(sql).describeStatement().bind(parameters).execute(0).sync();
    const { template } = this.stage;
    this.begin(template, batch.bytes(), false, () => {});
    const answer = readAnswer(template.pipe.output);
    if (answer.error) throw new Error(`${answer.error.get('M') ?? 'no answer'} (${sql})`);
    return answer.rows;
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
