import createModule from 'pglite-module';
import { EngineCrashError } from '../errors';
import type { Flow } from '../flow';
import type { Parts } from '../parts';
import { restoreCluster } from './cluster';
import type { PostgresModule } from './emscripten';
import { Interrupts } from './interrupts';
import { Pipe } from './pipe';
import type { Session, Settled } from './session';

const dataDirectory = '/pglite/data';
const program = '/pglite/bin/postgres';

/** How main() ends when the server is up and waits for messages. */
const exitAlive = 99;
/** How a statement ends that raised an error: the module throws where PostgreSQL would jump back to its main loop. */
const exitLongJump = 100;

/** 128 MB, the least that the module accepts, and 2 GB. */
const memory = { initial: 2048, maximum: 32768 };

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

/** What is not a matter of configuration: one process, no fsync, messages instead of lines of input. */
const startArguments = ['--single', '-F', '-j', '-c', 'io_method=sync', '-D', dataDirectory, 'postgres'];
