import { useEffect, useRef, useState } from 'preact/hooks';
import type { CheckOutcome } from '../cells/check/condition';
import { useCell } from './cell-context';
import type { TaskState } from './model';

interface TaskLineProps {
  readonly task: TaskState;
  /** How the last output stands to what is wanted; undefined before there is one. */
  readonly check: CheckOutcome | undefined;
}

/** An exercise under its cell: whether it is solved, what is not yet as it should be, and hints, one at a time. */
export function TaskLine({ task, check }: TaskLineProps) {
  const words = useCell().words.task;
  const [shown, setShown] = useState(0);
  const hints = useRef<HTMLOListElement>(null);
  const solvedNow = check?.unmet.length === 0;
  // With the last hint goes its button, and would take the focus along.
  useEffect(() => { if (shown > 0 && shown === task.hints.length) hints.current?.focus({ preventScroll: true }); }, [shown]);
  return (
    <div class={`savepoint-task ${solvedNow ? 'savepoint-is-solved' : ''}`} role="group" aria-label={words.label}>
      <div class="savepoint-task-head">
        <span class="savepoint-task-title">{task.title === '' ? words.label : words.titled(task.title)}</span>
        <span class="savepoint-task-state">{solvedNow ? words.solved : check !== undefined ? words.notYet : task.solved ? words.solvedBefore : words.open}</span>
        {shown < task.hints.length && !solvedNow && (
          <button type="button" class="savepoint-button savepoint-next-hint" onClick={() => { setShown(shown + 1); }}>
            {words.showHint(shown + 1, task.hints.length)}
          </button>
        )}
      </div>
      {check !== undefined && check.unmet.length > 0 && (
        <ul class="savepoint-unmet">
          {check.unmet.map(({ condition, found }, at) => (
            <li key={at}>{words.unmet(words.condition(condition), found === null ? words.none : found === '' ? words.noRows : found)}</li>
          ))}
        </ul>
      )}
      {/* There before the first hint, so that it is heard. */}
      <div aria-live="polite">
        {shown > 0 && (
          <ol class="savepoint-hints" tabIndex={-1} ref={hints}>
            {task.hints.slice(0, shown).map((hint, at) => (
              <li key={at}>{hint}</li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}
