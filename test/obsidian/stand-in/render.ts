import MarkdownIt from 'markdown-it';
import type * as Published from 'obsidian';
import type { MarkdownRenderChild } from './component';
import { Component } from './component';
import type { Plugin } from './plugin';
import type { Vault } from './vault';

const markdown = new MarkdownIt();
// Comments are read, and leave nothing.
markdown.block.ruler.before('paragraph', 'comment', (state, line, _end, silent) => {
  const text = state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  if (!/^<!--.*-->\s*$/.test(text)) return false;
  if (!silent) state.line = line + 1;
  return true;
}, { alt: ['paragraph', 'blockquote', 'list'] });

/**
 * Renders a note as Reading view does: one element a section, the post processors called for each, embeds with
 * the path of the embedded note, a block's language as a class alone. Only what cells meet is imitated.
 * @param sectionInfo false where Obsidian tells no section (embeds, hover previews)
 * @returns the component that owns what was rendered
 */
export function renderNote(into: HTMLElement, text: string, sourcePath: string, plugin: Plugin, vault: Vault, sectionInfo = true): Component {
  const owner = new Component();
  owner.load();
  const { ownerDocument } = into;
  const body = text.replace(/^---\n[\s\S]*?\n---(?=\n|$)/, (head) => '\n'.repeat(head.split('\n').length - 1));
  const tokens = markdown.parse(body, {});
  for (let start = 0; start < tokens.length; ) {
    let end = start;
    for (let depth = 0; ; end++) {
      depth += tokens[end]?.nesting ?? 0;
      if (depth === 0) break;
    }
    const section = into.appendChild(ownerDocument.createElement('div'));
    const first = tokens[start];
    section.className = `el-${first?.tag === '' ? 'pre' : (first?.tag ?? 'p')}`;
    section.innerHTML = markdown.renderer.render(tokens.slice(start, end + 1), markdown.options, {});
    const [lineStart, lineEnd] = first?.map ?? [0, 0];
    dress(section, owner, plugin, vault);
    const context = {
      docId: sourcePath,
      sourcePath,
      frontmatter: null,
      addChild: (child: MarkdownRenderChild) => void owner.addChild(child),
      getSectionInfo: () => (sectionInfo ? { text, lineStart, lineEnd: lineEnd - 1 } : null),
    } as unknown as Published.MarkdownPostProcessorContext;
    for (const processor of plugin.postProcessors) void processor(section, context);
    start = end + 1;
  }
  return owner;
}

/** Callouts, embeds and the copy button on blocks. */
function dress(section: HTMLElement, owner: Component, plugin: Plugin, vault: Vault): void {
  const create = (tag: string, className: string): HTMLElement => Object.assign(section.ownerDocument.createElement(tag), { className });
  linkNotes(section, create);
  for (const quote of section.querySelectorAll('blockquote')) {
    const head = /^\[!(\w+)\][+-]?\s*(.*)/.exec(quote.textContent.trim());
    if (!head) continue;
    const callout = create('div', 'callout');
    callout.dataset['callout'] = head[1] ?? '';
    const content = create('div', 'callout-content');
    content.append(...quote.childNodes);
    callout.append(content);
    quote.replaceWith(callout);
  }
  for (const code of section.querySelectorAll('pre > code')) {
    code.parentElement?.classList.add(...code.classList);
    code.parentElement?.append(Object.assign(create('button', 'copy-code-button'), { textContent: 'Copy' }));
  }
  for (const paragraph of section.querySelectorAll('p')) {
    const embed = /^!\[\[([^\]]+)\]\]$/.exec(paragraph.textContent.trim());
    const file = embed && vault.getFileByPath(`${embed[1] ?? ''}.md`);
    if (!file) continue;
    const holder = create('div', 'internal-embed markdown-embed');
    const content = holder.appendChild(create('div', 'markdown-embed-content'));
    paragraph.replaceWith(holder);
    void vault.cachedRead(file).then((text) => owner.addChild(renderNote(content, text, file.path, plugin, vault, false)));
  }
}

/** `[[Note#Heading|alias]]` outside of code as the links that Obsidian makes of them. */
function linkNotes(section: HTMLElement, create: (tag: string, className: string) => HTMLElement): void {
  const walker = section.ownerDocument.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('code')) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = text.data.split(/\[\[([^[\]]+)\]\]/);
    if (parts.length === 1 || text.data.includes('![[')) continue;
    text.replaceWith(...parts.map((part, at) => {
      if (at % 2 === 0) return part;
      const [target = '', alias = target] = part.split('|');
      const link = create('a', 'internal-link');
      link.dataset['href'] = target;
      link.textContent = alias;
      return link;
    }));
  }
}
