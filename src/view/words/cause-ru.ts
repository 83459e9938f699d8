import type { StatementCause } from '../../cells/output';
import { figures } from './figures';

const { number } = figures('ru', { ms: 'мс', s: 'с', min: 'мин' });

/** What the ORM's reasons are called in Russian; English where one is not known here. */
const kinds: Readonly<Record<string, string>> = {
  autoflush: 'автоматический сброс перед запросом',
  flush: 'сброс изменений',
  bulk: 'пакетная запись',
  'lazy load': 'ленивая загрузка',
  'deferred load': 'загрузка отложенного столбца',
  refresh: 'обновление после устаревания',
  'immediate load': 'немедленная загрузка',
  'select-in load': 'загрузка через IN',
  'subquery load': 'загрузка подзапросом',
  'polymorphic load': 'загрузка столбцов подкласса',
};

/** Why the ORM sent a statement. */
export function causeRu({ kind, text, load }: StatementCause, count: number): string {
  const name = kinds[kind];
  if (name === undefined) return text;
  const of = load === null ? '' : `: ${load.entity}.${load.attribute}`;
  // Of which object, the English text tells at its end.
  const object = count === 1 ? (/<[^<>]+ #[^<>]*>$/.exec(text)?.[0] ?? null) : null;
  return `${name}${of}${object === null ? '' : ` у ${object}`}${count > 1 ? `, ${number(count)} раз` : ''}`;
}
