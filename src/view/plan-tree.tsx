import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PlanNode } from '../cells/output';
import { useCell } from './cell-context';

/** A node of the plan with its place in the tree. */
interface Branch {
  /** Positions from the root down: `0.1.0`. */
  readonly path: string;
  readonly node: PlanNode;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

interface PlanTreeProps {
  readonly plan: PlanNode;
  /** What it is a tree of; a query plan where nothing else is said. */
  readonly label?: string;
  /** How many levels are open to begin with; all where nothing is said. */
  readonly openLevels?: number;
}

/** A query plan, or another tree, moved through with the arrow keys. */
export function PlanTree({ plan, label, openLevels = Infinity }: PlanTreeProps) {
  const { words } = useCell();
  const tree = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(closedBelow(plan, '0', openLevels)));
  const [active, setActive] = useState('0');
  const branches = visible({ path: '0', node: plan, level: 1, position: 1, siblings: 1 }, closed);

  const toggle = (path: string, close: boolean): void => {
    const next = new Set(closed);
    if (close) next.add(path);
    else next.delete(path);
    setClosed(next);
  };
  const go = (to: Branch | undefined): void => {
    if (to === undefined) return;
    setActive(to.path);
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[branches.indexOf(to)]?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const at = branches.findIndex((branch) => branch.path === active);
    const here = branches[at];
    if (here === undefined || !keys.has(event.key)) return;
    event.preventDefault();
    const inner = here.node.children.length > 0;
    const shut = closed.has(here.path);
    if (event.key === 'ArrowDown') go(branches[at + 1]);
    else if (event.key === 'ArrowUp') go(branches[at - 1]);
    else if (event.key === 'Home') go(branches[0]);
    else if (event.key === 'End') go(branches.at(-1));
    else if (event.key === 'ArrowLeft' && inner && !shut) toggle(here.path, true);
    else if (event.key === 'ArrowLeft') go(branches.find((branch) => here.path === `${branch.path}.${here.position - 1}`));
    else if (event.key === 'ArrowRight' && inner && !shut) go(branches[at + 1]);
    else if (inner) toggle(here.path, event.key !== 'ArrowRight' && !shut);
  };
  return (
    <div class="savepoint-plan" role="tree" aria-label={label ?? words.plan.label} ref={tree} onKeyDown={onKeyDown}>
      {branches.map((branch) => (
        <PlanItem
          key={branch.path}
          branch={branch}
          open={!closed.has(branch.path)}
          active={branch.path === active}
          onClick={() => {
            setActive(branch.path);
            if (branch.node.children.length > 0) toggle(branch.path, !closed.has(branch.path));
          }}
        />
      ))}
    </div>
  );
}

const keys = new Set(['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter', ' ']);

/** The paths of nodes with children that lie deeper than so many levels. */
function closedBelow(node: PlanNode, path: string, levels: number): string[] {
  if (node.children.length === 0) return [];
  const below = node.children.flatMap((child, at) => closedBelow(child, `${path}.${at}`, levels - 1));
  return levels <= 0 ? [path, ...below] : below;
}

function visible(branch: Branch, closed: ReadonlySet<string>): readonly Branch[] {
  const { path, node, level } = branch;
  if (closed.has(path)) return [branch];
  const below = node.children.flatMap((child, at) =>
    visible(
      { path: `${path}.${at}`, node: child, level: level + 1, position: at + 1, siblings: node.children.length },
      closed,
    ),
  );
  return [branch, ...below];
}

interface PlanItemProps {
  readonly branch: Branch;
  readonly open: boolean;
  readonly active: boolean;
  readonly onClick: () => void;
}

function PlanItem({ branch, open, active, onClick }: PlanItemProps) {
  const { node, level, position, siblings } = branch;
  const inner = node.children.length > 0;
  return (
    <div
      class="savepoint-plan-item"
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={inner ? open : undefined}
      aria-selected={active}
      tabIndex={active ? 0 : -1}
      style={{ '--savepoint-level': level - 1 }}
      onClick={onClick}
    >
      <div class="savepoint-plan-title">{node.title}</div>
      {node.details.map((detail, at) => (
        <div key={at} class="savepoint-plan-detail">
          {detail}
        </div>
      ))}
    </div>
  );
}
