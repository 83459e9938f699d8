/** Words of the reader alone; those of cells are in `view/words`. */
export interface ReaderWords {
  readonly skipToNote: string;
  readonly notes: string;
  readonly openNotes: string;
  readonly closeNotes: string;
  readonly search: string;
  readonly found: (count: number) => string;
  readonly nothingFound: string;
  readonly onThisPage: string;
  readonly linkedFrom: string;
  readonly runAll: string;
  readonly stop: string;
  readonly theme: string;
  readonly light: string;
  readonly dark: string;
  readonly system: string;
  readonly task: string;
  readonly code: string;
  readonly noNotes: string;
  readonly noSuchNote: (path: string) => string;
  readonly noSuchSection: (section: string) => string;
  readonly unresolved: (target: string) => string;
  readonly embedsItself: string;
  readonly embedsTooDeep: string;
  readonly serverGone: string;
  readonly needsServer: string;
}

const en: ReaderWords = {
  skipToNote: 'Skip to the note',
  notes: 'Notes',
  openNotes: 'Show the notes',
  closeNotes: 'Hide the notes',
  search: 'Find a note',
  found: (count) => (count === 1 ? '1 note found' : `${String(count)} notes found`),
  nothingFound: 'No note speaks of this.',
  onThisPage: 'On this page',
  linkedFrom: 'Linked from',
  runAll: 'Run all',
  stop: 'Stop',
  theme: 'Colours',
  light: 'Light',
  dark: 'Dark',
  system: 'System',
  task: 'Task',
  code: 'Code',
  noNotes: 'This vault has no notes yet.',
  noSuchNote: (path) => `There is no note “${path}” in this vault.`,
  noSuchSection: (section) => `The note has no section “${section}”.`,
  unresolved: (target) => `There is no “${target}” in this vault`,
  embedsItself: 'This note is being shown already: it embeds itself.',
  embedsTooDeep: 'Notes embedded this deep are not shown.',
  serverGone: 'The note cannot be read: is the reader still being served?',
  needsServer: 'Browsers let a page read its notes from a server only: open this folder through any file server.',
};

const ru: ReaderWords = {
  skipToNote: 'К тексту заметки',
  notes: 'Заметки',
  openNotes: 'Показать заметки',
  closeNotes: 'Скрыть заметки',
  search: 'Найти заметку',
  found: (count) => `Найдено заметок: ${String(count)}`,
  nothingFound: 'Об этом ни в одной заметке не сказано.',
  onThisPage: 'На этой странице',
  linkedFrom: 'Сюда ссылаются',
  runAll: 'Запустить все',
  stop: 'Остановить',
  theme: 'Цвета',
  light: 'Светлые',
  dark: 'Тёмные',
  system: 'Системные',
  task: 'Задача',
  code: 'Код',
  noNotes: 'В этом хранилище ещё нет заметок.',
  noSuchNote: (path) => `В этом хранилище нет заметки «${path}».`,
  noSuchSection: (section) => `В заметке нет раздела «${section}».`,
  unresolved: (target) => `В этом хранилище нет «${target}»`,
  embedsItself: 'Эта заметка уже показана: она встраивает саму себя.',
  embedsTooDeep: 'Заметки, встроенные так глубоко, не показываются.',
  serverGone: 'Заметку не удалось прочитать. Возможно, сервер остановлен.',
  needsServer: 'Браузеры позволяют странице читать заметки только с сервера: откройте эту папку через любой файловый сервер.',
};

/** The reader's words in a language, English where there is no catalogue. */
export function readerWordsFor(language: string): ReaderWords {
  return /^ru\b/i.test(language) ? ru : en;
}
