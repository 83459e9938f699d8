export type { CellActions, CellModel, CellPhase, CellState, FetchRows, Row } from './model';
export { createCellStore, idleCell, type CellStore } from './store';
export { mountCell } from './mount';
export { hasTable, outputAsCsv, outputAsMarkdown } from './copy-output';
export { traceText } from './trace/trace-text';
export { wordsFor, type Words } from './words';
