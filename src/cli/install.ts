import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pluginFile } from './built-files';
import { UsageError } from './usage-error';

/**
 * Copies the built plugin into a vault and enables it there. Obsidian asks for trust when the vault is opened next.
 * @returns what was done, a line for a person.
 * @throws UsageError when the folder does not exist or its list of plugins cannot be read.
 */
export function install(vault: string): string {
  if (!statSync(vault, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${vault}: no such folder`);
  const settings = path.join(vault, '.obsidian');
  const isNew = !existsSync(settings);
  // The list is read before anything is written: a broken one stops the installation, not half of it.
  const listFile = path.join(settings, 'community-plugins.json');
  const enabled = readEnabled(listFile);

  const folder = path.join(settings, 'plugins', 'savepoint');
  mkdirSync(folder, { recursive: true });
  for (const name of ['main.js', 'manifest.json', 'styles.css']) copyFileSync(pluginFile(name), path.join(folder, name));
  if (!enabled.includes('savepoint')) writeFileSync(listFile, `${JSON.stringify([...enabled, 'savepoint'], null, 2)}\n`);

  const hint = isNew ? 'open the folder as a vault' : 'reload Obsidian if the vault is open';
  return `Savepoint is installed in ${vault} and enabled; ${hint}. If Obsidian is in Restricted mode: Settings, Community plugins, Turn on community plugins.`;
}

function readEnabled(file: string): string[] {
  if (!existsSync(file)) return [];
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    list = null;
  }
  if (!Array.isArray(list) || !list.every((id) => typeof id === 'string')) throw new UsageError(`${file}: not a list of plugins; nothing was changed`);
  return list;
}
