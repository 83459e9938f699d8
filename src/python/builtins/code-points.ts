const surrogates = /[\ud800-\udfff]/;

let lastText = '';
let lastHas = false;

/** Whether a string holds code points beyond the basic plane: then its offsets are not those of Python. Remembers the last answer. */
export function isAstral(text: string): boolean {
  if (text !== lastText) {
    lastText = text;
    lastHas = surrogates.test(text);
  }
  return lastHas;
}

/** `len(str)` */
export function pointCount(text: string): number {
  if (!isAstral(text)) return text.length;
  let count = 0;
  for (const _point of text) count += 1;
  return count;
}

/** The offset in UTF-16 units of a code point by its index, which may be the length. */
export function unitOffset(text: string, index: number): number {
  if (!isAstral(text)) return index;
  let offset = 0;
  for (let count = 0; count < index; count += 1) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** The index of a code point by its offset in UTF-16 units. */
export function pointIndex(text: string, offset: number): number {
  return isAstral(text) ? pointCount(text.slice(0, offset)) : offset;
}

/** The code point at an index; undefined beyond the end. */
export function pointAt(text: string, index: number): string | undefined {
  if (!isAstral(text)) return text[index];
  return [...text][index];
}
