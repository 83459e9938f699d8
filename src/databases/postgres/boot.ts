import createModule from 'pglite-module';
import { EngineCrashError } from '../errors';
import type { Parts } from '../parts';
import type { PostgresModule } from './emscripten';
import { hookImports, type Calls } from './sessions/imports';
import { Process } from './sessions/process';
import type { StackOverflow } from './stack-overflow';

export const dataDirectory = '/pglite/data';
const program = '/pglite/bin/postgres';

/** Where each library goes that comes as a part. Of plpgsql there is a stock one, which cannot be suspended. */
const libraries = {
  'postgres.plpgsql': '/pglite/lib/postgresql/plpgsql.so',
  'postgres.pageinspect': '/pglite/lib/postgresql/pageinspect.so',
} as const;

/** The environment of the server process. */
const environment = {
  HOME: '/home/postgres',
  USER: 'postgres',
  LOGNAME: 'postgres',
  PGDATA: dataDirectory,
  PGUSER: 'postgres',
  PGDATABASE: 'postgres',
  PGCLIENTENCODING: 'UTF8',
  LANG: 'en_US.UTF-8',
  LC_COLLATE: 'en_US.UTF-8',
  LC_CTYPE: 'en_US.UTF-8',
  TZ: 'UTC',
  PGTZ: 'UTC',
  ICU_DATA: '/pglite/icu',
};

/** One process, no fsync, messages instead of lines of input. All else stands in the cluster's postgresql.conf. */
const startArguments = ['--single', '-F', '-j', '-D', dataDirectory, 'postgres'];

/** How main() ends when the server is up. */
const exitAlive = 99;

/** Pages of 64 KB: the least that the module accepts, and 2 GB. */
const memoryPages = { initial: 2048, maximum: 32768 };

/** How a server is brought up. */
export interface BootOptions {
  readonly parts: Parts;
  /** Fills the data directory, which is empty. */
  readonly fill: (module: PostgresModule) => void;
  /** What the program calls. */
  readonly calls: Calls;
  readonly overflow: StackOverflow;
  /** Takes the lines of the server's log. */
  readonly log: (line: string) => void;
  /** Called when the program is in memory and its main() is about to run. */
  readonly loaded: (process: Process) => void;
  /** Told of each library that the server loads. */
  readonly sideModule: (instance: WebAssembly.Instance) => void;
}

/**
 * Boots a server process.
 * @throws EngineCrashError when it does not come up
 */
export async function boot({ parts, fill, calls, overflow, log, loaded, sideModule }: BootOptions): Promise<void> {
  const [wasm, data, plpgsql, pageinspect] = await Promise.all([
    parts.module('postgres.wasm'),
    parts.bytes('postgres.data'),
    parts.bytes('postgres.plpgsql'),
    parts.bytes('postgres.pageinspect'),
  ]);
  const memory = new WebAssembly.Memory(memoryPages);
  let exports: WebAssembly.Exports = {};
  const module = await createModule({
    thisProgram: program,
    noExitRuntime: true,
    wasmMemory: memory,
    print: log,
    printErr: log,
    stdin: () => null,
    caught: overflow.caught,
    sideModule,
    // The files become views of these bytes, and they can be written to: the part stays as it is.
    getPreloadedPackage: () => data.slice().buffer,
    preRun: [(starting) => void Object.assign(starting.ENV, environment)],
    instantiateWasm: (imports, instantiated) => {
      hookImports(imports, calls);
      const instance = new WebAssembly.Instance(wasm, imports);
      exports = instance.exports;
      instantiated(instance, wasm);
      return {};
    },
  });

  module.FS.chmod(program, 0o555);
  module.FS.writeFile(libraries['postgres.plpgsql'], plpgsql);
  module.FS.writeFile(libraries['postgres.pageinspect'], pageinspect);
  module.FS.mkdirTree(dataDirectory, 0o750);
  fill(module);
  refuseCommands(module);
  overflow.attach(module, exports);
  loaded(new Process(module, exports, memory));

  module._pgl_setPGliteActive(1);
  if (module.callMain([...startArguments]) !== exitAlive) throw new EngineCrashError('PostgreSQL did not start');
  module._pgl_startPGlite();
}

/** There are no other programs here: system() and popen() fail, as on a machine without them. */
function refuseCommands(module: PostgresModule): void {
  module._pgl_set_system_fn(module.addFunction(() => 1, 'pi'));
  module._pgl_set_popen_fn(module.addFunction(() => 0, 'ppp'));
  module._pgl_set_pclose_fn(module.addFunction(() => -1, 'pi'));
}
