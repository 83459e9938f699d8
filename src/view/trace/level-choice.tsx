import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Trace } from '../../cells/output';
import { useCell, type AskedRun } from '../cell-context';
import { engineLabel } from '../engines';
import { moved } from '../roving';
import { Term } from '../terms/term';
import type { TraceLevelWords } from '../words/trace-words';
import { scheduleLevels } from './schedule-levels';
import { judgementOf, type Judgement } from './verdict';

const marks: Readonly<Record<Judgement, string>> = { anomaly: '✕', clean: '✓', unknown: '?' };

interface LevelChoiceProps {
  readonly traces: readonly Trace[];
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}

/**
 * The levels at which the schedule ran, each with its mark; arrow keys move and choose at once. Where the host can run it
 * elsewhere, the other levels follow, and the engine can be changed.
 */
export function LevelChoice({ traces, chosen, onChoose }: LevelChoiceProps) {
  const { words, actions, asked } = useCell();
  const { levels } = words.trace;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const page = place.current?.ownerDocument;
    if (asked.current?.by === undefined) return;
    const { engine, level, by } = asked.current;
    asked.current = { engine, level };
    // What was pressed went with its output, and took the focus along.
    if (page?.activeElement === page?.body) place.current?.querySelector<HTMLElement>(by === 'engine' ? 'select' : '[role="radio"][aria-checked="true"]')?.focus({ preventScroll: true });
  }, []);
  const current = traces[chosen];
  if (current === undefined) return null;
  const several = new Set(traces.map(({ engine }) => engine)).size > 1;
  /** Where there is something to choose, the level stands among the others. */
  const named = traces.length > 1 || actions.runAt !== undefined;
  const caption = captionOf(current, !named, actions.runAt === undefined, levels);
  const runAt = (engine: string, level: string | null): void => {
    asked.current = { engine, level, by: level === null ? 'engine' : 'level' };
    actions.runAt?.(engine, levelsToRun(traces, engine, level));
  };
  const alternatives: Readonly<Record<Judgement, string>> = { anomaly: levels.anomaly, clean: levels.clean, unknown: levels.unknown };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = moved(event.key, chosen, traces.length);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };
  return (
    <div class="savepoint-levels" ref={place}>
      {actions.runAt && <EngineChoice engine={current.engine} onRun={(engine) => { runAt(engine, null); }} />}
      {named && (
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
      {actions.runAt && <OtherLevels traces={traces} onRun={runAt} />}
      {caption !== '' && <span class="savepoint-level-engine">{caption}</span>}
      {actions.noteOf?.([current.level]) && (
        <span class="savepoint-level-engine">
          <Term names={[current.level]}>{levels.about(current.level)}</Term>
        </span>
      )}
    </div>
  );
}

/** The levels at which it has not run yet. */
function OtherLevels({ traces, onRun }: { readonly traces: readonly Trace[]; readonly onRun: (engine: string, level: string) => void }) {
  const { levels } = useCell().words.trace;
  const [first] = traces;
  if (first === undefined) return null;
  const others = (scheduleLevels[first.engine] ?? []).filter((level) => !traces.some((trace) => trace.level === level));
  if (others.length === 0) return null;
  return (
    <div class="savepoint-segments savepoint-other-levels" role="group" aria-label={levels.others}>
      {others.map((level) => (
        <button type="button" key={level} class="savepoint-button savepoint-segment" title={levels.runAt(level)} onClick={() => { onRun(first.engine, level); }}>
          {level}
        </button>
      ))}
    </div>
  );
}

/** The engine, to be changed: the schedule then runs there at every level. */
function EngineChoice({ engine, onRun }: { readonly engine: string; readonly onRun: (engine: string) => void }) {
  const { levels } = useCell().words.trace;
  if (!Object.hasOwn(scheduleLevels, engine)) return null;
  return (
    <select class="savepoint-engine-choice" aria-label={levels.engine} value={engine} onChange={({ currentTarget }) => { onRun(currentTarget.value); }}>
      {Object.keys(scheduleLevels).map((one) => (
        <option key={one} value={one}>
          {engineLabel(one)}
        </option>
      ))}
    </select>
  );
}

/** The trace to begin with: the one that was asked for, else the first that shows an anomaly. */
export function firstShown(traces: readonly Trace[], asked: AskedRun | null): number {
  const wanted = traces.findIndex(({ engine, level }) => engine === asked?.engine && level === asked.level);
  return Math.max(0, wanted >= 0 ? wanted : traces.findIndex((trace) => judgementOf(trace) === 'anomaly'));
}

/** Those at which it ran, and one more, in the engine's order; all of another engine's. */
function levelsToRun(traces: readonly Trace[], engine: string, level: string | null): readonly string[] {
  return (scheduleLevels[engine] ?? []).filter((one) => level === null || one === level || traces.some((trace) => trace.level === one));
}

/** The level; with its engine where there are several, and a number where a level is there more than once. */
function labelOf(trace: Trace, at: number, traces: readonly Trace[], withEngine: boolean): string {
  const same = traces.filter(({ engine, level }) => engine === trace.engine && level === trace.level);
  const name = withEngine ? `${engineLabel(trace.engine)} ${trace.level}` : trace.level;
  return same.length > 1 ? `${name} ${traces.slice(0, at + 1).filter((one) => same.includes(one)).length}` : name;
}

/** What its level's name does not say; with the level and the engine where no choice names them. */
function captionOf({ engine, level }: Trace, named: boolean, withEngine: boolean, levels: TraceLevelWords): string {
  const parts = engine === 'locking' ? [levels.locking] : withEngine ? [engineLabel(engine)] : [];
  if (named) parts.push(level);
  if (engine === 'postgres' && level === 'READ UNCOMMITTED') parts.push(levels.runsAs('READ COMMITTED'));
  if (engine === 'locking' && level === 'REPEATABLE READ') parts.push(levels.lockingRepeatable);
  if (engine === 'locking' && level === 'READ STABILITY') parts.push(levels.lockingStability);
  return parts.join(' · ');
}
