/** A text as a literal: in single quotes, or those that it does not hold itself. */
export function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : "'";
  // eslint-disable-next-line no-control-regex -- control characters are what is to be made visible
  const escaped = text.replace(/[\u0000-\u001F\u007F-\u009F\\]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|[\uDC00-\uDFFF]|'/g, (character, offset: number) => {
    if (character === "'") return mark === "'" ? "\\'" : character;
    // The second half of a pair is no character of its own.
    if (/[\uDC00-\uDFFF]/.test(character) && /[\uD800-\uDBFF]/.test(text.charAt(offset - 1))) return character;
    return escapes[character] ?? (character.charCodeAt(0) > 0xff ? `\\u${hex(character)}` : `\\x${hex(character)}`);
  });
  return `${mark}${escaped}${mark}`;
}

const escapes: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r', '\\': '\\\\' };

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}
