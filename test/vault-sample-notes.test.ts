import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cell } from '../src/notebook/cell';
import { splitFrontmatter } from '../src/notebook/frontmatter';
import { LinkIndex, parseWikiLink, type WikiLink } from '../src/notebook/links';
import { readNotebook } from '../src/notebook/notebook';

const vault = path.resolve(__dirname, '../vault-sample');
const languages = { en: 'Start here', ru: 'Начните здесь' } as const;
type Language = keyof typeof languages;

interface Note {
  readonly path: string;
  readonly language: Language;
  readonly twin: string | null;
  readonly links: readonly (WikiLink & { readonly path: string | null })[];
  readonly headings: ReadonlySet<string>;
  readonly cells: readonly Cell[];
}

const files = Object.keys(languages).flatMap((folder) => readdirSync(path.join(vault, folder)).map((file) => `${folder}/${file}`));
const index = new LinkIndex(files);
const notes = new Map(files.map((file) => [file, readNote(file)]));
const all = [...notes.values()];

function readNote(file: string): Note {
  const text = readFileSync(path.join(vault, file), 'utf8');
  const prose = splitFrontmatter(text).body.replace(/^((?:> ?)*)```[^]*?^\1```$/gm, '').replace(/`[^`\n]*`/g, '');
  const twin = /^savepoint-twin: "\[\[(.+)\]\]"$/m.exec(text)?.[1] ?? null;
  return {
    path: file,
    language: file.startsWith('en/') ? 'en' : 'ru',
    twin: twin === null ? null : index.resolve(twin, file),
    links: [...prose.matchAll(/\[\[([^\]]+)\]\]/g)].map(([, link = '']) => ({ ...parseWikiLink(link), path: index.resolve(link.replace(/\\?\|.*/, ''), file) })),
    headings: new Set([...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)),
    cells: readNotebook(text).cells,
  };
}

/**
 * A cell's code without what may be in a reader's own language: comments and literals. Session marks stay; the directive
 * is compared by its options.
 */
function bare({ code, language }: Cell): string {
  const comment = language === 'sql' ? '--' : language === 'ts' ? '\\/\\/' : '#';
  return code.replace(new RegExp(`^(?:${comment}) savepoint:.*`), '').replace(new RegExp(`'(?:[^'\\n]|'')*'|"[^"\\n]*"|${comment}.*`, 'g'), (found) =>
    found.startsWith('--') ? (found.match(/\b(?:T\d+|either|BLOCKS|unblocks)\b/g) ?? []).join(' ') : '…');
}

test('every note stands in both languages, and each of the two names the other', () => {
  expect(all.filter(({ language }) => language === 'en').length).toBe(all.filter(({ language }) => language === 'ru').length);
  const lonely = all.filter((note) => {
    const twin = notes.get(note.twin ?? '');
    return twin?.twin !== note.path || twin.language === note.language || !note.links.some((link) => link.path === twin.path);
  });
  expect(lonely.map((note) => note.path)).toEqual([]);
});

test.each(all.filter(({ language }) => language === 'en').map((note) => [note.path, note] as const))('%s: the same cells in Russian', (_, note) => {
  const twin = notes.get(note.twin ?? '');
  const shape = (cell: Cell): unknown => [cell.kind, cell.language, { ...cell.options, task: cell.options.task !== null, hints: cell.options.hints.length }, bare(cell), cell.frozen !== null];
  expect(twin?.cells.map(shape)).toEqual(note.cells.map(shape));
  expect([...note.cells, ...(twin?.cells ?? [])].flatMap(({ problems }) => problems)).toEqual([]);
});

test('no frozen output is older than its cell, and none says where or when it was made', () => {
  const frozen = all.flatMap(({ path: file, cells }) => cells.flatMap((cell) => (cell.frozen === null ? [] : [{ at: `${file}:${String(cell.line)}`, cell, ...cell.frozen }])));
  expect(frozen.filter(({ cell, source }) => source !== cell.hash).map(({ at }) => at)).toEqual([]);
  expect(frozen.filter(({ text }) => /(?:^|[\s'"(])(?:\/(?:home|tmp|root|work|Users|usr)\/|[A-Z]:\\)|0x[0-9a-f]{6,}|\b\d+(?:\.\d+)? ?(?:ms|µs)\b/m.test(text)).map(({ at }) => at)).toEqual([]);
  expect(frozen.filter(({ cell }) => cell.options.task !== null).map(({ at }) => at)).toEqual([]);
});

test('a bar ends no link of a table', () => {
  const cut = files.flatMap((file) => readFileSync(path.join(vault, file), 'utf8').split('\n').flatMap((line, at) => (/^[\s>]*\|.*\[\[[^\]|]*[^\]|\\]\|[^\]]*\]\]/.test(line) ? [`${file}:${String(at + 1)}`] : [])));
  expect(cut).toEqual([]);
});

test('an exercise is followed by a solution that is held to the same check', () => {
  const tasks = all.flatMap(({ path: file, cells }) => cells.flatMap((cell, at) => (cell.options.task === null ? [] : { file, cell, solution: cells[at + 1] })));
  expect(tasks.filter(({ file }) => file.startsWith('en/')).length).toBeGreaterThanOrEqual(25);
  const unlike = tasks.filter(({ cell, solution }) => solution?.options.task !== null || cell.options.check === null || JSON.stringify(solution.options.check) !== JSON.stringify(cell.options.check));
  expect(unlike.map(({ file, cell }) => `${file}:${String(cell.line)}`)).toEqual([]);
});

test('no link leads nowhere, and only the one to the twin leads into the other language', () => {
  const broken = all.flatMap((note) => note.links.filter((link) => {
    const target = notes.get(link.path ?? '');
    if (!target || (link.heading !== null && !target.headings.has(link.heading))) return true;
    return target.language !== note.language && target.path !== note.twin;
  }).map((link) => `${note.path}: ${link.target}`));
  expect(broken).toEqual([]);
});

test.each(Object.entries(languages))('%s: every note can be reached from %s', (language, start) => {
  const reached = new Set([`${language}/${start}.md`]);
  for (const at of reached) for (const link of notes.get(at)?.links ?? []) if (link.path?.startsWith(`${language}/`)) reached.add(link.path);
  expect(all.filter((note) => note.language === language && !reached.has(note.path)).map((note) => note.path)).toEqual([]);
});

test('no note hangs on the map and the glossary alone', () => {
  const lists = /\/(?:Map of the notes|Glossary|Карта заметок|Глоссарий|Start here|Начните здесь)\.md$/;
  const linked = new Set(all.filter((note) => !lists.test(note.path)).flatMap((note) => note.links.flatMap((link) => (link.path === note.twin ? [] : link.path))));
  expect(all.filter((note) => !lists.test(note.path) && !linked.has(note.path)).map((note) => note.path)).toEqual([]);
});

test('every note tells where to go next', () => {
  const ends = all.filter((note) => !/Map of|Карта/.test(note.path) && !note.headings.has(note.language === 'en' ? 'Where to go next' : 'Что дальше'));
  expect(ends.map((note) => note.path)).toEqual([]);
});

test('the table of what is covered names notes that there are', () => {
  const covered = readFileSync(path.resolve(vault, '../docs/coverage.md'), 'utf8');
  const named = [...covered.matchAll(/\(\.\.\/vault-sample\/([^)]+)\)/g)].map(([, file = '']) => decodeURIComponent(file));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((file) => !notes.has(file))).toEqual([]);
});
