import type { Trace } from '../../cells/output';
import { useCell } from '../cell-context';
import { CrashBand } from './crash-band';
import { labelOf } from './edges';
import { OutcomeLine } from './outcome-line';
import type { SqlRoom } from './short-sql';
import { levelAsked } from './statements';
import { StepCard } from './step-card';
import type { TimelineRow } from './timeline';
import { VersionEntry } from './version-list';
import type { SeenItem } from './versions';

interface LaneRowProps {
  readonly row: TimelineRow;
  readonly trace: Trace;
  /** Steps of other lanes that went on during this one. */
  readonly resumed: readonly TimelineRow[];
  readonly changed: readonly SeenItem[];
  /** True where there is but one item, which needs no name. */
  readonly onlyItem: boolean;
  /** The last step that has happened. */
  readonly step: number;
  readonly room: SqlRoom;
  readonly open: boolean;
  readonly tabStop: boolean;
  readonly onToggle: () => void;
  /** Called with true when it gets the focus, with false when it loses it. */
  readonly onFocus: (has: boolean) => void;
  readonly onPoint: (step: number | null) => void;
}

/** A row of the lanes: one step in its lane, whoever goes on because of it, and the versions that it changes. */
export function LaneRow(props: LaneRowProps) {
  const { row, trace, resumed, changed, onlyItem, step } = props;
  const { words } = useCell();
  const { steps } = words.trace;
  const { outcome } = row.step;
  const classes = ['savepoint-row'];
  if (row.step.step > step) classes.push('savepoint-is-future');
  if (row.step.step === step && step < trace.steps.length) classes.push('savepoint-is-now');
  return (
    <li
      class={classes.join(' ')}
      data-step={row.step.step}
      aria-current={row.step.step === step && step < trace.steps.length ? 'step' : undefined}
      style={{ '--savepoint-at': row.step.step, '--savepoint-column': row.lane + 2 }}
    >
      <span class="savepoint-row-number">
        <span class="savepoint-unseen">{steps.step(row.step.step)}, </span>
        <span aria-hidden="true">{row.step.step}</span>
      </span>
      {outcome.kind === 'crash' && <CrashBand outcome={outcome} cut={resumed} />}
      {outcome.kind !== 'crash' && (
        <div class="savepoint-spot">
          <span class="savepoint-lane-name">{row.step.session}</span>
          {row.frame === null ? (
            <StepCard
              row={row}
              dependencies={dependencyTexts(row.step.step, trace)}
              step={step}
              ended={row.endedAt <= step || step >= trace.steps.length}
              room={props.room}
              open={props.open}
              tabStop={props.tabStop}
              onToggle={props.onToggle}
              onFocus={props.onFocus}
              onPoint={props.onPoint}
            />
          ) : (
            <Frame row={row} level={trace.level} />
          )}
        </div>
      )}
      {outcome.kind !== 'crash' &&
        resumed.map((other) => (
          <div key={other.step.step} class="savepoint-resumed" style={{ '--savepoint-column': other.lane + 2 }}>
            <span class="savepoint-unseen">{other.step.session}: </span>
            <OutcomeLine step={other.step} prefix={words.trace.then} />
          </div>
        ))}
      {changed.length > 0 && (
        <div class="savepoint-versions" aria-hidden="true">
          {changed.map((item) => (
            <VersionEntry key={item.item} item={item} named={!onlyItem} />
          ))}
        </div>
      )}
    </li>
  );
}

/** The begin or the end of a transaction: a word at its place on the line, and a level other than the trace's. */
function Frame({ row, level }: { readonly row: TimelineRow; readonly level: string }) {
  const { steps } = useCell().words.trace;
  const { frame, step } = row;
  if (frame === null) return null;
  const asked = levelAsked(step.sql);
  const tag = step.outcome.kind === 'ok' ? step.outcome.tag : '';
  const failedCommit = frame === 'rollback' && /^\s*(commit|end)\b/i.test(step.sql);
  return (
    <span class={`savepoint-frame savepoint-frame-${frame}`} title={step.sql}>
      <strong>{failedCommit ? steps.commit : steps[frame]}</strong>
      {failedCommit && <span class="savepoint-frame-note">{tag}</span>}
      {step.queued && step.ranAfterStep !== null && (
        <span class="savepoint-frame-note">
          {steps.queued}, {steps.ranAfter(step.ranAfterStep)}
        </span>
      )}
      {frame === 'begin' && asked !== null && asked !== level && <span class="savepoint-frame-note">{asked}</span>}
    </span>
  );
}

/** The dependencies that end at a step, in short: what the arrows show, for whoever does not see them. */
function dependencyTexts(step: number, trace: Trace): readonly string[] {
  const texts = trace.dependencies.flatMap(({ from, kind, item, steps }) =>
    steps[1] === step && steps[0] !== undefined ? [`${labelOf(kind)} ← ${from} (${steps[0]}), ${item}`] : [],
  );
  return [...new Set(texts)];
}
