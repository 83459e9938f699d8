import type { Token } from 'markdown-it';
import { blockIdOf } from './block-ids';
import { findHeading, headingsOf } from './headings';

/** The part of a note that `[[Note#Heading]]` means: the heading and all below it, up to the next of its rank. Null where it is missing. */
export function sectionOf(tokens: readonly Token[], heading: string): readonly Token[] | null {
  const headings = headingsOf(tokens);
  const found = findHeading(headings, heading);
  if (!found) return null;
  const next = headings.find(({ at, level }) => at > found.at && level <= found.level);
  return tokens.slice(found.at, next?.at);
}

/** The block that `[[Note#^id]]` means; null where it is missing. */
export function blockOf(tokens: readonly Token[], id: string): readonly Token[] | null {
  const at = tokens.findIndex((token) => blockIdOf(token)?.block.toLowerCase() === id.toLowerCase());
  const token = tokens[at];
  if (!token) return null;
  // The inline token stands between the tokens that open and close its block.
  const end = blockIdOf(token)?.alone === true ? at - 2 : at + 1;
  const start = openingOf(tokens, end);
  const item = tokens[start - 1];
  // An item of a list is named with everything below it.
  if (item?.type === 'list_item_open') return tokens.slice(start - 1, closingOf(tokens, start - 1) + 1);
  return start < 0 ? null : tokens.slice(start, end + 1);
}

/** Where the block that ends at `end` begins. */
function openingOf(tokens: readonly Token[], end: number): number {
  const closing = tokens[end];
  if (closing?.nesting !== -1) return end;
  return tokens.slice(0, end).findLastIndex(({ nesting, level }) => nesting === 1 && level === closing.level);
}

function closingOf(tokens: readonly Token[], start: number): number {
  return tokens.findIndex((token, i) => i > start && token.nesting === -1 && token.level === tokens[start]?.level);
}
