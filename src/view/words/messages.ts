/**
 * What kernels and notebooks say, in another language: by the English that they say, with `{}` for what varies. In the
 * translation `{0}` is what stood at the first `{}`, and so on.
 */
export type Messages = readonly (readonly [english: string, translated: string])[];

/** A message that is longer is no message of ours. */
const longest = 2_000;

interface Template {
  /** The English around what varies. */
  readonly pieces: readonly string[];
  readonly translated: string;
}

/** Makes what translates messages; a text that is none of them stays what it is. What varies is translated too, where it is one. */
export function translator(messages: Messages): (text: string) => string {
  // The template that says most is tried first.
  const templates: Template[] = messages
    .map(([english, translated]) => ({ pieces: english.split('{}'), translated }))
    .sort((a, b) => b.pieces.join('').length - a.pieces.join('').length);
  const translate = (text: string): string => {
    if (text.length > longest) return text;
    for (const { pieces, translated } of templates) {
      const varying = match(text, pieces);
      if (varying) return translated.replace(/\{(\d)\}/g, (_, at: string) => translate(varying[Number(at)] ?? ''));
    }
    return text;
  };
  return translate;
}

/** What stands between the pieces of a text; null where the text is not made of them, or one place is empty. */
function match(text: string, pieces: readonly string[]): string[] | null {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first ? [] : null;
  if (!text.startsWith(first) || !text.endsWith(last)) return null;
  const varying: string[] = [];
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const next = text.indexOf(piece, at + 1);
    if (next < 0 || next + piece.length > end) return null;
    varying.push(text.slice(at, next));
    at = next + piece.length;
  }
  if (at >= end) return null;
  varying.push(text.slice(at, end));
  return varying;
}
