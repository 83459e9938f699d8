/**
 * @jest-environment jsdom
 */
import fc from 'fast-check';
import { readBody, readNotebook } from '../../src/notebook/notebook';
import { headingsOf } from '../../src/reader/markdown/headings';
import { parseMarkdown } from '../../src/reader/markdown/parser';
import { Lifetime } from '../../src/reader/page/lifetime';
import { noteToDom } from '../../src/reader/page/note/note-dom';
import type { Reader } from '../../src/reader/page/reader';
import { readerOf } from './reader-of';

const notes = {
  'Start.md': '',
  'en/Keys.md': '---\nsavepoint-engine: postgres\n---\nA key. ^def\n\n## One\n\nfirst [[Joins]]\n\n```sql\nselect 1;\n```\n\n### Below\n\nstill one\n\n## Two\n\nsecond\n\n- an item ^item\n  - below it\n- another',
  'en/Joins.md': 'A join.',
  'loop/A.md': 'a ![[B]]',
  'loop/B.md': 'b ![[A]]',
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`deep/D${String(n)}.md`, `level ${String(n)} ![[D${String(n + 1)}]]`])),
};

let reader: Reader;
let lifetime: Lifetime;
beforeEach(() => {
  reader = readerOf(notes, ['images/er model.png', 'paper.pdf']);
  lifetime = new Lifetime();
});
afterEach(() => { lifetime.end(); });

/** A note's text as the page shows it. */
function shown(text: string, path = 'Start.md'): HTMLElement {
  const session = reader.sessions.of(path);
  session.update(readNotebook(text));
  const root = document.createElement('div');
  root.append(noteToDom(parseMarkdown(readBody(text)), session, { reader, path, within: [path], lifetime }, true));
  return root;
}

async function settled(root: HTMLElement): Promise<HTMLElement> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0));
  return root;
}

const external = 'class="reader-external" target="_blank" rel="noopener noreferrer"';
const missing = 'class="reader-unresolved" title="There is no “Nowhere” in this vault"';

describe('Markdown', () => {
  test.each<[what: string, markdown: string, html: string]>([
    ['a wiki link', '[[Joins]]', '<p><a href="#/en/Joins">Joins</a></p>'],
    ['its alias', '[[Joins|how]]', '<p><a href="#/en/Joins">how</a></p>'],
    ['its heading', '[[Keys#One]]', '<p><a href="#/en/Keys#One">Keys › One</a></p>'],
    ['its block', '[[Keys#^def]]', '<p><a href="#/en/Keys#%5Edef">Keys › ^def</a></p>'],
    ['a heading of this note', '[[#Here]]', '<p><a href="#/Start#Here">Here</a></p>'],
    ['a link that leads nowhere', '[[Nowhere]]', `<p><span ${missing}>Nowhere</span></p>`],
    ['a link in a table', '| a |\n|---|\n| [[Keys\\|k]] |', '<div class="reader-table" tabindex="0"><table><thead><tr><th class="">a</th></tr></thead><tbody><tr><td class=""><a href="#/en/Keys">k</a></td></tr></tbody></table></div>'],
    ['a link in code is code', '`[[Keys]]`', '<p><code>[[Keys]]</code></p>'],
    ['brackets that are no link', '[[a\nb]] [[]] [[x]', '<p>[[a<br>b]] [[]] [[x]</p>'],
    ['a file', '[[paper.pdf]]', '<p><a href="files/paper.pdf" target="_blank" rel="noopener noreferrer">paper.pdf</a></p>'],
    ['a Markdown link to a note', '[see](en/Keys.md#Two)', '<p><a href="#/en/Keys#Two">see</a></p>'],
    ['a Markdown link to a file', '[see](images/er%20model.png)', '<p><a href="files/images/er%20model.png" target="_blank" rel="noopener noreferrer">see</a></p>'],
    ['a link out', '[x](https://a.example/?q=1)', `<p><a href="https://a.example/?q=1" ${external}>x</a></p>`],
    ['an address', 'https://a.example', `<p><a href="https://a.example" ${external}>https://a.example</a></p>`],
    ['a name that looks like an address', 'see Joins.md and a.example', '<p>see Joins.md and a.example</p>'],
    ['an embedded image', '![[er model.png|300]]', '<div class="reader-paragraph"><img src="files/images/er%20model.png" width="300" alt=""></div>'],
    ['an embedded image with a text and a size', '![[er model.png|the model|30x20]]', '<div class="reader-paragraph"><img src="files/images/er%20model.png" width="30" height="20" alt="the model"></div>'],
    ['an image', '![the model](images/er%20model.png)', '<p><img src="files/images/er%20model.png" alt="the model"></p>'],
    ['an image from outside is a link', '![cat](https://a.example/c.png)', `<p><a href="https://a.example/c.png" ${external}>cat</a></p>`],
    ['an image that is missing', '![cat](c.png)', '<p><span class="reader-unresolved">cat</span></p>'],
    ['an embed of nothing', '![[Nowhere]]', `<div class="reader-paragraph"><span ${missing}>Nowhere</span></div>`],
    ['a highlight', 'a ==b **c**== d', '<p>a <mark>b <strong>c</strong></mark> d</p>'],
    ['equality is no highlight', 'a == b == c, ====', '<p>a == b == c, ====</p>'],
    ['a comment', 'a %%b [[Keys]]%% c', '<p>a  c</p>'],
    ['a comment of several blocks', 'a\n\n%%\nb\n\nc\n%%\n\nd', '<p>a</p><p>d</p>'],
    ['a comment without an end', 'a\n\n%% b\n\nc', '<p>a</p>'],
    ['per cent', '50%% off', '<p>50%% off</p>'],
    ['a task', '- [ ] a\n- [x] b\n- [[Keys]]', '<ul><li class="reader-task reader-task-open"><input type="checkbox" disabled="" aria-label="Task">a</li><li class="reader-task reader-task-done"><input type="checkbox" disabled="" aria-label="Task">b</li><li><a href="#/en/Keys">Keys</a></li></ul>'],
    ['a list that begins elsewhere', '3. a', '<ol start="3"><li>a</li></ol>'],
    ['alignment', '| a | b |\n|--:|:-:|\n| 1 | 2 |', '<div class="reader-table" tabindex="0"><table><thead><tr><th class="reader-align-right">a</th><th class="reader-align-center">b</th></tr></thead><tbody><tr><td class="reader-align-right">1</td><td class="reader-align-center">2</td></tr></tbody></table></div>'],
    ['line breaks as in Obsidian', 'a\nb', '<p>a<br>b</p>'],
    ['properties are not text', '---\na: b\n---\nc', '<p>c</p>'],
    ['a named block', 'A rule. ^rule', '<p id="^rule">A rule.</p>'],
    ['other code', '```yaml\nx < 1\n```', '<pre tabindex="0"><code>x &lt; 1</code></pre>'],
    ['strike-through', '~~a~~', '<p><s>a</s></p>'],
  ])('%s', (_what, markdown, html) => {
    expect(shown(markdown).innerHTML).toBe(html);
  });

  test('headings are anchors, each its own', () => {
    const root = shown('# A `b` [[Keys|c]]: d\n## Twin\n## twin\n> ## quoted');
    expect([...root.querySelectorAll('[id]')].map(({ id }) => id)).toEqual(['A b c d', 'Twin', 'twin 2']);
    expect(root.querySelector('h2 a')?.getAttribute('href')).toBe('#/Start#Twin');
    expect(headingsOf(parseMarkdown('# A\n\n## B')).map(({ level, text }) => [level, text])).toEqual([[1, 'A'], [2, 'B']]);
  });
});

describe('callouts', () => {
  const title = (root: HTMLElement): string | undefined => root.querySelector('.reader-callout-title')?.textContent;

  test('a title, a tone, a body', () => {
    expect(shown('> [!warning] Mind *this*\n> body\n>\n> more').innerHTML).toBe(
      '<div class="reader-callout reader-callout-warn" role="note"><div class="reader-callout-title" data-kind="warning"><span>Mind <em>this</em></span></div><p>body</p><p>more</p></div>',
    );
  });
  test('no title: its kind; a kind nobody knows looks like a note', () => {
    expect(title(shown('> [!tip]\n> a'))).toBe('Tip');
    expect(shown('> [!homework|wide] a').querySelector('.reader-callout-note')?.textContent).toBe('a');
  });
  test('folded, unfolded', () => {
    expect(shown('> [!faq]- Why?\n> Because.').querySelector('details')?.open).toBe(false);
    expect(shown('> [!faq]+ Why?\n> Because.').querySelector('details')?.open).toBe(true);
    expect(shown('> [!faq]+ Why?\n> Because.').querySelector('summary')?.textContent).toBe('Why?');
  });
  test('one within another, and a quote within', () => {
    const root = shown('> [!note] outer\n> > [!tip]- inner\n> > deep\n>\n> > just a quote\n\nafter');
    expect(root.querySelector('.reader-callout details')?.textContent).toBe('innerdeep');
    expect(root.querySelector('.reader-callout > blockquote')?.textContent).toBe('just a quote');
    expect(root.lastElementChild?.outerHTML).toBe('<p>after</p>');
  });
  test('cells in it are cells', () => {
    const root = shown('> [!note] Run\n> ```sql\n> select 1\n> ```\n> ```sql\n> select 2\n> ```');
    expect(root.querySelectorAll('.reader-callout > pre + .savepoint-host .savepoint-run')).toHaveLength(2);
  });
});

describe('cells', () => {
  test('every cell has its bar, below its block and nowhere else', () => {
    const root = shown('---\nx: 1\n---\n```sql\nselect 1;\n```\n\n- a\n  ```sql\n  select 2;\n  ```\n\n```\nplain\n```\n```mermaid\ngraph\n```\n');
    expect(root.querySelectorAll('pre')).toHaveLength(4);
    expect([...root.querySelectorAll('.savepoint-host')].map((host) => host.previousElementSibling?.textContent)).toEqual(['select 1;', 'select 2;']);
  });
  test('SQL is coloured and stays what it was', () => {
    const root = shown("```sql\nselect 'a' -- b\n```");
    expect(root.querySelector('code')?.textContent).toBe("select 'a' -- b");
    expect(root.querySelector('.reader-sql-keyword')?.textContent).toBe('select');
  });
  test('hidden code is folded', () => {
    const root = shown('```sql\n-- savepoint: hide=code\nselect 1\n```');
    expect(root.querySelector('details > pre')?.textContent).toContain('select 1');
    expect(root.querySelector('details + .savepoint-host')).not.toBeNull();
  });
  test('what is taken off the page is taken down', () => {
    const root = shown('```sql\nselect 1\n```');
    lifetime.end();
    expect(root.querySelector('.savepoint-cell')).toBeNull();
  });
});

describe('embeds', () => {
  test('a note, its links meant from where it lies, its cells in its own session', async () => {
    const root = await settled(shown('![[Keys]]'));
    const box = root.querySelector('section.reader-embed');
    expect(box?.querySelector('.reader-embed-source')?.getAttribute('href')).toBe('#/en/Keys');
    expect(box?.querySelector('p a')?.getAttribute('href')).toBe('#/en/Joins');
    expect(box?.querySelector('.savepoint-engine')?.textContent).toBe('PostgreSQL');
    expect(reader.sessions.of('en/Keys.md').cells).toHaveLength(1);
    expect(box?.querySelectorAll('[id^="One"]')).toHaveLength(0);
  });
  test('a section: from its heading to the next of its rank', async () => {
    const text = (await settled(shown('![[Keys#one]]'))).querySelector('.reader-prose')?.textContent ?? '';
    expect(text).toContain('first');
    expect(text).toContain('still one');
    expect(text).not.toContain('second');
    expect(text).not.toContain('A key');
  });
  test('a block, an item of a list', async () => {
    expect((await settled(shown('![[Keys#^def]]'))).querySelector('.reader-prose')?.textContent).toBe('A key.');
    expect((await settled(shown('![[Keys#^item]]'))).querySelector('.reader-prose')?.textContent).toBe('an itembelow it');
  });
  test('a section that is missing', async () => {
    expect((await settled(shown('![[Keys#Three]]'))).querySelector('.reader-message')?.textContent).toContain('“Three”');
  });
  test('a note that embeds itself ends, and says so', async () => {
    const root = await settled(shown(notes['loop/A.md'], 'loop/A.md'));
    expect(root.querySelectorAll('.reader-embed')).toHaveLength(2);
    expect(root.textContent).toContain('embeds itself');
  });
  test('notes within notes end, and say so', async () => {
    const root = await settled(shown('![[D1]]'));
    expect(root.textContent).toContain('level 4');
    expect(root.textContent).not.toContain('level 5');
    expect(root.querySelectorAll('.reader-message')).toHaveLength(1);
  });
});

describe('what a note must not do', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="alert(1)">b</b> <iframe srcdoc="x"></iframe>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x) [y](file:///etc/passwd) [z](blob:x)',
    '[x](//a.example/y)',
    '![x](javascript:alert(1))',
    '<javascript:alert(1)>',
    '[[javascript:alert(1)]] ![[javascript:alert(1)]]',
    '[[x|<img src=x onerror=alert(1)>]] ==<script>x</script>==',
    '> [!<img onerror=alert(1)>] <script>\n> x',
    '> [!note"onclick="alert(1)] y',
    '## <img src=x onerror=alert(1)>',
    '```<img src=x onerror=alert(1)>\n</code><script>alert(1)</script>\n```',
    '```sql\n</span><script>alert(1)</script>\n```',
    '| <script> |\n|---|\n| <img onerror=x> |',
    '[x](https://a.example "title\\" onclick=\\"x")',
    '[x][1]\n\n[1]: javascript:alert(1)',
  ])('%s', (markdown) => {
    expectInert(shown(markdown));
  });

  test('nor any text at all', () => {
    const piece = fc.constantFrom('[', ']', '[[', ']]', '![[', '(', ')', '<script>', '<img src=x onerror=y>', 'javascript:x', 'https://a', '`', '```', '\n', '> ', '[!note]', '- ', '[ ] ', '==', '%%', '|', '#', '^a', '**', '"', '&#106;', '\\', '|-|', 'Keys', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')), (markdown) => {
        expectInert(shown(markdown));
        lifetime.end();
      }),
      { numRuns: 1500 },
    );
  });
});

/** Nothing of the note became an element that acts, an attribute that does, or an address that is none. */
function expectInert(root: HTMLElement): void {
  expect(root.querySelectorAll('script, iframe, object, embed, form, style, link, meta, base, svg')).toHaveLength(0);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^style$|^srcdoc$/);
      if (name === 'href') expect(value).toMatch(/^(?:#\/|files\/|https?:|mailto:)/);
      if (name === 'src') expect(value).toMatch(/^files\//);
    }
  }
}

test('a long note with many openings that never close is shown', () => {
  const text = Array.from({ length: 400 }, (_, i) => `## Heading ${String(i)}\n\nText with [[Keys]] and ==marks== ==open %% [[ \n\n- [ ] a\n- b\n`).join('\n');
  expect(shown(text).querySelectorAll('h2')).toHaveLength(400);
});
