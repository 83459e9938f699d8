import MarkdownIt from 'markdown-it';

// Tables are blocks of their own, as they are in Obsidian.
const blocks = new MarkdownIt();
blocks.core.ruler.enableOnly(['normalize', 'block']);

/** How many blocks a piece of Markdown is rendered as: paragraphs, tables, fenced text. */
export function countBlocks(markdown: string): number {
  return blocks.parse(markdown, {}).filter(({ level, nesting, hidden }) => level === 0 && nesting >= 0 && !hidden).length;
}
