import { useCell } from '../cell-context';
import { OutcomeLine } from './outcome-line';
import { waitText } from './outcome-text';
import { shortSql, type SqlRoom } from './short-sql';
import { SqlColour } from './sql-colour';
import { StepDetail } from './step-detail';
import type { TimelineRow } from './timeline';

interface StepCardProps {
  readonly row: TimelineRow;
  readonly dependencies: readonly string[];
  /** The last step that has happened. */
  readonly step: number;
  /** True where its outcome is there by then. */
  readonly ended: boolean;
  readonly room: SqlRoom;
  readonly open: boolean;
  readonly tabStop: boolean;
  readonly onToggle: () => void;
  /** Called with true when it gets the focus, with false when it loses it. */
  readonly onFocus: (has: boolean) => void;
  readonly onPoint: (step: number | null) => void;
}

/** A step: its SQL, shortened until it is opened or has the keyboard's focus, and what became of it. */
export function StepCard({ row, dependencies, step, ended, room, open, tabStop, onToggle, onFocus, onPoint }: StepCardProps) {
  const { words } = useCell();
  const { steps } = words.trace;
  const { sql, outcome, claims, queued, ranAfterStep, resumedAfterStep } = row.step;
  const whole = sql.trim().replace(/;$/, '');
  const short = shortSql(sql, room);
  const cut = short !== whole;
  const wait = waitText(row.step, words.trace);
  const later = resumedAfterStep !== null && resumedAfterStep > row.step.step;
  const classes = ['savepoint-card'];
  if (outcome.kind === 'error') classes.push('savepoint-is-failed');
  if (outcome.kind === 'never_ran') classes.push('savepoint-is-unrun');
  if (queued) classes.push('savepoint-is-queued');
  if (!ended && row.step.step <= step) classes.push('savepoint-is-pending');
  return (
    <div class={classes.join(' ')}>
      <button
        type="button"
        class={`savepoint-button savepoint-card-head ${cut ? 'savepoint-is-cut' : ''}`}
        aria-expanded={open}
        tabIndex={tabStop ? 0 : -1}
        title={cut && !open ? whole : undefined}
        onClick={onToggle}
        onFocus={() => { onFocus(true); }}
        onBlur={() => { onFocus(false); }}
        onPointerEnter={() => { onPoint(row.step.step); }}
        onPointerLeave={() => { onPoint(null); }}
      >
        <code class="savepoint-sql savepoint-card-sql">
          {cut && !open && (
            <span class="savepoint-card-short" aria-hidden="true">
              <SqlColour sql={short} />
            </span>
          )}
          <span class={cut && !open ? 'savepoint-card-whole' : ''}>
            <SqlColour sql={open ? sql.trim() : whole} />
          </span>
        </code>
        <span class="savepoint-card-outcome">
          {queued && (
            <span class="savepoint-card-wait">
              {steps.queued}
              {ranAfterStep !== null && `, ${steps.ranAfter(ranAfterStep)}`}
              {wait === null ? ': ' : ', '}
            </span>
          )}
          {wait !== null && (
            <span class="savepoint-card-wait">
              <span class="savepoint-mark savepoint-mark-waits" aria-hidden="true" />
              {wait}
              {later && <span class="savepoint-until"> {steps.untilStep(resumedAfterStep)}</span>}
              {outcome.kind !== 'never_resumed' && <span class={later ? 'savepoint-until' : ''}>, </span>}
            </span>
          )}
          {/* Where the lanes stand side by side, the outcome of a wait shows at its end. */}
          {!(outcome.kind === 'never_resumed') && (
            <span class={wait !== null && later ? 'savepoint-until' : 'savepoint-known'}>
              <OutcomeLine step={row.step} {...(wait !== null && { prefix: words.trace.then })} />
            </span>
          )}
          {outcome.kind === 'never_resumed' && <span class="savepoint-known">, {steps.stillWaiting}</span>}
        </span>
        {claims?.blocks === false && <Warning text={steps.didNotBlock} />}
        {claims?.unblocks === false && <Warning text={steps.didNotUnblock} />}
        {dependencies.map((text) => (
          <span key={text} class="savepoint-card-dependency">
            {text}
          </span>
        ))}
      </button>
      {open && <StepDetail step={row.step} />}
    </div>
  );
}

function Warning({ text }: { readonly text: string }) {
  return (
    <span class="savepoint-card-warning">
      <span class="savepoint-mark savepoint-mark-warning" aria-hidden="true" />
      {text}
    </span>
  );
}
