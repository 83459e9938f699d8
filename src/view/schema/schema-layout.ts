import type { DiagramColumn, DiagramLink, DiagramTable, SchemaDiagram } from '../../cells/output';

/** A table's box; its first row is its name. */
export interface TableBox {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: readonly DiagramColumn[];
  /** Where the types begin. */
  readonly typeX: number;
  /** Columns that found no room. */
  readonly more: number;
}

/** A foreign key's line between two boxes. */
export interface LinkLine {
  /** The path of the line itself. */
  readonly path: string;
  /** The signs at its ends: how many rows there may be on each side. */
  readonly signs: string;
  /** Where a sign has a circle, for "none". */
  readonly circles: readonly (readonly [x: number, y: number])[];
}

/** An entity-relationship diagram as geometry, in pixels: who is referred to stands on the left of who refers. */
export interface SchemaLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly TableBox[];
  readonly lines: readonly LinkLine[];
}

/** Height of a line of text. */
export const rowHeight = 20;
/** Space at the sides of a box. */
export const padding = 10;
/** Width of a letter of the monospaced font in its size, nearly. */
export const letterWidth = 7.3;
const [gapX, gapY, margin, mostColumns] = [60, 20, 4, 24];
/** Room for a loop at the right. */
const loop = 40;

/** The diagram's boxes in columns by rank, and its lines. */
export function layOutSchema({ tables, links }: Pick<SchemaDiagram, 'tables' | 'links'>): SchemaLayout {
  const ranks = ranksOf(tables, links);
  const boxes = new Map<string, TableBox>();
  let x = margin;
  for (let rank = 0; ; rank++) {
    const column = tables.filter(({ name }) => ranks.get(name) === rank);
    if (column.length === 0) break;
    const width = Math.max(...column.map(widthOf));
    let y = margin;
    for (const { name, columns } of column) {
      const shown = columns.slice(0, mostColumns);
      const more = columns.length - shown.length;
      const height = (1 + shown.length + (more > 0 ? 1 : 0)) * rowHeight + 6;
      boxes.set(name, { name, x, y, width, height, columns: shown, typeX: x + padding + (longest(columns, nameText) + 2) * letterWidth, more });
      y += height + gapY;
    }
    x += width + gapX;
  }
  const all = [...boxes.values()];
  const hasLoop = links.some(({ from, to }) => ranks.get(from) === ranks.get(to));
  return {
    width: x - gapX + margin + (hasLoop ? loop : 0),
    height: Math.max(...all.map((box) => box.y + box.height)) + margin,
    boxes: all,
    lines: links.flatMap((link) => {
      const [child, parent] = [boxes.get(link.from), boxes.get(link.to)];
      return child && parent ? [lineOf(link, child, parent)] : [];
    }),
  };
}

/** How far each table is from those that refer to none. Circles are cut where they are met. */
function ranksOf(tables: readonly DiagramTable[], links: readonly DiagramLink[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const open = new Set<string>();
  const rank = (name: string): number => {
    const known = ranks.get(name);
    if (known !== undefined) return known;
    open.add(name);
    const parents = links.filter(({ from, to }) => from === name && !open.has(to));
    const found = Math.max(-1, ...parents.map(({ to }) => rank(to))) + 1;
    open.delete(name);
    ranks.set(name, found);
    return found;
  };
  for (const { name } of tables) rank(name);
  // Who refers to none stands next to the first that refers to it.
  const isLink = ({ from, to }: DiagramLink): boolean => from !== to;
  const roots = tables.filter(({ name }) => !links.some((link) => link.from === name && isLink(link)));
  const moved = roots.map(({ name }) => [name, Math.min(...links.filter((link) => link.to === name && isLink(link)).map(({ from }) => ranks.get(from) ?? 1)) - 1] as const);
  for (const [name, near] of moved) if (Number.isFinite(near)) ranks.set(name, Math.max(0, near));
  return ranks;
}

function widthOf({ name, columns }: DiagramTable): number {
  const letters = Math.max(name.length * 1.05, longest(columns, nameText) + longest(columns, typeText) + longest(columns, ({ keys }) => keys.join(' ')) + 4);
  return Math.round(letters * letterWidth + 2 * padding);
}

const nameText = ({ name }: DiagramColumn): string => name;

function longest(columns: readonly DiagramColumn[], text: (column: DiagramColumn) => string): number {
  return Math.max(0, ...columns.map((column) => text(column).length));
}

/** A column's type as the box has room for; `?` where it may be NULL. */
export function typeText({ type, nullable }: DiagramColumn): string {
  const short = type.replace(' WITHOUT TIME ZONE', '').replace(' WITH TIME ZONE', 'TZ');
  const shown = short.length > 16 ? `${short.slice(0, 15)}…` : short;
  return nullable ? `${shown}?` : shown;
}

/** From the row of the foreign key to the name of the table that it refers to. */
function lineOf({ columns: [first], optional, unique, from, to }: DiagramLink, child: TableBox, parent: TableBox): LinkLine {
  const place = child.columns.findIndex(({ name }) => name === first);
  const y1 = child.y + (place < 0 ? child.height - rowHeight / 2 : (place + 1.5) * rowHeight + 3);
  const y2 = parent.y + rowHeight / 2 + (from === to ? 0 : 1);
  // Sides on which the line leaves: -1 left, 1 right.
  const side1 = parent.x < child.x ? -1 : 1;
  const side2 = parent.x > child.x ? -1 : 1;
  const x1 = side1 < 0 ? child.x : child.x + child.width;
  const x2 = side2 < 0 ? parent.x : parent.x + parent.width;
  const bend = side1 === side2 ? loop : Math.max(gapX / 2, Math.abs(x1 - x2) / 2);
  const many = `M${x1} ${y1 - 5}L${x1 + side1 * 10} ${y1}L${x1} ${y1 + 5}`;
  const bar = (x: number, y: number): string => `M${x} ${y - 5}V${y + 5}`;
  return {
    path: `M${x1} ${y1}C${x1 + side1 * bend} ${y1} ${x2 + side2 * bend} ${y2} ${x2} ${y2}`,
    signs: `${unique ? bar(x1 + side1 * 6, y1) : many}${bar(x2 + side2 * 6, y2)}${optional ? '' : bar(x2 + side2 * 10, y2)}`,
    circles: [[x1 + side1 * 14, y1], ...(optional ? [[x2 + side2 * 14, y2] as const] : [])],
  };
}
