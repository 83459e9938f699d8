import type { CellOutput, ResultSet } from '../cells/output';
import { useCell } from './cell-context';
import { ErrorView } from './error-view';
import { PrintedText } from './printed-text';
import { RecoveryView } from './recovery-view';
import { ResultTable } from './result-table';
import { tagLine } from './tags';
import { RelationView } from './relation/relation-view';
import { SchemaView } from './schema/schema-view';
import { MatrixView } from './trace/matrix-view';
import { TraceView } from './trace/trace-view';
import { ValueTreeView } from './value-tree';

/** The result of a cell: what went wrong first, then the trace of a schedule, what was printed, the results in order, and the value. */
export function MainView({ output }: { readonly output: CellOutput }) {
  const { words } = useCell();
  const { error, status, reason, stdout, value, trace, matrix, recovery, relation, diagram, trees = [] } = output;
  // A table, a tree or a drawing of the value says all that its text would say.
  const isShown = output.results.some(({ command }) => command === 'VALUE') || trees.some(({ of }) => of === 'value') || diagram !== undefined;
  const blocks = blocksOf(output.results);
  const tables = blocks.filter((block) => 'table' in block).length;
  const empty = blocks.length === 0 && error === null && status === 'ok' && stdout === '' && value === null && trace === null && matrix === null && recovery === null && relation === null && diagram === undefined && trees.length === 0;
  let ordinal = 0;
  return (
    <div class="savepoint-main">
      {status === 'interrupted' && error === null && <Verdict symbol="■" text={words.error.interrupted} reason={reason} />}
      {status === 'skipped' && <Verdict symbol="○" text={words.error.skipped} reason={reason} />}
      {error !== null && <ErrorView error={error} expected={status === 'ok'} />}
      {trace !== null && <TraceView traces={trace} />}
      {matrix !== null && <MatrixView matrix={matrix} />}
      {relation !== null && <RelationView report={relation} />}
      {stdout !== '' && <PrintedText text={stdout} />}
      {blocks.map((block, at) => {
        if ('tags' in block) {
          return (
            <div key={at} class="savepoint-tags">
              {tagLine(block.tags)}
            </div>
          );
        }
        ordinal += 1;
        const label = words.table.label(ordinal, tables);
        return <ResultTable key={at} result={block.table} index={block.index} label={label} />;
      })}
      {trees.map(({ tree }, at) => <ValueTreeView key={at} tree={tree} />)}
      {diagram !== undefined && <SchemaView diagram={diagram} />}
      {value !== null && !isShown && <PrintedText text={value} isValue />}
      {recovery !== null && <RecoveryView recovery={recovery} />}
      {empty && <div class="savepoint-tags">{words.tabs.nothing}</div>}
    </div>
  );
}

interface VerdictProps {
  readonly symbol: string;
  readonly text: string;
  readonly reason: string | null;
}

/** The one sentence that says why a cell did not come to its end. */
function Verdict({ symbol, text, reason }: VerdictProps) {
  const { words } = useCell();
  return (
    <div class="savepoint-verdict">
      <span class="savepoint-symbol" aria-hidden="true">
        {symbol}
      </span>
      <strong>{text}</strong> {reason === null ? null : words.message(reason)}
    </div>
  );
}

/** A table, or the tags of statements without rows that follow each other. */
type Block = { readonly table: ResultSet; readonly index: number } | { readonly tags: string[] };

function blocksOf(results: readonly ResultSet[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const [index, result] of results.entries()) {
    const last = blocks.at(-1);
    if (result.columns.length > 0) blocks.push({ table: result, index });
    else if (last !== undefined && 'tags' in last) last.tags.push(result.tag);
    else blocks.push({ tags: [result.tag] });
  }
  return blocks;
}
