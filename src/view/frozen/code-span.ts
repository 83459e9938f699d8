/**
 * Text as a Markdown code span, in which nothing is formatted; its delimiters are longer than any run of backticks within.
 * @param inTable whether it stands in a table, where a bar would end the cell
 */
export function codeSpan(text: string, inTable = false): string {
  if (text.trim() === '') return '';
  const runs = new Set((text.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  const mark = '`'.repeat(length);
  const span = mark + padding + text.replace(/\s+/g, ' ') + padding + mark;
  return inTable ? span.replaceAll('|', '\\|') : span;
}
