import type { Cell } from './cell';
import { parseWikiLink, type WikiLink } from './links';

const dataLine = /^\s*data\s*:\s*(?:\[\[(.+)\]\]|\^([^\s[\]]+))\s*$/im;

/** The table of a note that a relation cell takes as its data: `data: [[Note#^block]]`, `data: ^block`; null where it takes none. */
export function dataLinkOf(cell: Cell): WikiLink | null {
  const found = cell.kind === 'relation' ? dataLine.exec(cell.code) : null;
  if (!found) return null;
  const [, link, block] = found;
  return link === undefined ? { target: '', heading: null, block: block ?? null, alias: null } : parseWikiLink(link);
}
