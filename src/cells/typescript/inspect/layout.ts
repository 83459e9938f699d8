/** How wide a line of inspected values may become, and how many levels of nesting may share one. */
export const breakLength = 80;
const levelsPerLine = 3;

/** The parts of a value in brackets, ready to be laid out. */
export interface Parts {
  /** What stands before the bracket: `Map(2)`, or nothing. */
  readonly prefix: string;
  readonly open: string;
  readonly close: string;
  readonly items: readonly string[];
  /** Elements that may be grouped into columns: how many of the items are elements; null where none are. */
  readonly list: { readonly numeric: boolean; readonly more: boolean } | null;
  readonly indentation: number;
  /** How many levels of brackets the last item holds. */
  readonly levels: number;
}

/**
 * Lays a value out as Node's util.inspect does: on one line where it fits and is not nested too deep, long lists in
 * columns, all else one item a line.
 */
export function layOut({ prefix, open, close, items, list, indentation, levels }: Parts): string {
  const head = prefix === '' ? open : `${prefix} ${open}`;
  if (items.length === 0) return `${head}${close}`;
  const lines = list !== null && items.length > 6 ? inColumns(items, list, indentation) : items;
  if (levels < levelsPerLine && lines.length === items.length) {
    const length = items.reduce((sum, item) => sum + item.length, 2 * items.length + indentation + head.length + 10);
    const joined = items.join(', ');
    if (length <= breakLength && !prefix.includes('\n') && !joined.includes('\n')) return `${head} ${joined} ${close}`;
  }
  const newLine = `\n${' '.repeat(indentation)}`;
  return `${head}${newLine}  ${lines.join(`,${newLine}  `)}${newLine}${close}`;
}

/** Groups short elements into columns of equal width: numbers to the right, all else to the left. */
function inColumns(items: readonly string[], { numeric, more }: { numeric: boolean; more: boolean }, indentation: number): readonly string[] {
  const elements = more ? items.slice(0, -1) : items;
  const widths = elements.map((element) => [...element].length);
  const widest = Math.max(...widths) + 2;
  const total = widths.reduce((sum, width) => sum + width + 2, 0);
  if (widest * 3 + indentation >= breakLength || (total / widest <= 5 && widest > 8)) return items;
  // Nearly a square of characters two and a half times as high as wide.
  const usual = Math.max(widest - 3 - Math.sqrt(widest - total / items.length), 1);
  const columns = Math.min(Math.round(Math.sqrt(2.5 * usual * elements.length) / usual), Math.floor((breakLength - indentation) / widest), levelsPerLine * 4, 15);
  if (columns <= 1) return items;
  const columnWidths = Array.from({ length: columns }, (_, column) => Math.max(...widths.filter((_width, i) => i % columns === column)) + 2);
  const rows: string[] = [];
  for (let from = 0; from < elements.length; from += columns) {
    const row = elements.slice(from, from + columns);
    rows.push(row.map((element, column) => {
      const isLast = column === row.length - 1;
      const padding = ' '.repeat((columnWidths[column] ?? 0) - 2 - (widths[from + column] ?? 0));
      if (numeric) return `${padding}${element}${isLast ? '' : ', '}`;
      return isLast ? element : `${element}, ${padding}`;
    }).join(''));
  }
  return more ? [...rows, items.at(-1) ?? ''] : rows;
}
