import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const main = (folder: string): Buffer => readFileSync(path.join(folder, 'main.js'));
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('a clean build in another folder gives the same main.js, byte for byte', () => {
  const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'savepoint-build-'));
  try {
    for (const name of ['src', 'build', 'vault-sample', 'manifest.json', 'package.json', 'tsconfig.json']) cpSync(path.join(root, name), path.join(elsewhere, name), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(elsewhere, 'node_modules'), 'dir');
    const { status, stderr } = spawnSync(process.execPath, ['build/build.mjs', '--clean'], { cwd: elsewhere, encoding: 'utf8', env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'ru_RU.UTF-8' } });
    expect([status, stderr.match(/rror.*/)?.[0] ?? null]).toEqual([0, null]);
    expect(hash(main(elsewhere))).toBe(hash(main(root)));
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
}, 300_000);

test('main.js is ASCII, and names no host and no path of the building machine', () => {
  const text = main(root).toString('latin1');
  const program = text.slice(0, text.lastIndexOf('\n/*savepoint-payload '));
  // eslint-disable-next-line no-control-regex -- the range of ASCII is meant
  expect(/[^\x00-\x7F]/.test(text)).toBe(false);
  expect(program).not.toContain(root);
  expect(program).not.toMatch(/\beval\(|new Function\(|importScripts\(|XMLHttpRequest|\bfetch\(/);
  expect(program.length).toBeLessThan(500_000);
});

test('manifest, package and versions agree', () => {
  const json = (name: string): Record<string, string> => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as Record<string, string>;
  const manifest = json('manifest.json');
  expect(json('package.json')['version']).toBe(manifest['version']);
  expect(json('versions.json')[manifest['version'] ?? '']).toBe(manifest['minAppVersion']);
  expect(manifest['id']).toBe('savepoint');
  for (const field of ['id', 'name', 'description']) expect(manifest[field]).not.toMatch(/obsidian|plugin/i);
  expect(manifest['description']?.length).toBeLessThanOrEqual(250);
  expect(manifest['description']).toMatch(/\.$/);
});
