import type { CellValue, PlanNode } from '../output';

interface Growing {
  readonly title: string;
  readonly details: string[];
  readonly children: Growing[];
}

/** The plan in an EXPLAIN's rows as a tree, or null where the rows are none (formats other than text, or no EXPLAIN at all). */
export function readPlan(command: string, columns: readonly string[], rows: readonly (readonly CellValue[])[]): PlanNode | null {
  if (command !== 'EXPLAIN' || rows.length === 0) return null;
  if (columns.length === 1 && columns[0] === 'QUERY PLAN') return readPostgresPlan(rows.map(([line]) => (typeof line === 'string' ? line : '')));
  if (columns.join() === 'id,parent,notused,detail') return readSqlitePlan(rows);
  return null;
}

/**
 * PostgreSQL's text format: a node begins at the margin or after an arrow, what is indented further belongs to it.
 * Planning and execution times stand at the margin again and belong to the whole.
 */
function readPostgresPlan(lines: readonly string[]): PlanNode | null {
  if (/^[[{<]/.test(lines[0] ?? '') || (lines[0] ?? '').startsWith('- Plan')) return null;
  const open: { indent: number; node: Growing }[] = [];
  let root: Growing | null = null;
  for (const line of lines.flatMap((text) => text.split('\n'))) {
    const indent = line.length - line.trimStart().length;
    const text = line.trim();
    if (text === '') continue;
    const arrow = /^->\s+(.*)$/.exec(text);
    while (open.length > 1 && indent < (open.at(-1)?.indent ?? 0) + 1) open.pop();
    const parent = open.at(-1)?.node;
    const label = /^(?:SubPlan|InitPlan|CTE) /.test(text) && parent !== undefined;
    if (!root || arrow || label) {
      const node: Growing = { ...splitTitle(arrow?.[1] ?? text), children: [] };
      if (root) (parent ?? root).children.push(node);
      else root = node;
      open.push({ indent, node });
    } else {
      (indent === 0 ? root : (parent ?? root)).details.push(text);
    }
  }
  return root;
}

/** `Seq Scan on account  (cost=0.00..35.50 rows=2550 width=4)`: the cost is a detail. */
function splitTitle(text: string): { title: string; details: string[] } {
  const at = text.search(/ {2}\((?:cost|actual|never)/);
  return at < 0 ? { title: text, details: [] } : { title: text.slice(0, at), details: [text.slice(at + 2)] };
}

/** SQLite's `explain query plan`: rows of (id, parent, notused, detail), parents first. */
function readSqlitePlan(rows: readonly (readonly CellValue[])[]): PlanNode {
  const root: Growing = { title: 'QUERY PLAN', details: [], children: [] };
  const byId = new Map<CellValue, Growing>();
  for (const [id, parent, , detail] of rows) {
    const node: Growing = { title: typeof detail === 'string' ? detail : '', details: [], children: [] };
    byId.set(id ?? null, node);
    (byId.get(parent ?? null) ?? root).children.push(node);
  }
  return root;
}
