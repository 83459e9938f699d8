import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exportSite, NotOursError } from '../../src/reader/server/export';

const temporary = mkdtempSync(path.join(os.tmpdir(), 'savepoint-export-'));
const vault = path.join(temporary, 'vault');
const site = path.join(temporary, 'site');
const reader = { built: path.join(temporary, 'dist'), styles: path.join(temporary, 'styles.css') };

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();

beforeAll(() => {
  write(path.join(vault, 'en', 'Ключи & co.md'), 'see [[Start]]');
  write(path.join(vault, 'Start.md'), 'start');
  write(path.join(vault, 'er.png'), 'png');
  write(path.join(vault, '.obsidian', 'secret.md'), 'secret');
  write(path.join(temporary, 'Outside.md'), 'secret');
  symlinkSync(path.join(temporary, 'Outside.md'), path.join(vault, 'Looks harmless.md'));
  for (const [name, text] of [['reader.js', 'page'], ['reader.css', 'look'], ['parts/kernel.js.gz', 'kernel'], ['cli.cjs', 'not for the web']] as const) write(path.join(reader.built, name), text);
  write(reader.styles, 'cells');
});
afterAll(() => { rmSync(temporary, { recursive: true, force: true }); });

const expected = ['.nojekyll', 'files/er.png', 'index.html', 'index.json', 'notes/Start.md', 'notes/en/Ключи & co.md', 'parts/kernel.js.gz', 'reader.css', 'reader.js', 'savepoint-site.json', 'styles.css', 'vault.json'];

test('a site is plain files: the notes, what draws them, and nothing that the vault hides', async () => {
  expect(await exportSite(vault, site, reader)).toBe(2);
  expect(filesOf(site)).toEqual(expected);
  const page = readFileSync(path.join(site, 'index.html'), 'utf8');
  expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'sha256-/);
  expect(page).not.toContain('frame-ancestors');
  // Every address is relative: the site may lie in any folder.
  for (const [, address = ''] of page.matchAll(/(?:src|href)="([^"]*)"/g)) expect(address).toMatch(/^(?:[a-z]+\.(?:js|css)|data:,)$/);
});

test('the next export takes away what is no longer in the vault, and leaves what is not its own', async () => {
  write(path.join(vault, 'Gone.md'), 'gone');
  await exportSite(vault, site, reader);
  expect(existsSync(path.join(site, 'notes', 'Gone.md'))).toBe(true);
  rmSync(path.join(vault, 'Gone.md'));
  write(path.join(site, 'CNAME'), 'my own');
  await exportSite(vault, site, reader);
  expect(filesOf(site)).toEqual([...expected, 'CNAME'].sort());
  rmSync(path.join(site, 'CNAME'));
});

test('a list of files that was tampered with takes nothing away outside of the site', async () => {
  write(path.join(temporary, 'precious.txt'), 'precious');
  write(path.join(site, 'savepoint-site.json'), JSON.stringify(['../precious.txt', path.join(temporary, 'precious.txt'), 7]));
  await exportSite(vault, site, reader);
  expect(readFileSync(path.join(temporary, 'precious.txt'), 'utf8')).toBe('precious');
});

test.each<[string, () => string, RegExp]>([
  ['a folder of other files', () => { write(path.join(temporary, 'home', 'letter.txt'), 'dear'); return path.join(temporary, 'home'); }, /is not empty/],
  ['a folder in the vault', () => path.join(vault, 'site'), /lies in the vault/],
  ['the vault itself', () => vault, /lies in the vault/],
])('%s is refused', async (_, target, message) => {
  const folder = target();
  await expect(exportSite(vault, folder, reader)).rejects.toThrow(message);
  await expect(exportSite(vault, folder, reader)).rejects.toBeInstanceOf(NotOursError);
});
