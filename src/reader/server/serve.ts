import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';
import type { BuiltReader } from './export';
import { NoteIndexer } from './note-index';
import { notFound, plain, route, type Reply, type Served } from './routes';
import { VaultFolder } from './vault-folder';

/** This machine only: a vault is nobody else's business. */
const host = '127.0.0.1';

/** The port that was asked for belongs to another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  constructor(port: number) {
    super(`port ${String(port)} is in use; leave --port away to take a free one`);
  }
}

/**
 * Serves a vault as a page on this machine until the process ends.
 * @param port 0 takes a free one.
 * @returns the page's address.
 * @throws PortInUseError
 */
export async function serve(vault: string, port: number): Promise<string> {
  const { built, styles } = builtReader;
  const { address } = await startServer(vault, port, built, styles);
  return address;
}

/** The bundled command line lies in `dist`, beside what it serves. */
export const builtReader: BuiltReader = { built: __dirname, styles: path.join(path.dirname(__dirname), 'styles.css') };

/** A server that runs. */
export interface RunningServer {
  readonly address: string;
  close(): Promise<void>;
}

/** {@link serve}, with the places of the built files given, and an end. */
export async function startServer(vault: string, port: number, built: string, styles: string): Promise<RunningServer> {
  const folder = await VaultFolder.open(vault);
  const served: Served = { vault: folder, indexer: new NoteIndexer(folder), built, styles };
  const server = createServer((request, response) => {
    answer(served, request, response, (server.address() as AddressInfo).port).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, port);
  return {
    address: `http://${host}:${String((server.address() as AddressInfo).port)}/`,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => { reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error); });
    server.listen(port, host, resolve);
  });
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
  const head = request.method === 'HEAD';
  if (!isOurs(request.headers.host, port)) await send(response, plain(403, 'This address is not served here.'), head);
  else if (!head && request.method !== 'GET') await send(response.setHeader('Allow', 'GET, HEAD'), plain(405, 'Only GET and HEAD are served.'), head);
  else await send(response, await route(served, (request.url ?? '/').split('?', 1)[0] ?? '/'), head);
}

/** Refuses a foreign name that was made to lead here, by which another site's page would read the vault. */
function isOurs(name: string | undefined, port: number): boolean {
  return [host, 'localhost'].some((ours) => name === `${ours}:${String(port)}` || (port === 80 && name === ours));
}

async function send(response: ServerResponse, { status, type, body, policy }: Reply, head: boolean): Promise<void> {
  const size = 'file' in body ? await stat(body.file).then((found) => (found.isFile() ? found.size : null), () => null) : Buffer.byteLength(body.text);
  if (size === null) {
    await send(response, notFound, head);
    return;
  }
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': size,
    // Notes are edited while they are read.
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
  });
  if (head || size === 0) response.end();
  else if ('text' in body) response.end(body.text);
  // A file that grows meanwhile must not overrun the length that was promised; a reader may leave before its end.
  else pipeline(createReadStream(body.file, { end: size - 1 }), response, () => undefined);
}
