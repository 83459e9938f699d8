import { en } from './en';
import { ru } from './ru';
import type { Words } from './words';

export type { Words } from './words';

/** Every catalogue, by its language. */
export const catalogues: Readonly<Record<string, Words>> = { en, ru };

/** The catalogue of a language (`ru`, `ru-RU`), English where there is none. */
export function wordsFor(language: string): Words {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(catalogues, primary) ? (catalogues[primary] ?? en) : en;
}

/**
 * The catalogue in which a note is written to: that of the first of its folders that is named after a language
 * (`ru/Notes.md`, `Savepoint/ru/Notes.md`), else the given one.
 */
export function wordsForNote(path: string, otherwise: Words): Words {
  const named = path.toLowerCase().split('/').slice(0, -1).find((folder) => Object.hasOwn(catalogues, folder));
  return named === undefined ? otherwise : (catalogues[named] ?? otherwise);
}
