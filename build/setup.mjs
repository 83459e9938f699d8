// Sets up what a fresh clone lacks. Uses nothing but Node and npm, since it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const say = (what) => process.stderr.write(`savepoint: ${what}\n`);

/** Runs a command of this repository, its output on stderr; ends this process when it fails. */
export function run(command, args, what) {
  if (what) say(what);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], shell: process.platform === 'win32' });
  if (error || status !== 0) {
    say(`${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(status || 1);
  }
}

/** Installs the packages of package-lock.json, unless they are installed already. */
export function installPackages() {
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  const stamp = path.join(root, 'node_modules', '.savepoint-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'installing the packages (about a minute)');
  writeFileSync(stamp, wanted);
}

/** Builds, unless what is built is newer than every source. */
export function buildIfStale() {
  const built = path.join(root, 'dist', 'cli.cjs');
  const main = path.join(root, 'main.js');
  if (existsSync(built) && existsSync(main)) {
    const builtAt = Math.min(statSync(built).mtimeMs, statSync(main).mtimeMs);
    const sources = ['src', 'build', 'vault-sample', 'package-lock.json', 'manifest.json'].map((name) => path.join(root, name));
    if (sources.every((source) => newest(source) <= builtAt)) return;
  }
  run(process.execPath, [path.join('build', 'build.mjs')], 'building (about half a minute)');
}

function newest(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // Hidden is what Obsidian keeps in a vault, which is no source.
  return Math.max(stat.mtimeMs, ...readdirSync(file).filter((name) => !name.startsWith('.')).map((name) => newest(path.join(file, name))));
}
