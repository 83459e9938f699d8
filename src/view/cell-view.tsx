import { useRef, useState } from 'preact/hooks';
import { useAnnouncement } from './announcement';
import { Bar } from './bar';
import { useCell } from './cell-context';
import { outputAsCsv, outputAsMarkdown, type OutputFormat } from './copy-output';
import { useFlash } from './flash';
import type { CellModel } from './model';
import { OutputCard } from './output-card';
import { bestTab, isQuiet, tabsOf, type TabId } from './output-tabs';
import { SchemaView } from './schema/schema-view';
import { useSnapshot } from './snapshot';
import { TabList } from './tabs';
import { TaskLine } from './task-line';

/** A cell's bar and, once it has run, its output. */
export function CellView({ model }: { readonly model: CellModel }) {
  const { words, actions } = useCell();
  const state = useSnapshot(model);
  const root = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<TabId | null>(null);
  const [flash, showFlash] = useFlash(root);
  const announcement = useAnnouncement(state, words);

  const { output } = state;
  const busy = state.phase !== 'idle' && state.phase !== 'done';
  const tabs = output === null ? [] : tabsOf(output, words.tabs);
  // A failure is shown first, whatever tab was open for the run before.
  const selected = tabs.find((tab) => tab.id === chosen)?.id ?? (output === null ? 'main' : bestTab(output, tabs));
  const quiet = output !== null && isQuiet(output, tabs);
  const tabList = (variant: 'quiet' | 'strip') => (
    <TabList tabs={tabs} selected={selected} onSelect={setChosen} label={words.tabs.label} variant={variant} />
  );

  const told = async (copying: () => Promise<void> | undefined): Promise<void> => {
    try {
      await copying();
      showFlash(words.bar.copied);
    } catch {
      showFlash(words.bar.copyFailed);
    }
  };
  const copy = (write: OutputFormat): Promise<void> => told(async () => {
    if (output !== null) await actions.copy(await write(output, actions.fetchRows, words));
  });

  return (
    <div class="savepoint-cell" ref={root}>
      <Bar
        state={state}
        busy={busy}
        flash={flash}
        onRun={() => {
          setChosen((tab) => (output?.status === 'ok' ? tab : null));
          actions.run();
        }}
        onCopyMarkdown={() => void copy(outputAsMarkdown)}
        onCopyCsv={() => void copy(outputAsCsv)}
        onDrawSchema={() => {
          actions.drawSchema?.().then((drawn) => { if (!drawn) showFlash(words.notices.nothingToDraw); }, () => { showFlash(words.bar.failed); });
        }}
        onCopyFrozen={() => void told(() => actions.copyFrozen?.())}
      >
        {quiet && tabList('quiet')}
      </Bar>
      {state.task !== null && <TaskLine task={state.task} check={output?.check} />}
      {output !== null && (
        <OutputCard
          output={output}
          tabs={tabs}
          selected={selected}
          busy={busy}
          stale={state.stale}
          strip={!quiet && (tabs.length > 1 || selected !== 'main') ? tabList('strip') : null}
        />
      )}
      {state.drawn !== undefined && (
        <div class="savepoint-output">
          <SchemaView diagram={state.drawn} />
        </div>
      )}
      <div class="savepoint-unseen" role="status" aria-live="polite">
        {flash ?? announcement}
      </div>
    </div>
  );
}
