import { escapeMarkdown } from '../copy-table';
import type { NoteOf } from '../terms/note-of';

/**
 * A term in Markdown: a wiki link to the note that has one of its names, else plain text.
 * @param inTable within a table, where the bar of a link must be escaped
 */
export function termLink(names: readonly string[], label: string, noteOf: NoteOf, inTable = false): string {
  const note = noteOf(names);
  // What would end a link cannot stand in one.
  if (note === null || /[[\]|]/.test(label + note.link)) return escapeMarkdown(label);
  return note.link === label ? `[[${label}]]` : `[[${note.link}${inTable ? '\\|' : '|'}${label}]]`;
}
