import { en } from './en';
import { ru } from './ru';
import type { Words } from './words';

export type { Words } from './words';

const catalogues: Readonly<Record<string, Words>> = { en, ru };

/** The catalogue of a language (`ru`, `ru-RU`), English where there is none. */
export function wordsFor(language: string): Words {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(catalogues, primary) ? (catalogues[primary] ?? en) : en;
}
