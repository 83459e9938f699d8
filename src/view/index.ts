export type { CellActions, CellModel, CellPhase, CellState, FetchRows, Row } from './model';
export { createCellStore, idleCell, type CellStore } from './store';
export { mountCell } from './mount';
export { hasTable, outputAsCsv, outputAsMarkdown, type OutputFormat } from './copy-output';
export { matrixText } from './trace/matrix-text';
export { relationText } from './relation/relation-text';
export { traceText } from './trace/trace-text';
export { wordsFor, type Words } from './words';
