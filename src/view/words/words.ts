import type { ObjectState, StatementCause } from '../../cells/output';
import type { RelationWords } from './relation-words';
import type { TaskWords } from './task-words';
import type { MatrixWords, TraceWords } from './trace-words';

export type { MatrixWords, TraceWords } from './trace-words';

/**
 * Every word that Savepoint shows, in one language. The catalogues implement this type, so that the compiler
 * finds a missing one. Numbers and plurals are the catalogue's business: callers pass plain figures.
 */
export interface Words {
  /** BCP 47 tag, for number formats and sorting. */
  readonly language: string;
  readonly number: (value: number) => string;
  /** A length of time: `0.2 ms`, `31 ms`, `1.4 s`, `2 min 5 s`. */
  readonly duration: (milliseconds: number) => string;
  /** What a kernel or a notebook says in English, in this language; any other text as it is. */
  readonly message: (english: string) => string;
  readonly bar: BarWords;
  readonly tabs: TabWords;
  readonly table: TableWords;
  readonly sql: SqlWords;
  readonly objects: ObjectWords;
  readonly schema: SchemaWords;
  readonly plan: PlanWords;
  readonly error: ErrorWords;
  readonly trace: TraceWords;
  readonly relation: RelationWords;
  readonly matrix: MatrixWords;
  readonly recovery: RecoveryWords;
  readonly task: TaskWords;
  readonly commands: CommandWords;
  readonly settings: SettingWords;
  readonly sample: SampleWords;
  readonly notices: NoticeWords;
  /** Progress while a cell waits or works. */
  readonly progress: { readonly starting: (engine: string) => string; readonly done: (done: number, of: number) => string };
}

/** The offer of the sample notes. */
export interface SampleWords {
  readonly offer: (folder: string) => string;
  readonly copy: string;
  readonly notNow: string;
  readonly copied: (count: number, folder: string) => string;
  readonly failed: (reason: string) => string;
}

/** The bar under a cell, its menu, and what a screen reader hears of a run. */
export interface BarWords {
  readonly cell: string;
  readonly run: string;
  readonly stop: string;
  readonly more: string;
  readonly queued: string;
  readonly running: string;
  /** By the names of the sessions in its way. */
  readonly waitsFor: (sessions: string) => string;
  readonly ownSession: string;
  readonly fresh: string;
  readonly stale: string;
  readonly staleWhy: string;
  readonly failed: string;
  readonly stopped: string;
  readonly skipped: string;
  readonly runNumber: (ordinal: number) => string;
  readonly statements: (count: number) => string;
  readonly notYet: (kind: string) => string;
  readonly runAbove: string;
  readonly runAll: string;
  readonly reset: string;
  readonly copyMarkdown: string;
  readonly copyCsv: string;
  readonly freeze: string;
  readonly unfreeze: string;
  readonly copyFrozen: string;
  readonly frozen: string;
  readonly frozenWhy: string;
  readonly frozenStale: string;
  readonly frozenStaleWhy: string;
  readonly openInNewPane: string;
  readonly drawSchema: string;
  readonly runOn: (engine: string) => string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly finished: (duration: string) => string;
}

/** Tabs of the output. */
export interface TabWords {
  readonly label: string;
  readonly result: string;
  readonly output: string;
  readonly sql: string;
  readonly objects: string;
  readonly plan: string;
  readonly trace: string;
  readonly relation: string;
  readonly log: string;
  /** A nested value, shown as a tree. */
  readonly value: string;
  readonly nothing: string;
}

/** Result tables. */
export interface TableWords {
  readonly label: (ordinal: number, of: number) => string;
  readonly rows: (count: number) => string;
  readonly noRows: string;
  /** All that is held of a longer result; `of` is null where its length is not known. */
  readonly firstRows: (held: number, of: number | null) => string;
  readonly sortBy: (column: string) => string;
  readonly sorting: (have: number, of: number) => string;
  readonly loadingRow: string;
  readonly fetchFailed: string;
  readonly tryAgain: string;
  readonly showValue: string;
  readonly valueOf: (column: string, row: number) => string;
  readonly copy: string;
  readonly close: string;
}

/** A crash and what followed. */
export interface RecoveryWords {
  readonly crash: string;
  readonly lostTransaction: string;
  readonly nothingOpen: string;
  /** In a schedule: whose transactions are gone. */
  readonly lost: (sessions: string) => string;
  readonly log: string;
}

/** The statement log. */
export interface SqlWords {
  readonly transaction: (ordinal: number) => string;
  readonly autocommit: string;
  readonly committed: string;
  readonly rolledBack: string;
  readonly leftOpen: string;
  readonly connection: (number: number) => string;
  readonly times: (count: number) => string;
  readonly showTimes: (count: number) => string;
  readonly sets: (count: number) => string;
  readonly parameters: string;
  readonly showAll: string;
  readonly moreStatements: (count: number) => string;
  /** Why the ORM sent a statement, so many times. */
  readonly cause: (cause: StatementCause, count: number) => string;
  /** What was loaded object by object, followed by the option that spares it. */
  readonly oneByOne: (attribute: string, count: number) => string;
  readonly addOption: string;
  readonly copyOption: string;
}

/** Objects of the ORM's sessions. The names of states are the ORM's own. */
export interface ObjectWords {
  readonly count: (objects: number) => string;
  readonly more: (objects: number) => string;
  /** Heads the objects that belong to none. */
  readonly noSession: string;
  readonly expired: string;
  readonly toBeDeleted: string;
  readonly meaning: Readonly<Record<ObjectState, string>>;
}

/** Entity-relationship diagrams. */
export interface SchemaWords {
  readonly label: (tables: number) => string;
  readonly copy: string;
}

/** Query plans. */
export interface PlanWords {
  readonly label: string;
}

/** Errors, and cells that did not come to their end. */
export interface ErrorWords {
  readonly expected: string;
  readonly position: (line: number, column: number | null) => string;
  readonly detail: string;
  readonly hint: string;
  readonly apply: string;
  readonly applyFix: (text: string) => string;
  readonly interrupted: string;
  readonly skipped: string;
}

/** Names of commands, as the command palette lists them. */
export interface CommandWords {
  readonly runCell: string;
  readonly runCellAndNext: string;
  readonly runAbove: string;
  readonly runAll: string;
  readonly goToOutput: string;
  readonly stop: string;
  readonly reset: string;
  readonly copyMarkdown: string;
  readonly copyCsv: string;
  readonly freeze: string;
  readonly unfreeze: string;
  readonly freezeAll: string;
  readonly unfreezeAll: string;
  readonly insertCell: string;
  readonly switchEngine: string;
  readonly analyseTable: string;
  readonly drawMatrix: string;
  readonly drawSchema: string;
  readonly checkVault: string;
  readonly openWelcome: string;
}

/** A setting's name and what it does. */
export interface SettingText {
  readonly name: string;
  readonly description: string;
}

/** The settings tab. */
export interface SettingWords {
  readonly defaultEngine: SettingText;
  readonly timeLimit: SettingText;
  readonly rowsFetched: SettingText;
  readonly trustVault: SettingText;
}

/** Messages that appear and go. */
export interface NoticeWords {
  readonly kernelReplaced: string;
  readonly engineStarting: (engine: string) => string;
  readonly updateInstaller: string;
  readonly noCellHere: string;
  readonly noCells: string;
  readonly noTableHere: string;
  readonly nothingToDraw: string;
  readonly nothingToCopy: string;
  readonly nothingToFreeze: string;
  /** By how many outputs were written, and how many cells have none that could be. */
  readonly frozen: (written: number, left: number) => string;
  readonly unfrozen: (removed: number) => string;
  readonly noteChanged: string;
  readonly noWelcome: string;
  readonly engineNow: (engine: string) => string;
  readonly checking: (path: string) => string;
  readonly checkPassed: (cells: number) => string;
  readonly checkFailed: (failed: number, cells: number) => string;
}
