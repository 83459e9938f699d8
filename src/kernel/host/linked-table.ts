import type { LinkedTable } from '../../cells/linked-table';
import type { Cell, Notebook } from '../../notebook/cell';
import { dataLinkOf } from '../../notebook/data-link';
import { tableOf } from '../../notebook/tables';
import type { NoteLinks } from './run-order';

/**
 * The table of a note that a cell takes as its data; undefined for a cell that takes none.
 * @param notebook the note in which the cell stands
 * @param from the path of that note
 */
export async function linkedTable(cell: Cell, notebook: Notebook, links: NoteLinks, from: string): Promise<LinkedTable | undefined> {
  const link = dataLinkOf(cell);
  if (!link) return undefined;
  const found = link.target === '' ? { notebook } : await links.read(link.target, from);
  if (!found) return missing(`there is no note ${link.target}`);
  const table = tableOf(found.notebook.tables, link);
  if (table) return { markdown: table.markdown, problem: null };
  const where = link.target === '' ? 'this note' : link.target;
  if (link.block !== null) return missing(`${where} has no table with the block id ^${link.block}`);
  return missing(link.heading === null ? `${where} has no table` : `${where} has no table under the heading ${link.heading}`);
}

function missing(problem: string): LinkedTable {
  return { markdown: null, problem };
}
