import { useState } from 'preact/hooks';
import type { Trace } from '../../cells/output';
import { useCell } from '../cell-context';
import { firstShown, LevelChoice } from './level-choice';
import { Schedule } from './schedule';
import { VerdictView } from './verdict-view';

/** What happened when a schedule ran: the verdict, the levels to choose from, and the schedule step by step. */
export function TraceView({ traces }: { readonly traces: readonly Trace[] }) {
  const { asked } = useCell();
  const [chosen, setChosen] = useState(() => firstShown(traces, asked.current));
  const [anomaly, setAnomaly] = useState(0);
  /** Kept from level to level, so that the same moment can be compared; null is the end. */
  const [step, setStep] = useState<number | null>(null);
  /** Whether locks and versions are shown; null until someone has said: then they are where a step is looked at. */
  const [stands, setStands] = useState<boolean | null>(null);
  const trace = traces[chosen];
  if (trace === undefined) return null;
  const choose = (at: number): void => {
    setChosen(at);
    setAnomaly(0);
  };
  return (
    <div class="savepoint-trace">
      <div class="savepoint-trace-head">
        <div class="savepoint-verdicts" aria-live="polite">
          {/* All take the same room, so that the levels below do not move under the pointer. */}
          {traces.map((one, at) => (
            <VerdictView key={at} trace={one} shown={at === chosen} anomaly={at === chosen ? anomaly : 0} onAnomaly={setAnomaly} />
          ))}
        </div>
        <LevelChoice traces={traces} chosen={chosen} onChoose={choose} />
      </div>
      <Schedule
        key={chosen}
        trace={trace}
        anomaly={trace.anomalies[anomaly] ?? null}
        step={step === null ? trace.steps.length : Math.min(step, trace.steps.length)}
        onStep={(to) => { setStep(to >= trace.steps.length ? null : to); }}
        stands={stands ?? step !== null}
        onStands={setStands}
      />
    </div>
  );
}
