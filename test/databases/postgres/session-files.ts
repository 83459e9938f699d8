import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const script = resolve(__dirname, '../../../build/postgres/sessions/write-sessions.mjs');

type SessionFiles = Readonly<Record<'postgres.wasm' | 'postgres.plpgsql' | 'postgres.pageinspect', string>>;

let files: SessionFiles | null = null;

/** Paths of the parts for several sessions; made where they are not in .cache yet, which takes minutes. */
export function sessionFiles(): SessionFiles {
  return (files ??= JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as SessionFiles);
}
