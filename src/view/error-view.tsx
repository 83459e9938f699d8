import type { CellError, TextFix } from '../cells/output';
import { useCell } from './cell-context';
import { excerptAround } from './excerpt';
import { Term } from './terms/term';
import { errorTerms } from './terms/terms';

interface ErrorViewProps {
  readonly error: CellError;
  /** True where the cell was meant to fail like this. */
  readonly expected: boolean;
}

/** An error: one sentence, the place in the cell, what the engine adds, and how to mend it. */
export function ErrorView({ error, expected }: ErrorViewProps) {
  const { words } = useCell();
  return (
    <div class={`savepoint-error ${expected ? 'savepoint-is-expected' : ''}`}>
      <div class="savepoint-verdict">
        <span class="savepoint-symbol" aria-hidden="true">
          {expected ? '✓' : '✕'}
        </span>
        {expected && <span class="savepoint-expected">{words.error.expected} </span>}
        <strong class="savepoint-error-type">
          <Term names={errorTerms(error)}>{error.type}</Term>
        </strong>{' '}
        {error.code !== null && <code class="savepoint-code">{error.code}</code>}{' '}
        <span class="savepoint-message">{words.message(error.message)}</span>
      </div>
      <Place error={error} />
      {error.detail !== null && (
        <div class="savepoint-detail">
          <span class="savepoint-label">{words.error.detail}</span> {error.detail}
        </div>
      )}
      {(error.hint !== null || error.fix !== null) && <Hint hint={error.hint} fix={error.fix} />}
    </div>
  );
}

/** The line that is meant, with a caret below the column. */
function Place({ error }: { readonly error: CellError }) {
  const { words } = useCell();
  const { line, column, excerpt } = error;
  if (line === null) return null;
  const position = words.error.position(line, column);
  if (excerpt === null) return <div class="savepoint-position">{position}</div>;
  const shown = excerptAround(excerpt, column);
  return (
    <div class="savepoint-place">
      <div class="savepoint-position">{position}</div>
      <pre class="savepoint-excerpt" tabIndex={0}>
        <span class="savepoint-line-number" aria-hidden="true">
          {line}
        </span>
        <code>
          {shown.text}
          {shown.caret !== null && (
            <span class="savepoint-caret" aria-hidden="true">
              {`\n${shown.caret}`}
            </span>
          )}
        </code>
      </pre>
    </div>
  );
}

function Hint({ hint, fix }: { readonly hint: string | null; readonly fix: TextFix | null }) {
  const { words, actions } = useCell();
  const applyFix = actions.applyFix?.bind(actions);
  if (hint === null && (fix === null || applyFix === undefined)) return null;
  return (
    <div class="savepoint-hint">
      <div class="savepoint-hint-text">
        <span class="savepoint-label">{words.error.hint}</span> {hint === null ? null : words.message(hint)}
      </div>
      {fix !== null && applyFix !== undefined && (
        <button
          type="button"
          class="savepoint-button savepoint-apply"
          aria-label={words.error.applyFix(fix.text)}
          onClick={() => { applyFix(fix); }}
        >
          {words.error.apply}
        </button>
      )}
    </div>
  );
}
