export { MatrixView, type MatrixRow, type MatrixSquare } from './matrix-view';
export { TraceView } from './trace-view';
