import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtSampleNotes } from './built-files';

/**
 * Copies the sample vault's notes into the folder Savepoint of a vault. Notes that are there are left as they are.
 * @returns what was done, a line for a person
 */
export function copySampleNotes(vault: string): string {
  const { notes, start } = builtSampleNotes();
  let copied = 0;
  for (const [name, text] of Object.entries(notes)) {
    const file = path.join(vault, 'Savepoint', ...name.split('/'));
    if (existsSync(file)) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    copied++;
  }
  return `${String(copied)} sample notes were copied into ${path.join(vault, 'Savepoint')}; begin with ${Object.values(start).join(' or ')}.`;
}
