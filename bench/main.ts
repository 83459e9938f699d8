import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { print, type Figure } from './figures';
import { benchChromium } from './in-chromium';
import { benchOpening } from './opening';

const [root = '.', ...chosen] = process.argv.slice(2);

const parts: readonly (readonly [name: string, title: string, bench: (root: string) => Promise<Figure[]>])[] = [
  ['chromium', 'The built plugin in Chromium (medians of 5 fresh pages)', benchChromium],
  ['opening', 'Opening large notes and vaults', benchOpening],
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
