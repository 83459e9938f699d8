export { MatrixView } from './matrix-view';
export { TraceView } from './trace-view';
