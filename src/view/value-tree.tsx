import type { PlanNode, ValueTree } from '../cells/output';
import { useCell } from './cell-context';
import { PlanTree } from './plan-tree';

/** A nested value that can be opened part by part. */
export function ValueTreeView({ tree }: { readonly tree: ValueTree }) {
  const { words } = useCell();
  return <PlanTree plan={asNode(tree)} label={words.tabs.value} openLevels={2} />;
}

function asNode({ key, text, children }: ValueTree): PlanNode {
  return { title: key === null ? text : `${key}: ${text}`, details: [], children: children.map(asNode) };
}
