import type { Token } from 'markdown-it';

/** An element for a token, and where in it the tokens up to its closing one go. */
export interface Made {
  readonly outer: Node;
  readonly inner: Node;
}

/** Makes what a token stands for; null where it stands for nothing. */
export type Maker = (token: Token) => Made | Node | null;

/** Makers by type of token. */
export type Makers = Readonly<Record<string, Maker>>;

/**
 * Builds the nodes of Markdown's tokens, without HTML in between: the text of a note can only become text.
 * A token without a maker becomes an element of its own tag.
 * @param made told of every block that was made
 */
export function appendTokens(tokens: readonly Token[], into: Node, makers: Makers, made: (token: Token, node: Node) => void = () => undefined): void {
  const document = into.ownerDocument ?? (into as Document);
  const places: Node[] = [into];
  for (const token of tokens) {
    const place = places.at(-1) ?? into;
    if (token.hidden) continue;
    if (token.type === 'inline') {
      appendTokens(token.children ?? [], place, makers);
    } else if (token.nesting === -1) {
      places.pop();
    } else {
      const make = Object.hasOwn(makers, token.type) ? makers[token.type] : undefined;
      const node = make ? make(token) : token.tag === '' ? document.createTextNode(token.content) : document.createElement(token.tag);
      const outer = node && 'outer' in node ? node.outer : node;
      if (outer) {
        place.appendChild(outer);
        if (token.map) made(token, outer);
      }
      if (token.nesting === 1) places.push(node && 'inner' in node ? node.inner : (node ?? place));
    }
  }
}
