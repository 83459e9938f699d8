import { Flag, type Category, type CharacterNode, type SetItem } from './node';

const digit = /\p{Nd}/u;
const word = /[\p{L}\p{N}_]/u;
// eslint-disable-next-line no-control-regex -- Python takes the separators of ASCII for blanks
const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether a code point is of a category: of Unicode's, or of ASCII's. */
export function inCategory(code: number, category: Category, ascii: boolean): boolean {
  if (code < 128) {
    switch (category) {
      case 'digit':
        return code >= 48 && code <= 57;
      case 'space':
        return code === 32 || (code >= 9 && code <= 13) || (!ascii && code >= 28 && code <= 31);
      case 'word':
        return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
    }
  }
  if (ascii) return false;
  const char = String.fromCodePoint(code);
  return (category === 'digit' ? digit : category === 'word' ? word : space).test(char);
}

/** A code point in lower case, where that is one code point. */
export function lowerCode(code: number, ascii: boolean): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  if (ascii) return code;
  const lower = [...String.fromCodePoint(code).toLowerCase()];
  return lower.length === 1 ? ((lower[0] as string).codePointAt(0) ?? code) : code;
}

function upperCode(code: number, ascii: boolean): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code;
  if (ascii) return code;
  const upper = [...String.fromCodePoint(code).toUpperCase()];
  return upper.length === 1 ? ((upper[0] as string).codePointAt(0) ?? code) : code;
}

function matchesItem(item: SetItem, code: number, ascii: boolean): boolean {
  return item.kind === 'range' ? code >= item.from && code <= item.to : inCategory(code, item.category, ascii) !== item.negated;
}

export type CharacterTest = (code: number) => boolean;

/** A test for one character. @param isBytes of a pattern of bytes: categories are ASCII's */
export function characterTest(node: CharacterNode, isBytes: boolean): CharacterTest {
  const ascii = isBytes || (node.flags & Flag.ascii) !== 0;
  const ignoreCase = (node.flags & Flag.ignoreCase) !== 0;
  if (node.kind === 'any') return (node.flags & Flag.dotAll) !== 0 ? () => true : (code) => code !== 10;
  if (node.kind === 'char') {
    const { code } = node;
    if (!ignoreCase) return (other) => other === code;
    const lower = lowerCode(code, ascii);
    return (other) => other === code || lowerCode(other, ascii) === lower;
  }
  const { items, negated } = node;
  const known = new Map<number, boolean>();
  const test = (code: number): boolean => {
    if (items.some((item) => matchesItem(item, code, ascii))) return true;
    if (!ignoreCase) return false;
    const lower = lowerCode(code, ascii);
    const upper = upperCode(code, ascii);
    return items.some((item) => matchesItem(item, lower, ascii) || matchesItem(item, upper, ascii));
  };
  return (code) => {
    let result = known.get(code);
    if (result === undefined) {
      result = test(code) !== negated;
      if (known.size < 4096) known.set(code, result);
    }
    return result;
  };
}
