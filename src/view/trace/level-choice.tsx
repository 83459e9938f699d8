import type { TargetedKeyboardEvent } from 'preact';
import type { Trace } from '../../cells/output';
import { useCell } from '../cell-context';
import { engineLabel } from '../engines';
import type { TraceLevelWords } from '../words/trace-words';
import { judgementOf, type Judgement } from './verdict';

const marks: Readonly<Record<Judgement, string>> = { anomaly: '✕', clean: '✓', unknown: '?' };

interface LevelChoiceProps {
  readonly traces: readonly Trace[];
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}

/** The levels at which the schedule ran, each with its mark. Arrow keys move and choose at once. */
export function LevelChoice({ traces, chosen, onChoose }: LevelChoiceProps) {
  const { levels } = useCell().words.trace;
  const current = traces[chosen];
  if (current === undefined) return null;
  const several = new Set(traces.map(({ engine }) => engine)).size > 1;
  const alternatives: Readonly<Record<Judgement, string>> = { anomaly: levels.anomaly, clean: levels.clean, unknown: levels.unknown };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = moved(event.key, chosen, traces.length);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };
  return (
    <div class="savepoint-levels">
      {traces.length > 1 && (
        <div class="savepoint-segments" role="radiogroup" aria-label={levels.label} onKeyDown={onKeyDown}>
          {traces.map((trace, at) => {
            const judgement = judgementOf(trace);
            return (
              <button
                type="button"
                key={at}
                class="savepoint-button savepoint-segment"
                role="radio"
                aria-checked={at === chosen}
                tabIndex={at === chosen ? 0 : -1}
                onClick={() => { onChoose(at); }}
              >
                <span class={`savepoint-judgement savepoint-judgement-${judgement}`} aria-hidden="true">
                  {marks[judgement]}
                </span>
                {labelOf(trace, at, traces, several)}
                <span class="savepoint-unseen">, {alternatives[judgement]}</span>
              </button>
            );
          })}
        </div>
      )}
      <span class="savepoint-level-engine">{captionOf(current, traces.length === 1, levels)}</span>
    </div>
  );
}

function moved(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** The level; with its engine where there are several, and a number where a level is there more than once. */
function labelOf(trace: Trace, at: number, traces: readonly Trace[], withEngine: boolean): string {
  const same = traces.filter(({ engine, level }) => engine === trace.engine && level === trace.level);
  const name = withEngine ? `${engineLabel(trace.engine)} ${trace.level}` : trace.level;
  return same.length > 1 ? `${name} ${traces.slice(0, at + 1).filter((one) => same.includes(one)).length}` : name;
}

/** The engine, and what its level's name does not say. */
function captionOf({ engine, level }: Trace, named: boolean, levels: TraceLevelWords): string {
  const parts = [engine === 'locking' ? levels.locking : engineLabel(engine)];
  if (named) parts.push(level);
  if (engine === 'postgres' && level === 'READ UNCOMMITTED') parts.push(levels.runsAs('READ COMMITTED'));
  if (engine === 'locking' && level === 'REPEATABLE READ') parts.push(levels.lockingRepeatable);
  if (engine === 'locking' && level === 'READ STABILITY') parts.push(levels.lockingStability);
  return parts.join(' · ');
}
