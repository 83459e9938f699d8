import { isSubset, type AttributeSet } from '../schema/attribute-set';
import { namesOf } from '../schema/names';

/** PostgreSQL cuts longer identifiers; some bytes are left for a number. */
const mostBytes = 60;

/**
 * Names for the tables of a decomposition: the relation's own for a part that holds one of its keys, else the part's
 * key, without an ending `_id`. All differ, also without regard to case, as SQL compares names.
 */
export function partNames(parts: readonly { readonly attributes: AttributeSet; readonly keys: readonly AttributeSet[] }[], relation: string, keys: readonly AttributeSet[], attributes: readonly string[]): string[] {
  const taken = new Set<string>();
  const unique = (wanted: string): string => {
    const base = cutToBytes(wanted, mostBytes);
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}_${number}`;
    taken.add(name.toLowerCase());
    return name;
  };
  const main = parts.find((part) => keys.some((key) => isSubset(key, part.attributes)));
  const mainName = main && unique(relation);
  return parts.map((part) => (part === main && mainName !== undefined ? mainName : unique(nameByKey(namesOf(part.keys[0] ?? part.attributes, attributes), relation))));
}

function nameByKey(key: readonly string[], relation: string): string {
  const words = key.map((name) => name.replace(/[_ ]?id$/i, '') || name);
  return words.length === 0 ? relation : words.join('_');
}

/** The longest beginning of a text that takes no more bytes in UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  let length = 0;
  let cut = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (length > bytes) break;
    cut += character;
  }
  return cut;
}
