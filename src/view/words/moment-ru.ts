import { figures } from './figures';
import type { TraceMomentWords } from './moment-words';

const { number } = figures('ru', { ms: 'мс', s: 'с', min: 'мин' });

/** Row versions, locks and snapshots in Russian. */
export const momentRu: TraceMomentWords = {
  show: 'Блокировки и версии',
  after: (step) => `После шага ${number(step)}`,
  versions: 'Версии строк',
  row: 'Строка',
  value: 'Значение',
  state: 'Состояние',
  seenBy: 'Видят',
  everyone: 'все',
  nobody: 'никто',
  states: { committed: 'зафиксирована', uncommitted: 'не зафиксирована', replaced: 'заменена', deleted: 'удалена', 'rolled back': 'отменена' },
  by: (session) => `(${session})`,
  ending: (session) => `${session} её меняет`,
  sessions: 'Сеансы',
  transaction: (xid) => `транзакция ${xid}`,
  snapshotOf: (step) => `снимок шага ${number(step)}`,
  commitsSeen: (commits) => `после фиксаций: ${number(commits)}`,
  blindTo: (sessions) => `без ${sessions}`,
  perStatement: 'новый снимок для каждой команды',
  holds: 'удерживает:',
  awaits: 'ждёт:',
  noLocks: 'блокировок нет',
  lockKinds: { relation: 'таблица', table: 'таблица', tuple: 'версия', row: 'строка', page: 'страница', advisory: 'рекомендательная', range: 'диапазон', database: 'база данных' },
  ownTransaction: 'своя транзакция',
  endOf: (session) => `завершение ${session}`,
  siread: 'помнит прочитанное; её никто не ждёт',
  nothing: 'Ничего не заблокировано, ни одна строка не затронута.',
};
