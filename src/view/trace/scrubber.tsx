import { useEffect, useRef, useState } from 'preact/hooks';
import type { TraceStep } from '../../cells/output';
import { useCell } from '../cell-context';

/** Milliseconds that a step stays while playing. */
const pace = 900;

interface ScrubberProps {
  readonly steps: readonly TraceStep[];
  /** The last step that has happened. */
  readonly step: number;
  readonly onStep: (step: number) => void;
}

/** Steps through the schedule by hand, or plays it. */
export function Scrubber({ steps, step, onStep }: ScrubberProps) {
  const { words } = useCell();
  const { scrubber } = words.trace;
  const count = steps.length;
  const place = useRef<HTMLDivElement>(null);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    const view = place.current?.ownerDocument.defaultView;
    if (!playing || !view) return undefined;
    if (step >= count) {
      setPlaying(false);
      return undefined;
    }
    const timer = view.setTimeout(() => { onStep(step + 1); }, pace);
    return () => { view.clearTimeout(timer); };
  }, [playing, step, count]);

  const go = (to: number): void => {
    setPlaying(false);
    onStep(Math.min(Math.max(to, 1), count));
  };
  const play = (): void => {
    // From the end it begins again.
    if (!playing && step >= count) onStep(1);
    setPlaying(!playing);
  };
  const current = steps[step - 1];
  const position = scrubber.position(step, count);
  return (
    <div class="savepoint-scrubber" ref={place}>
      <button type="button" class="savepoint-button savepoint-step-back" aria-label={scrubber.back} aria-disabled={step <= 1} onClick={() => { go(step - 1); }} />
      <button type="button" class="savepoint-button savepoint-step-forward" aria-label={scrubber.forward} aria-disabled={step >= count} onClick={() => { go(step + 1); }} />
      <span class="savepoint-scrub-position">{position}</span>
      <input
        type="range"
        class="savepoint-slider"
        min={1}
        max={count}
        step={1}
        value={step}
        aria-label={scrubber.label}
        aria-valuetext={current === undefined ? position : `${position}: ${current.session}, ${current.sql.trim()}`}
        style={{ '--savepoint-part': count > 1 ? (step - 1) / (count - 1) : 1 }}
        onInput={(event) => { go(Number(event.currentTarget.value)); }}
      />
      <button type="button" class="savepoint-button savepoint-play" aria-pressed={playing} onClick={play}>
        {playing ? scrubber.pause : scrubber.play}
      </button>
    </div>
  );
}
