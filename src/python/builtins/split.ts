/** What Python counts as white space beside what JavaScript does: separators among the control characters, and next line. */
const separators = '\\u{1c}-\\u{1f}\\u{85}';
const space = new RegExp(`[\\s${separators}]`, 'u');
const words = new RegExp(`[^\\s${separators}]+`, 'gu');
const trailing = new RegExp(`[\\s${separators}]+$`, 'u');
const lineSeparators = '\\u{1c}-\\u{1e}\\u{85}\\u{2028}\\u{2029}';
const lineEnds = new RegExp(`\\r\\n|[\\n\\r\\v\\f${lineSeparators}]`, 'gu');

/** Code points for which `str.isspace()` holds. */
export function isSpace(point: string): boolean {
  return space.test(point) && point !== '\ufeff';
}

/** `str.split()` without a separator. */
export function splitWhitespace(text: string, limit: number, fromRight: boolean): string[] {
  const spans = [...text.matchAll(words)];
  if (limit < 0 || spans.length <= limit + 1) {
    if (limit < 0 || spans.length <= limit) return spans.map((span) => span[0]);
  }
  if (spans.length === 0) return [];
  if (fromRight) {
    const kept = limit === 0 ? [] : spans.slice(-limit);
    const first = kept[0];
    const rest = text.slice(0, first?.index ?? text.length).replace(trailing, '');
    return [...(kept.length === spans.length ? [] : [rest]), ...kept.map((span) => span[0])];
  }
  const kept = spans.slice(0, limit);
  const next = spans[limit];
  return [...kept.map((span) => span[0]), ...(next === undefined ? [] : [text.slice(next.index)])];
}

/** `str.split(separator)` */
export function splitText(text: string, separator: string, limit: number, fromRight: boolean): string[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  if (fromRight) return [parts.slice(0, parts.length - limit).join(separator), ...(limit === 0 ? [] : parts.slice(-limit))];
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

/** `str.splitlines()` */
export function splitLines(text: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const end of text.matchAll(lineEnds)) {
    lines.push(text.slice(from, end.index + (keepEnds ? end[0].length : 0)));
    from = end.index + end[0].length;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}
