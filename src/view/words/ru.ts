import { causeRu } from './cause-ru';
import { figures } from './figures';
import { translator } from './messages';
import { messagesRu } from './messages-ru';
import { relationRu } from './relation-ru';
import { taskRu } from './task-ru';
import { matrixRu, traceRu } from './trace-ru';
import type { Words } from './words';

const { number, duration, count } = figures('ru', { ms: 'мс', s: 'с', min: 'мин' });
const rows = (value: number): string => count(value, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' });
const ofRows = (value: number): string => count(value, { one: 'строки', other: 'строк' });
const cells = (value: number): string => count(value, { one: 'ячейка', few: 'ячейки', many: 'ячеек', other: 'ячейки' });
const outputs = (value: number): string => count(value, { one: 'вывод', few: 'вывода', many: 'выводов', other: 'вывода' });
const objects = (value: number): string => count(value, { one: 'объект', few: 'объекта', many: 'объектов', other: 'объекта' });
const statements = (value: number): string =>
  count(value, { one: 'запрос', few: 'запроса', many: 'запросов', other: 'запроса' });

/** Russian. */
export const ru: Words = {
  language: 'ru',
  number,
  duration,
  message: translator(messagesRu),
  bar: {
    cell: 'Ячейка',
    run: 'Запустить',
    stop: 'Остановить',
    more: 'Другие действия',
    queued: 'ждёт очереди',
    running: 'выполняется',
    waitsFor: (sessions) => (sessions === '' ? 'ждёт другой сеанс' : `ждёт: ${sessions}`),
    ownSession: 'собственный сеанс заметки',
    fresh: 'актуально',
    stale: 'устарело',
    staleWhy: 'Ячейка или то, от чего она зависит, изменились после запуска',
    failed: 'ошибка',
    stopped: 'остановлено',
    skipped: 'пропущено',
    runNumber: (ordinal) => `запуск ${number(ordinal)}`,
    statements,
    notYet: (kind) => `Ячейки вида ${kind} пока не выполняются`,
    runAbove: 'Запустить все выше',
    runAll: 'Запустить все ячейки',
    reset: 'Сбросить ядро',
    copyMarkdown: 'Копировать как Markdown',
    copyCsv: 'Копировать как CSV',
    freeze: 'Закрепить вывод',
    unfreeze: 'Открепить вывод',
    copyFrozen: 'Копировать закреплённый вывод',
    frozen: 'закреплено',
    frozenWhy: 'Вывод этой ячейки сохранён в заметке под ней',
    frozenStale: 'закреплённый вывод устарел',
    frozenStaleWhy: 'Ячейка изменилась после того, как вывод под ней был закреплён',
    openInNewPane: 'Открыть в новой панели',
    drawSchema: 'Начертить схему',
    runOn: (engine) => `Выполнять в ${engine}`,
    copied: 'скопировано',
    copyFailed: 'не удалось скопировать',
    finished: (time) => `готово за ${time}`,
  },
  tabs: {
    label: 'Вывод',
    result: 'Результат',
    output: 'Вывод',
    sql: 'SQL',
    objects: 'Объекты',
    plan: 'План',
    trace: 'Ход',
    relation: 'Анализ',
    log: 'Журнал',
    value: 'Значение',
    nothing: 'Вывода нет',
  },
  table: {
    label: (ordinal, of) => (of > 1 ? `Результат ${number(ordinal)} из ${number(of)}` : 'Результат'),
    rows,
    noRows: 'Нет строк',
    firstRows: (held, of) =>
      of === null ? `показано ${rows(held)}, есть ещё` : `первые ${number(held)} из ${ofRows(of)}`,
    sortBy: (column) => `Сортировать по ${column}`,
    sorting: (have, of) => `сортировка, получено ${number(have)} из ${ofRows(of)}`,
    loadingRow: 'загрузка',
    fetchFailed: 'Часть строк получить не удалось.',
    tryAgain: 'Повторить',
    showValue: 'Показать значение целиком',
    valueOf: (column, row) => `${column}, строка ${number(row)}`,
    copy: 'Копировать',
    close: 'Закрыть',
  },
  sql: {
    transaction: (ordinal) => `Транзакция ${number(ordinal)}`,
    autocommit: 'Автофиксация',
    committed: 'зафиксирована',
    rolledBack: 'отменена',
    leftOpen: 'не завершена',
    connection: (ordinal) => `соединение ${number(ordinal)}`,
    times: (value) => `× ${number(value)}`,
    showTimes: (value) =>
      `Показать ${count(value, { one: 'выполнение', few: 'выполнения', many: 'выполнений', other: 'выполнения' })}`,
    sets: (value) => count(value, { one: 'набор', few: 'набора', many: 'наборов', other: 'набора' }),
    parameters: 'Параметры',
    showAll: 'Показать целиком',
    moreStatements: (value) => `Показать ещё ${statements(value)}`,
    cause: (cause, value) => causeRu(cause, value),
    oneByOne: (attribute, value) =>
      `${attribute}: прочитано по одному для ${count(value, { one: 'объекта', few: 'объектов', many: 'объектов', other: 'объекта' })}. Один запрос прочтёт это для всех:`,
    addOption: 'Добавить в ячейку',
    copyOption: 'Копировать',
  },
  objects: {
    count: objects,
    more: (value) => `и ещё ${objects(value)}`,
    noSession: 'Вне сессий',
    expired: 'устарел',
    toBeDeleted: 'к удалению',
    meaning: {
      transient: 'Не в сессии, строки нет',
      pending: 'Строку вставит следующий сброс',
      persistent: 'Строка есть, объект в сессии',
      deleted: 'Строка удалена в этой транзакции',
      detached: 'Строка есть, но объект не в сессии',
    },
  },
  schema: {
    label: (value) => `Схема, ${count(value, { one: 'таблица', few: 'таблицы', many: 'таблиц', other: 'таблицы' })}`,
    copy: 'Копировать как Mermaid',
  },
  plan: { label: 'План запроса' },
  error: {
    expected: 'Ожидалось.',
    position: (line, column) =>
      column === null ? `строка ${number(line)}` : `строка ${number(line)}, столбец ${number(column)}`,
    detail: 'Подробности',
    hint: 'Подсказка',
    apply: 'Применить',
    applyFix: (text) => `Применить: написать ${text}`,
    interrupted: 'Остановлено до завершения.',
    skipped: 'Пропущено.',
  },
  trace: traceRu,
  relation: relationRu,
  matrix: matrixRu,
  recovery: {
    crash: 'Питание пропало.',
    lostTransaction: 'Открытая транзакция потеряна; зафиксированное на месте.',
    nothingOpen: 'Открытых транзакций не было; зафиксированное на месте.',
    lost: (sessions) => `Были открыты и потеряны: ${sessions}.`,
    log: 'Журнал восстановления',
  },
  task: taskRu,
  sample: {
    offer: (folder) => `У Savepoint есть заметки о транзакциях, нормализации и ORM, код в которых выполняется. Скопировать их в папку «${folder}» этого хранилища?`,
    copy: 'Скопировать заметки',
    notNow: 'Не сейчас',
    copied: (value, folder) => `В папку «${folder}» скопировано: ${count(value, { one: 'заметка', few: 'заметки', many: 'заметок', other: 'заметки' })}`,
    failed: (reason) => `Не удалось скопировать заметки: ${reason}`,
  },
  progress: { starting: (engine) => `запускается ${engine}`, done: (done, of) => `${number(done)} из ${number(of)}` },
  commands: {
    runCell: 'Запустить ячейку под курсором',
    runCellAndNext: 'Запустить ячейку и перейти к следующей',
    runAbove: 'Запустить все ячейки выше',
    runAll: 'Запустить все ячейки заметки',
    stop: 'Остановить',
    reset: 'Сбросить ядро заметки',
    copyMarkdown: 'Копировать вывод как Markdown',
    copyCsv: 'Копировать вывод как CSV',
    freeze: 'Закрепить вывод ячейки',
    unfreeze: 'Открепить вывод ячейки',
    freezeAll: 'Закрепить все выводы заметки',
    unfreezeAll: 'Открепить все выводы заметки',
    insertCell: 'Вставить ячейку',
    switchEngine: 'Сменить СУБД ячейки',
    analyseTable: 'Проанализировать таблицу',
    drawSchema: 'Начертить схему базы данных ячейки',
    drawMatrix: 'Построить матрицу изоляции',
    checkVault: 'Проверить хранилище',
    openWelcome: 'Открыть вводную заметку учебного хранилища',
  },
  settings: {
    defaultEngine: {
      name: 'СУБД по умолчанию',
      description: 'Выполняет ячейки SQL, для которых СУБД не указана ни в директиве, ни в свойствах заметки.',
    },
    timeLimit: {
      name: 'Предел времени',
      description: 'Через сколько секунд ячейка останавливается. Ноль снимает ограничение.',
    },
    rowsFetched: {
      name: 'Строк за один раз',
      description: 'Сколько строк результата загружать сразу. Остальные загружаются при прокрутке.',
    },
    trustVault: {
      name: 'Доверять этому хранилищу на этом устройстве',
      description:
        'Разрешает заметкам выполнять ячейки без вашей команды, например при открытии. Не включайте для чужих хранилищ.',
    },
  },
  notices: {
    kernelReplaced: 'Ядро этой заметки перестало работать, его заменило новое. Запустите ячейки выше ещё раз.',
    engineStarting: (engine) => `Запускается ${engine}…`,
    updateInstaller: 'В этой версии приложения СУБД не запускается. Обновите установщик Obsidian.',
    noCellHere: 'Под курсором нет ячейки.',
    noCells: 'В этой заметке нет ячеек.',
    noTableHere: 'Под курсором нет таблицы.',
    nothingToDraw: 'В этой базе данных ещё нет таблиц.',
    nothingToCopy: 'У этой ячейки ещё нет вывода.',
    nothingToFreeze: 'Закреплять нечего. Сначала запустите ячейку.',
    frozen: (written, left) => `Закреплено: ${outputs(written)}.${left === 0 ? '' : ` Без свежего вывода: ${cells(left)}.`}`,
    unfrozen: (removed) => (removed === 0 ? 'Здесь ничего не закреплено.' : `Убрано из заметки: ${outputs(removed)}.`),
    noteChanged: 'Заметка тем временем изменилась. Ничего не записано.',
    noWelcome: 'В этом хранилище нет учебных заметок.',
    engineNow: (engine) => `Теперь эта ячейка выполняется в ${engine}.`,
    checking: (path) => `Проверяется ${path}…`,
    checkPassed: (total) => `Проверено: ${cells(total)}. Все работают как должны.`,
    checkFailed: (failed, total) => `Проверено: ${cells(total)}. Не так, как должны, работают: ${number(failed)}.`,
  },
};
