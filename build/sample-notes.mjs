// The notes of vault-sample as one part: offered to a person's own vault.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The note to begin with, by language. */
const start = { en: 'en/Start here.md', ru: 'ru/Начните здесь.md' };

/** @returns JSON: `{ start: { en, ru }, notes: { path: text } }`, paths sorted so that the bytes are always the same */
export function sampleNotes(vault) {
  const paths = readdirSync(vault, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => path.relative(vault, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.startsWith('.'))
    .sort((a, b) => (a < b ? -1 : 1));
  for (const note of Object.values(start)) if (!paths.includes(note)) throw new Error(`vault-sample has no ${note}`);
  return Buffer.from(JSON.stringify({ start, notes: Object.fromEntries(paths.map((name) => [name, readFileSync(path.join(vault, name), 'utf8')])) }));
}
