/** Usage: node write-cluster.mjs FILE. Makes the cluster and writes it whole or not at all. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeCluster } from './cluster.mjs';

const [file] = process.argv.slice(2);
if (!file) throw new Error('usage: node write-cluster.mjs FILE');
await mkdir(dirname(file), { recursive: true });
const unfinished = `${file}.${process.pid}`;
await writeFile(unfinished, await makeCluster());
await rename(unfinished, file);
