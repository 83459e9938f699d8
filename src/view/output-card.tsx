import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { CellOutput } from '../cells/output';
import { MainView } from './main-view';
import { ObjectsView } from './objects-view';
import type { Tab, TabId } from './output-tabs';
import { PlanTree } from './plan-tree';
import { PrintedText } from './printed-text';
import { StatementLog } from './statement-log';
import { TabPanel } from './tabs';

interface OutputCardProps {
  readonly output: CellOutput;
  readonly tabs: readonly Tab[];
  readonly selected: TabId;
  /** True while the next run works: this output is about to be replaced. */
  readonly busy: boolean;
  readonly stale: boolean;
  /** The tab list, where it heads the card. */
  readonly strip: ComponentChildren;
}

/** An output in its frame. */
export function OutputCard({ output, tabs, selected, busy, stale, strip }: OutputCardProps) {
  const run = useRunNumber(output);
  return (
    <div class={`savepoint-output ${busy || stale ? 'savepoint-is-old' : ''}`} aria-busy={busy}>
      {strip}
      {tabs.length === 1 && selected === 'main' ? (
        <MainView key={run} output={output} />
      ) : (
        tabs.map(({ id }) => (
          <TabPanel key={`${run} ${id}`} tab={id} shown={id === selected}>
            {/* The main part is only hidden, so that tables keep their place and order. */}
            {(id === 'main' || id === selected) && <Part id={id} output={output} />}
          </TabPanel>
        ))
      )}
    </div>
  );
}

/** A number that changes with every output, so that nothing of an old one stays open in the next. */
function useRunNumber(output: CellOutput): number {
  const last = useRef({ output, number: 0 });
  if (last.current.output !== output) last.current = { output, number: last.current.number + 1 };
  return last.current.number;
}

function Part({ id, output }: { readonly id: TabId; readonly output: CellOutput }) {
  if (id === 'sql') return <StatementLog statements={output.statements} oneByOne={output.oneByOne} />;
  if (id === 'objects') return <ObjectsView sessions={output.sessions ?? []} />;
  if (id === 'log') return <PrintedText text={output.log} />;
  if (id === 'main') return <MainView output={output} />;
  const plans = output.results.flatMap(({ plan }) => (plan === null ? [] : [plan]));
  return (
    <>
      {plans.map((plan, at) => (
        <PlanTree key={at} plan={plan} />
      ))}
    </>
  );
}
