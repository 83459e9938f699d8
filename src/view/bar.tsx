import type { ComponentChildren } from 'preact';
import { useCell } from './cell-context';
import { useCellMenu } from './cell-menu';
import { engineLabel } from './engines';
import { Elapsed } from './elapsed';
import { Menu } from './menu';
import type { CellState } from './model';
import type { Words } from './words';

interface BarProps {
  readonly state: CellState;
  readonly busy: boolean;
  /** A word that stands for a moment in place of fresh or stale. */
  readonly flash: string | null;
  readonly onRun: () => void;
  readonly onCopyMarkdown: () => void;
  readonly onCopyCsv: () => void;
  readonly onCopyFrozen: () => void;
  readonly onDrawSchema: () => void;
  readonly children: ComponentChildren;
}

/** The slim bar under a cell: run or stop, engine, figures, freshness, menu. */
export function Bar({ state, busy, flash, onRun, onCopyMarkdown, onCopyCsv, onCopyFrozen, onDrawSchema, children }: BarProps) {
  const { words, actions, id } = useCell();
  const items = useCellMenu(state, busy, onCopyMarkdown, onCopyCsv, onCopyFrozen, onDrawSchema);
  const blocked = !busy && state.whyNot !== null;
  const press = (event: MouseEvent): void => {
    // The second click of a double click on Run would otherwise stop what the first one began.
    if (blocked || event.detail > 1) return;
    if (busy) actions.stop();
    else onRun();
  };
  return (
    <div class={`savepoint-bar ${busy ? 'savepoint-is-busy' : ''}`} role="group" aria-label={words.bar.cell}>
      <button
        type="button"
        class="savepoint-button savepoint-run"
        aria-disabled={blocked}
        aria-describedby={blocked ? `${id}-why` : undefined}
        onClick={press}
      >
        {busy ? words.bar.stop : words.bar.run}
      </button>
      {state.engine !== null && <span class="savepoint-engine">{engineLabel(state.engine)}</span>}
      {blocked ? (
        <span class="savepoint-figures savepoint-is-reason" id={`${id}-why`}>
          {words.message(state.whyNot)}
        </span>
      ) : (
        <span class="savepoint-figures">{busy ? <Progress state={state} /> : <Summary state={state} />}</span>
      )}
      {children}
      <FrozenMark frozen={state.frozen} />
      <Freshness state={state} busy={busy} flash={flash} />
      <Menu label={words.bar.more} items={items} />
      {busy && <ProgressLine state={state} />}
    </div>
  );
}

function Progress({ state }: Pick<BarProps, 'state'>) {
  const { words } = useCell();
  return (
    <>
      {progressWord(state, words)}
      {state.startedAt !== null && <Elapsed since={state.startedAt} />}
    </>
  );
}

/** A line along the bar: as long as what is done, where that is known. */
function ProgressLine({ state }: Pick<BarProps, 'state'>) {
  const { words } = useCell();
  const { progress } = state;
  const label = progressWord(state, words);
  if (progress === null) return <div class="savepoint-progress" role="progressbar" aria-label={label} />;
  return (
    <div
      class="savepoint-progress savepoint-is-measured"
      role="progressbar"
      aria-label={label}
      aria-valuemax={progress.of}
      aria-valuenow={progress.done}
      style={{ '--savepoint-done': progress.done / progress.of }}
    />
  );
}

/** What a busy cell is doing. */
function progressWord({ opening, phase, wait, progress }: CellState, words: Words): string {
  if (wait !== null) return words.bar.waitsFor(wait.blockedBy.map((name) => name ?? words.bar.ownSession).join(', '));
  if (opening !== null) return words.progress.starting(engineLabel(opening));
  if (progress !== null) return words.progress.done(progress.done, progress.of);
  return phase === 'queued' ? words.bar.queued : words.bar.running;
}

/** `4 ms`, `9 ms, 4 statements`, `failed, 3 ms`. */
function Summary({ state: { output, ordinal } }: Pick<BarProps, 'state'>) {
  const { words } = useCell();
  if (output === null) return null;
  if (output.status === 'skipped') return <>{words.bar.skipped}</>;
  const count = output.statements.length;
  return (
    <>
      {output.status === 'error' && `${words.bar.failed}, `}
      {output.status === 'interrupted' && `${words.bar.stopped}, `}
      {words.duration(output.durationMs)}
      {count > 1 && <span class="savepoint-statement-count">, {words.bar.statements(count)}</span>}
      {ordinal !== null && <span class="savepoint-ordinal">, {words.bar.runNumber(ordinal)}</span>}
    </>
  );
}

/** Whether the note keeps an output of the cell, and whether that is of the cell as it is. */
function FrozenMark({ frozen }: Pick<CellState, 'frozen'>) {
  const { bar } = useCell().words;
  if (frozen === null) return null;
  const stale = frozen === 'stale';
  return (
    <span class={`savepoint-frozen ${stale ? 'savepoint-is-stale' : ''}`} title={stale ? bar.frozenStaleWhy : bar.frozenWhy}>
      {stale ? bar.frozenStale : bar.frozen}
    </span>
  );
}

function Freshness({ state, busy, flash }: Pick<BarProps, 'state' | 'busy' | 'flash'>) {
  const { bar } = useCell().words;
  if (flash !== null) {
    return (
      <span class="savepoint-freshness" aria-hidden="true">
        {flash}
      </span>
    );
  }
  if (state.output === null || busy) return null;
  if (state.stale) {
    return (
      <span class="savepoint-freshness savepoint-is-stale" title={bar.staleWhy}>
        {bar.stale}
      </span>
    );
  }
  return state.output.status === 'ok' ? <span class="savepoint-freshness">{bar.fresh}</span> : null;
}
