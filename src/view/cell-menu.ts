import { useCell } from './cell-context';
import { hasTable } from './copy-output';
import { engineLabel, engines } from './engines';
import { isFreezable } from './frozen/frozen-markdown';
import type { MenuItem } from './menu';
import type { CellState } from './model';

/** What a cell's menu offers. */
export function useCellMenu(
  state: CellState,
  busy: boolean,
  onCopyMarkdown: () => void,
  onCopyCsv: () => void,
  onCopyFrozen: () => void,
  onDrawSchema: () => void,
): readonly MenuItem[] {
  const { words, actions } = useCell();
  const { bar } = words;
  const { output } = state;
  const items: MenuItem[] = [
    { label: bar.runAbove, action: () => { actions.runAbove(); }, disabled: busy },
    { label: bar.runAll, action: () => { actions.runAll(); }, disabled: busy },
    { label: bar.reset, action: () => { actions.reset(); } },
    { label: bar.copyMarkdown, action: onCopyMarkdown, disabled: output === null, apart: true },
    { label: bar.copyCsv, action: onCopyCsv, disabled: output === null || !hasTable(output) },
  ];
  const canFreeze = output !== null && isFreezable(output) && !state.stale && !busy;
  if (actions.freeze) items.push({ label: bar.freeze, action: () => { actions.freeze?.(); }, disabled: !canFreeze, apart: true });
  if (actions.unfreeze) items.push({ label: bar.unfreeze, action: () => { actions.unfreeze?.(); }, disabled: state.frozen === null });
  if (actions.copyFrozen) items.push({ label: bar.copyFrozen, action: onCopyFrozen, disabled: !canFreeze });
  if (actions.drawSchema) items.push({ label: bar.drawSchema, action: onDrawSchema, disabled: busy, apart: true });
  if (actions.openInNewPane) {
    items.push({ label: bar.openInNewPane, action: () => { actions.openInNewPane?.(); }, apart: true });
  }
  if (actions.switchEngine) {
    for (const [at, { name, label }] of engines.entries()) {
      const checked = state.engine !== null && engineLabel(state.engine).startsWith(label);
      const action = (): void => {
        if (!checked) actions.switchEngine?.(name);
      };
      items.push({ label: bar.runOn(label), action, checked, disabled: busy, apart: at === 0 });
    }
  }
  return items;
}
