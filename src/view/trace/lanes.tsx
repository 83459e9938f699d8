import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Trace } from '../../cells/output';
import { useCell } from '../cell-context';
import { ArrowLayer } from './arrow-layer';
import type { Edge } from './edges';
import { LaneRow } from './lane-row';
import type { Stretch, Timeline } from './timeline';
import { useDiagramSize } from './diagram-size';
import type { VersionHistory } from './versions';

/** Longer schedules scroll within the cell, so that the scrubber stays near. */
const longFrom = 18;

interface LanesProps {
  readonly trace: Trace;
  readonly timeline: Timeline;
  readonly edges: readonly Edge[];
  readonly history: VersionHistory;
  /** The last step that has happened. */
  readonly step: number;
  /** True where the versions stand beside the lanes. */
  readonly beside: boolean;
  readonly onStep: (step: number) => void;
}

/** The swim lanes: a column for each session, time downwards. */
export function Lanes({ trace, timeline, edges, history, step, beside }: LanesProps) {
  const { steps: words, versions } = useCell().words.trace;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const size = useDiagramSize(grid, trace.sessions.length, beside);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const cards = timeline.rows.filter(({ frame }) => frame === null).map((row) => row.step.step);
  const [stop, setStop] = useState(cards[0] ?? 0);
  const { rows } = timeline;
  const count = rows.length;
  const long = count >= longFrom;
  useFollow(scroller, step, long);

  const toggle = (card: number): void => {
    const next = new Set(open);
    if (!next.delete(card)) next.add(card);
    setOpen(next);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const to = moved(event.key, cards.indexOf(stop), cards);
    if (to === undefined || !cardWithFocus(event)) return;
    event.preventDefault();
    setStop(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-step="${to}"] .savepoint-card-head`)?.focus();
  };
  const classes = ['savepoint-lanes'];
  if (trace.sessions.length > 3) classes.push('savepoint-is-crowded');
  if (beside) classes.push('savepoint-has-versions');
  return (
    <div
      class={`savepoint-lanes-scroller ${long ? 'savepoint-is-long' : ''}`}
      ref={scroller}
      {...(long && { role: 'group', tabIndex: 0, 'aria-label': words.label })}
    >
      <div class={classes.join(' ')} ref={grid} style={{ '--savepoint-lanes': trace.sessions.length, '--savepoint-rows': count }} onKeyDown={onKeyDown}>
        <div class="savepoint-lane-heads" aria-hidden="true">
          {trace.sessions.map((session, lane) => (
            <span key={session} class="savepoint-lane-head" style={{ '--savepoint-column': lane + 2 }}>
              {session}
            </span>
          ))}
          {beside && (
            <span class={`savepoint-lane-head savepoint-versions-head ${history.items.length === 1 ? 'savepoint-is-item' : ''}`}>
              {history.items.length === 1 ? history.items[0] : versions.heading}
            </span>
          )}
        </div>
        <p class="savepoint-unseen">{words.keys}</p>
        <ol class="savepoint-steps" aria-label={words.label}>
          {trace.sessions.map((session, lane) => (
            <Rail key={session} kind="lane" stretch={{ lane, from: 1, to: count }} ends={false} />
          ))}
          {timeline.lives.map((life) => (
            <Rail key={`life ${life.lane} ${life.from}`} kind={`life savepoint-life-${life.end}`} stretch={until(step, life)} ends={life.end !== 'open' && life.to <= step} />
          ))}
          {timeline.waits.map((wait) => (
            <Rail key={`wait ${wait.lane} ${wait.from}`} kind="wait" stretch={until(step, wait)} ends={!wait.open && wait.to <= step} />
          ))}
          {rows.map((row) => (
            <LaneRow
              key={row.step.step}
              row={row}
              trace={trace}
              resumed={timeline.resumed.get(row.step.step) ?? []}
              changed={beside ? history.changedBy(row.step.step) : []}
              onlyItem={history.items.length === 1}
              step={step}
              room={size.room}
              open={open.has(row.step.step)}
              tabStop={row.step.step === stop}
              onToggle={() => { toggle(row.step.step); }}
              onFocus={(has) => {
                if (has) setStop(row.step.step);
                setFocused(has ? row.step.step : null);
              }}
              onPoint={setPointed}
            />
          ))}
        </ol>
        <ArrowLayer grid={grid} edges={edges} timeline={timeline} step={step} active={pointed ?? focused} size={size} drawn={[...open].join()} />
      </div>
    </div>
  );
}

interface RailProps {
  readonly kind: string;
  readonly stretch: Stretch | null;
  /** True where it ends beside the first line of its last row, false where it goes through. */
  readonly ends: boolean;
}

/** A line down a lane: the lane itself, a transaction's life, or a wait. */
function Rail({ kind, stretch, ends }: RailProps) {
  if (stretch === null) return null;
  const { lane, from, to } = stretch;
  const short = ends && to > from;
  return (
    <li
      class={`savepoint-rail savepoint-${kind} ${short ? 'savepoint-is-ended' : ''}`}
      role="presentation"
      aria-hidden="true"
      style={{ '--savepoint-column': lane + 2, '--savepoint-from': from, '--savepoint-to': short ? to : to + 1 }}
    />
  );
}

/** The part of a stretch that lies before the step shown; null where there is none. */
function until(step: number, stretch: Stretch): Stretch | null {
  return stretch.from > step ? null : { ...stretch, to: Math.min(stretch.to, step) };
}

/** Keeps the current step of a long schedule in view, by scrolling nothing but the diagram. */
function useFollow(scroller: { readonly current: HTMLDivElement | null }, step: number, long: boolean): void {
  const first = useRef(true);
  useEffect(() => {
    const box = scroller.current;
    const row = box?.querySelector<HTMLElement>(`[data-step="${step}"]`);
    // A trace that has just come is seen from its beginning.
    if (first.current || !long || !box || !row) {
      first.current = false;
      return;
    }
    const head = 40;
    const top = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < head) box.scrollTop += top - head;
    else if (top + row.offsetHeight > box.clientHeight - head) box.scrollTop += top + row.offsetHeight - box.clientHeight + head;
  }, [step, long]);
}

function cardWithFocus(event: TargetedKeyboardEvent<HTMLDivElement>): boolean {
  const { target } = event;
  return target !== null && 'classList' in target && (target as Element).classList.contains('savepoint-card-head');
}

/** Where a key leads among the cards. */
function moved(key: string, at: number, cards: readonly number[]): number | undefined {
  if (key === 'ArrowDown' || key === 'ArrowRight') return cards[at + 1];
  if (key === 'ArrowUp' || key === 'ArrowLeft') return cards[at - 1];
  if (key === 'Home') return cards[0];
  return key === 'End' ? cards.at(-1) : undefined;
}
