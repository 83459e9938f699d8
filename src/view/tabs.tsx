import type { TargetedKeyboardEvent, ComponentChildren } from 'preact';
import { useCell } from './cell-context';
import type { Tab, TabId } from './output-tabs';
import { moved } from './roving';

interface TabListProps {
  readonly tabs: readonly Tab[];
  readonly selected: TabId;
  readonly onSelect: (tab: TabId) => void;
  readonly label: string;
  /** `quiet` stands in the bar, `strip` heads the output. */
  readonly variant: 'quiet' | 'strip';
}

/** The tabs of an output. Arrow keys move and select at once. */
export function TabList({ tabs, selected, onSelect, label, variant }: TabListProps) {
  const { id, words } = useCell();
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const next = tabs[moved(event.key, at, tabs.length, false) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    const buttons = event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]');
    buttons[tabs.indexOf(next)]?.focus();
  };
  return (
    <div class={`savepoint-tabs savepoint-tabs-${variant}`} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          type="button"
          key={tab.id}
          class="savepoint-button savepoint-tab"
          role="tab"
          id={`${id}-tab-${tab.id}`}
          aria-selected={tab.id === selected}
          aria-controls={tab.id === selected ? `${id}-panel-${tab.id}` : undefined}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => { onSelect(tab.id); }}
        >
          {tab.label}
          {tab.count !== null && <span class="savepoint-count">{words.number(tab.count)}</span>}
        </button>
      ))}
    </div>
  );
}

interface TabPanelProps {
  readonly tab: TabId;
  readonly shown: boolean;
  readonly children: ComponentChildren;
}

/** What a tab shows. */
export function TabPanel({ tab, shown, children }: TabPanelProps) {
  const { id } = useCell();
  return (
    <div
      class="savepoint-panel"
      role="tabpanel"
      id={`${id}-panel-${tab}`}
      aria-labelledby={`${id}-tab-${tab}`}
      hidden={!shown}
    >
      {children}
    </div>
  );
}
