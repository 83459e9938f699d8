import type { Condition } from '../../cells/check/condition';
import { figures } from './figures';
import type { TaskWords } from './task-words';

const { count } = figures('ru', { ms: 'мс', s: 'с', min: 'мин' });

function condition(wanted: Condition): string {
  switch (wanted.kind) {
    case 'rows':
      return wanted.rows.length === 0 ? 'ни одной строки' : `строки ${wanted.rows.map((row) => row.join(', ')).join(' | ')}${wanted.inOrder ? ' в этом порядке' : ''}`;
    case 'anomaly':
      return `аномалия ${wanted.anomaly}`;
    case 'no anomaly':
      return 'ни одной аномалии';
    case 'commits':
      return `зафиксировались не менее чем ${count(wanted.least, { one: 'сеанс', few: 'сеанса', many: 'сеансов', other: 'сеанса' })}`;
    case 'normal form':
      return `нормальная форма ${wanted.form} без потери строк`;
    case 'preserving':
      return 'все зависимости сохранены';
    case 'prints':
      return `напечатано: ${wanted.text}`;
    case 'value':
      return `значение ${wanted.text}`;
    case 'error':
      return `ошибка ${wanted.error}`;
    case 'statements':
      return `не более ${count(wanted.most, { one: 'запроса', few: 'запросов', many: 'запросов', other: 'запроса' })}`;
  }
}

export const taskRu: TaskWords = {
  label: 'Упражнение',
  titled: (title) => `Упражнение: ${title}`,
  open: 'ещё не решалось',
  notYet: 'пока не то',
  solved: 'решено',
  solvedBefore: 'решено раньше',
  showHint: (hint, of) => (of === 1 ? 'Подсказка' : `Подсказка ${String(hint)} из ${String(of)}`),
  condition,
  unmet: (wanted, found) => `Нужно: ${wanted}. Получилось: ${found}.`,
  none: 'ничего',
  noRows: 'ни одной строки',
  progress: (solved, of) => `решено ${String(solved)} из ${String(of)}`,
};
