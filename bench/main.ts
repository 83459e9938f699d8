import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { print, type Figure } from './figures';
import { benchChromium } from './in-chromium';
import { benchIsolation } from './isolation';
import { benchOpening } from './opening';
import { benchOrm } from './orm';
import { benchPython } from './python';
import { benchRelations } from './relations';
import { benchTypeScript } from './typescript';

const [root = '.', ...chosen] = process.argv.slice(2);

const parts: readonly (readonly [name: string, title: string, bench: (root: string) => Promise<Figure[]>])[] = [
  ['chromium', 'The built plugin in Chromium (medians of 5 fresh pages)', benchChromium],
  ['isolation', 'Several sessions in one PostgreSQL; ordinary SQL against PGlite as it is (medians)', benchIsolation],
  ['typescript', 'TypeScript cells in the confined kernel (medians of 7)', benchTypeScript],
  ['python', 'Python cells in the confined kernel (medians of 7)', benchPython],
  ['opening', 'Opening large notes and vaults', benchOpening],
  ['orm', 'The ORM on SQLite and PostgreSQL (processor time, medians of 7 warm rounds, multiples of the raw driver)', benchOrm],
  ['relations', 'Dependencies of relations: discovered in rows, and worked out', benchRelations],
];

async function main(): Promise<void> {
  const all: Record<string, Figure[]> = {};
  for (const [name, title, bench] of parts) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const figures = await bench(root);
    all[name] = figures;
    print(title, figures);
  }
  writeFileSync(path.join(root, '.cache', 'bench.json'), JSON.stringify(all, null, 2));
}

void main();
