import { build } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Puts the gallery, ready to be opened, into a folder. */
export async function buildGallery(folder) {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(here, 'gallery.ts')],
    outfile: join(folder, 'gallery.js'),
    bundle: true,
    format: 'iife',
    target: 'chrome120',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  await copyFile(join(here, 'index.html'), join(folder, 'index.html'));
  await copyFile(join(here, 'theme.css'), join(folder, 'theme.css'));
  await copyFile(join(here, '../../../styles.css'), join(folder, 'styles.css'));
}
