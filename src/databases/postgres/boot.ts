import createModule from 'pglite-module';
import { EngineCrashError } from '../errors';
import type { Parts } from '../parts';
import { restoreCluster } from './cluster';
import type { PostgresModule } from './emscripten';
import type { Interrupts } from './interrupts';
import type { Pipe } from './pipe';
import type { StackOverflow } from './stack-overflow';

const dataDirectory = '/pglite/data';
const program = '/pglite/bin/postgres';

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

/**
 * Boots a server process from the cluster that was made at build time.
 * @param log takes the lines of the server's log
 * @throws EngineCrashError when it does not come up
 */
export async function boot(
  parts: Parts,
  pipe: Pipe,
  interrupts: Interrupts,
  overflow: StackOverflow,
  log: (line: string) => void,
): Promise<PostgresModule> {
  const [wasm, data, cluster] = await Promise.all([
    parts.module('postgres.wasm'),
    parts.bytes('postgres.data'),
    parts.bytes('postgres.cluster'),
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
    // The files become views of these bytes, and they can be written to: the part stays as it is.
    getPreloadedPackage: () => data.slice().buffer,
    preRun: [(starting) => void Object.assign(starting.ENV, environment)],
    instantiateWasm: (imports, instantiated) => {
      interrupts.hook(imports);
      const instance = new WebAssembly.Instance(wasm, imports);
      exports = instance.exports;
      interrupts.attach(exports, memory);
      instantiated(instance, wasm);
      return {};
    },
  });

  module.FS.chmod(program, 0o555);
  module.FS.mkdirTree(dataDirectory, 0o750);
  restoreCluster(module, dataDirectory, cluster);
  refuseCommands(module);
  pipe.attach(module);
  overflow.attach(module, exports);

  module._pgl_setPGliteActive(1);
  if (module.callMain([...startArguments]) !== exitAlive) throw new EngineCrashError('PostgreSQL did not start');
  module._pgl_startPGlite();
  return module;
}

/** There are no other programs here: system() and popen() fail, as on a machine without them. */
function refuseCommands(module: PostgresModule): void {
  module._pgl_set_system_fn(module.addFunction(() => 1, 'pi'));
  module._pgl_set_popen_fn(module.addFunction(() => 0, 'ppp'));
  module._pgl_set_pclose_fn(module.addFunction(() => -1, 'pi'));
}
