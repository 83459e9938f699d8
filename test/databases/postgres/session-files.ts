import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const script = resolve(__dirname, '../../../build/postgres/sessions/write-sessions.mjs');

let files: Readonly<Record<'postgres.wasm' | 'postgres.plpgsql', string>> | null = null;

/** Paths of the parts for several sessions; made where they are not in .cache yet, which takes minutes. */
export function sessionFiles(): Readonly<Record<'postgres.wasm' | 'postgres.plpgsql', string>> {
  return (files ??= JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as NonNullable<typeof files>);
}
