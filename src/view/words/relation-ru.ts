import type { RelationStep } from '../../cells/output';
import { figures } from './figures';
import type { RelationWords } from './relation-words';

const { count } = figures('ru', { ms: 'мс', s: 'с', min: 'мин' });
const rows = (value: number): string => count(value, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' });
const inRows = (value: number): string => count(value, { one: 'строке', other: 'строках' });
const depend = (many: number): string => (many === 1 ? 'зависит' : 'зависят');
const into = (name: string): string => (name === 'given' ? 'Ваша' : name);
const set = (names: readonly string[]): string => `{${names.join(', ')}}`;

/** Отчёты об отношениях по-русски. */
export const relationRu: RelationWords = {
  label: 'Нормальная форма',
  only: (form) => `Только ${form}.`,
  reached: (form) => `${form}.`,
  nothingBroken: 'Все зависимости следуют из ключей.',
  inRows: (value) => (value === 1 ? 'В этой строке:' : `В этих ${inRows(value)}:`),
  keys: (value) => (value === 1 ? 'Ключ' : 'Ключи'),
  emptyKey: 'пустой: строк не больше одной',
  because: {
    '2NF': (many) => `{right} ${depend(many)} только от {left}, а это лишь часть ключа {key}.`,
    '3NF': (many) => `{right} ${depend(many)} от {left}, а это не ключ.`,
    BCNF: (many) => `{right} ${depend(many)} от {left}, а это не ключ.`,
    '4NF': () => '{blocks} не зависят друг от друга, но для каждого {left} каждое сочетание занимает свою строку.',
    '5NF': () => '{dependency} не следует из ключей.',
    constant: (many) => (many === 1 ? '{right} одинаково во всех строках: оно ни от чего не зависит.' : '{right} одинаковы во всех строках: они ни от чего не зависят.'),
  },
  ladder: {
    label: 'Нормальные формы',
    holds: (form) => `${form} выполняется.`,
    broken: (form) => `${form} нарушена.`,
    below: (form) => `Она включает ${form}, а та нарушена.`,
    first: 'Каждое значение считается одним целым: других в отношении нет.',
    lists: 'В {column} стоит нечто похожее на список: {value}. Для SQL это одно значение; 1NF требует строки для каждого.',
  },
  diagram: { label: 'Зависимости', more: (value) => `и ещё ${count(value, { one: 'зависимость', few: 'зависимости', many: 'зависимостей', other: 'зависимости' })}` },
  decomposition: {
    label: 'Декомпозиция',
    given: (number) => (number === 1 ? 'ваша' : `ваша ${number}`),
    lossless: 'без потерь',
    losslessHere: 'без потерь на этих строках',
    losslessElsewhere: 'без потерь для строк, которые соблюдают правила, но не для этих',
    lossy: 'с потерями',
    undecided: 'без потерь ли, решить не удалось',
    kept: 'все зависимости сохранены',
    lost: 'потеряно: {dependency}',
    spurious: (value) => count(value, { one: 'лишняя строка', few: 'лишние строки', many: 'лишних строк', other: 'лишней строки' }),
    spuriousHeading: 'Строки, которые придумало соединение',
    rows,
    references: '{attributes} ссылается на {part}',
    sql: 'SQL',
    copy: 'Копировать SQL',
    copied: 'Скопировано',
    copyFailed: 'Не удалось скопировать',
    create: 'Создать эти таблицы',
    creating: 'Создаются…',
    created: 'Созданы {tables} в базе заметки.',
  },
  anomalies: {
    heading: 'Что не так с этой таблицей',
    names: { update: 'Обновление', insert: 'Вставка', delete: 'Удаление' },
    sentences: {
      update: 'Факт {fact} записан в нескольких местах: {rows}. Если изменить одно и забыть другое, таблица противоречит себе.',
      insert: 'Сведения о новом {left} нельзя записать, пока нет значения {lacking}: его требует ключ.',
      delete: 'Факт {fact} записан только здесь ({rows}). Вместе с этим он и пропадёт.',
    },
    rows,
  },
  data: {
    holds: (value) => (value === 1 ? 'Выполняется в этой строке' : `Выполняется в этих ${inRows(value)}`),
    nothing: 'Зависимостей нет.',
    contradicted: 'Строки противоречат зависимости {dependency}.',
    missing: 'Она требует строки, которой нет:',
    more: (value) => `и ещё ${value}`,
  },
  steps: { heading: (value) => `Ход рассуждения, ${count(value, { one: 'шаг', few: 'шага', many: 'шагов', other: 'шага' })}`, sentence },
  limits: 'Посчитано не всё:',
};

function sentence(step: RelationStep): string {
  switch (step.kind) {
    case 'discovered':
      return `Минимальных функциональных зависимостей, которые выполняются в этих строках (${rows(step.rows)}): ${step.dependencies}.`;
    case 'closure':
      return `Замыкание ${set(step.of)} — ${step.all ? 'все атрибуты' : set(step.closure)}.`;
    case 'underived':
      return `Ничто не определяет ${set(step.attributes)}: ${step.attributes.length === 1 ? 'он входит' : 'они входят'} в каждый ключ.`;
    case 'key':
      return `${set(step.key)} определяет все атрибуты, а никакая его часть — нет: это потенциальный ключ.`;
    case 'shortened':
      return `${step.from} сокращается до ${step.to}.`;
    case 'redundant':
      return `${step.dependency} следует из остальных.`;
    case 'table':
      return `3NF: ${set(step.left)} и то, что он определяет, составляют таблицу ${set(step.attributes)}.`;
    case 'added-key':
      return `3NF: ни в одной таблице нет ключа, поэтому добавляется ${set(step.key)}.`;
    case 'cut':
      return `${into(step.into)}: ${set(step.of)} делится по ${set(step.left)} на ${step.parts.map(set).join(' и ')}.`;
    case 'lossless':
      return `${into(step.into)}: соединение ${step.parts.map(set).join(', ')} ${step.lossless === null ? 'оценить не удалось' : step.lossless ? 'возвращает отношение' : 'может дать строки, которых не было'}.`;
  }
}
