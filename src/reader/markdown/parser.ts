import MarkdownIt, { type Token } from 'markdown-it';
import { blockIds } from './block-ids';
import { callouts } from './callouts';
import { comments } from './comments';
import { highlights } from './highlights';
import { taskLists } from './task-lists';
import { wikiLinks } from './wiki-links';

// Obsidian's dialect: a line break in the note is one on the page. HTML is text: notes come from other people.
const md = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Only what says that it is an address; else a note's name, `Joins.md`, would be taken for one.
md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
md.use(comments).use(wikiLinks).use(highlights).use(callouts).use(taskLists).use(blockIds);

/** Reads a note's Markdown, properties already blanked, so that the lines of tokens are those of the note. */
export function parseMarkdown(body: string): Token[] {
  return md.parse(body, {});
}
