/** Flags of a pattern, by the bits that CPython gives them. */
export const Flag = { ignoreCase: 2, locale: 4, multiLine: 8, dotAll: 16, unicode: 32, verbose: 64, debug: 128, ascii: 256 } as const;

/** What `\d`, `\s`, `\w` and their complements stand for. */
export type Category = 'digit' | 'space' | 'word';

/** A part of a character set; code points. */
export type SetItem = { readonly kind: 'range'; readonly from: number; readonly to: number } | { readonly kind: 'category'; readonly category: Category; readonly negated: boolean };

/** What one character may be. Flags are those in force at its place. */
export type CharacterNode =
  | { readonly kind: 'char'; readonly code: number; readonly flags: number }
  | { readonly kind: 'any'; readonly flags: number }
  | { readonly kind: 'set'; readonly items: readonly SetItem[]; readonly negated: boolean; readonly flags: number };

/** A place between characters. */
export type Anchor = 'start' | 'lineStart' | 'end' | 'lineEnd' | 'lastEnd' | 'boundary' | 'noBoundary';

/** A parsed regular expression. */
export type Node =
  | CharacterNode
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'atomic'; readonly body: Node }
  | { readonly kind: 'repeat'; readonly body: Node; readonly least: number; readonly most: number; readonly mode: 'greedy' | 'lazy' | 'possessive' }
  | { readonly kind: 'look'; readonly body: Node; readonly behind: boolean; readonly negated: boolean; readonly width: number }
  | { readonly kind: 'reference'; readonly index: number; readonly flags: number }
  | { readonly kind: 'conditional'; readonly index: number; readonly yes: Node; readonly no: Node }
  | { readonly kind: 'anchor'; readonly anchor: Anchor; readonly flags: number };

/** A fault in a pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  constructor(
    message: string,
    /** In code points. */
    readonly position: number,
  ) {
    super(message);
  }
}

/** How many characters a node matches at least and at most. */
export function widthOf(node: Node): readonly [least: number, most: number] {
  switch (node.kind) {
    case 'char':
    case 'any':
    case 'set':
      return [1, 1];
    case 'sequence':
      return node.items.map(widthOf).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'choice': {
      const widths = node.options.map(widthOf);
      return [Math.min(...widths.map(([least]) => least)), Math.max(...widths.map(([, most]) => most))];
    }
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'repeat': {
      const [least, most] = widthOf(node.body);
      return [least * node.least, most === 0 ? 0 : most * node.most];
    }
    case 'conditional': {
      const [a, b] = widthOf(node.yes);
      const [c, d] = widthOf(node.no);
      return [Math.min(a, c), Math.max(b, d)];
    }
    case 'reference':
      return [0, Infinity];
    case 'look':
    case 'anchor':
      return [0, 0];
  }
}
