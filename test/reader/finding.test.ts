import { foldersAbove, folderTree, type Folder } from '../../src/reader/page/file-tree';
import { digestOf } from '../../src/reader/markdown/note-digest';
import { NoteIndex } from '../../src/reader/page/note-index';
import { fileAddress, readRoute, routeTo } from '../../src/reader/page/route';
import { searchNotes } from '../../src/reader/page/search';
import { Vault } from '../../src/reader/page/vault';

const entries = (...paths: string[]): { path: string; title: string }[] => paths.map((path) => ({ path, title: (path.split('/').at(-1) ?? '').replace(/\.md$/, '') }));

describe('addresses', () => {
  test.each([
    ['#/en/Joins', 'en/Joins', null],
    ['#/en/Joins#Inner%20join', 'en/Joins', 'Inner join'],
    ['#/a%23b/50%25', 'a#b/50%', null],
    ['#/a#%5Eid', 'a', '^id'],
    ['', '', null],
    ['#', '', null],
    ['#/', '', null],
    ['#/a#', 'a', null],
    ['#/50%', '50%', null],
    ['#/Ключи', 'Ключи', null],
  ])('%s', (hash, path, heading) => {
    expect(readRoute(hash)).toEqual({ path, heading });
  });
  test('there and back', () => {
    for (const path of ['en/Joins', 'a#b/50%', 'C:/q?x=1', 'Ключи и «связи»']) {
      expect(readRoute(routeTo(`${path}.md`, 'A # 100%'))).toEqual({ path, heading: 'A # 100%' });
    }
    expect(fileAddress('files', 'a b/c#d.png')).toBe('files/a%20b/c%23d.png');
  });
});

describe('the note that an address names', () => {
  const vault = new Vault({ name: 'v', notes: entries('en/Joins.md', 'en/Start here.md', 'ru/Joins.md', 'Zebra.md'), attachments: ['er.png'] });
  test.each([
    ['en/Joins', 'en/Joins.md'], ['en/Joins.md', 'en/Joins.md'], ['Joins', 'en/Joins.md'], ['', 'en/Start here.md'], ['Missing', undefined], ['er.png', undefined],
  ])('"%s"', (path, found) => {
    expect(vault.noteAt(path)?.path).toBe(found);
  });
  test('of several start pages, the one in the language of the reader', () => {
    const both = { name: 'v', notes: entries('en/Start here.md', 'ru/Начните здесь.md'), attachments: [] };
    expect(['en', 'ru', 'pt'].map((language) => new Vault(both, language).noteAt('')?.path)).toEqual(['en/Start here.md', 'ru/Начните здесь.md', 'en/Start here.md']);
  });
  test('without a start page, the first note nearest to the root', () => {
    expect(new Vault({ name: 'v', notes: entries('a/A.md', 'Zebra.md'), attachments: [] }).noteAt('')?.path).toBe('Zebra.md');
    expect(new Vault({ name: 'v', notes: [], attachments: [] }).noteAt('')).toBeNull();
  });
});

describe('search', () => {
  const notes = entries('en/Joins.md', 'en/Self joins.md', 'en/Read skew.md', 'joins/Index.md', 'Ёлка.md', 'en/Naïve.md');
  test.each<[query: string, titles: string[]]>([
    ['join', ['Joins', 'Self joins', 'Index']],
    ['JOINS', ['Joins', 'Self joins', 'Index']],
    ['skew read', ['Read skew']],
    ['елка', ['Ёлка']],
    ['naive', ['Naïve']],
    ['en/', ['Joins', 'Naïve', 'Read skew', 'Self joins']],
    ['zzz', []],
    ['  ', []],
  ])('"%s"', (query, titles) => {
    expect(searchNotes(notes, query).map(({ note }) => note.title)).toEqual(titles);
  });
  test('no more than anyone reads through', () => {
    const many = entries(...Array.from({ length: 10_000 }, (_, i) => `folder ${String(i % 100)}/Note number ${String(i)}.md`));
    expect(searchNotes(many, 'number 99')).toHaveLength(50);
  });
  test('texts come after titles, with the words around what was found', () => {
    const said = (...texts: string[]): NoteIndex => new NoteIndex({ notes: texts.map((text, at) => ({ path: notes[at]?.path ?? '', links: [], text, tasks: [] })) }, new Vault({ name: 'v', notes, attachments: [] }));
    const { texts } = said('', 'A table joined with itself: who is the boss of whom, and of whose boss nobody knows who it is, or when it began.', 'Two reads that do not belong together; a join of old and new.');
    expect(searchNotes(notes, 'join', texts).map(({ note, excerpt }) => [note.title, excerpt])).toEqual([
      ['Joins', null], ['Self joins', null], ['Index', null], ['Read skew', '… not belong together; a join of old and new.'],
    ]);
    expect(searchNotes(notes, 'NOBODY', texts)).toEqual([{ note: notes[1], excerpt: '… and of whose boss nobody knows who it is, or when it began.' }]);
    expect(searchNotes(notes, 'together reads', texts)[0]?.excerpt).toMatch(/belong together/);
    expect(searchNotes(notes, 'boss old', texts)).toEqual([]);
  });
});

test('links back: who links to a note, each once, by titles', () => {
  const notes = entries('en/A.md', 'en/B.md', 'en/C 10.md', 'en/C 2.md', 'ru/A.md');
  const links: Readonly<Record<string, string[]>> = { 'en/A.md': ['A', 'B', 'Nowhere'], 'en/C 10.md': ['B', 'en/B.md', 'A'], 'en/C 2.md': ['b'], 'ru/A.md': ['B'] };
  const index = new NoteIndex({ notes: notes.map(({ path }) => ({ path, links: links[path] ?? [], text: '', tasks: path === 'en/B.md' ? ['one', 'two'] : [] })) }, new Vault({ name: 'v', notes, attachments: [] }));
  const linking = (path: string): string[] => index.linkingTo(path).map((note) => note.path);
  expect(linking('en/B.md')).toEqual(['en/A.md', 'ru/A.md', 'en/C 2.md', 'en/C 10.md']);
  expect(linking('en/A.md')).toEqual(['en/C 10.md']);
  expect(linking('ru/A.md')).toEqual([]);
  expect([index.tasksOf('en/B.md'), index.tasksOf('en/A.md')]).toEqual([['one', 'two'], []]);
});

test('what a note says and where it links to', () => {
  expect(digestOf('---\ntags: [a]\n---\n# Title\n\nSee [[Keys#Primary|the key]], [other](Other%20note.md#x), ![[er.png]], [out](https://example.org) and `code`.\n\n```sql\nselect [[1]] -- hidden\n```\n\n| a | b |\n|---|---|\n| [[Keys]] | **c** |\n')).toEqual({
    links: ['Keys', 'Other note.md', 'er.png'],
    tasks: [],
    text: 'Title See the key, other, , out and code. a b Keys c',
  });
});

test('folders, sorted as people count', () => {
  const drawn = ({ name, folders, notes }: Folder): unknown => [name, folders.map(drawn), notes.map(({ title }) => title)];
  expect(drawn(folderTree(entries('Note 10.md', 'note 2.md', 'b/c/X.md', 'a/Y.md', 'b/Z.md')))).toEqual([
    '', [['a', [], ['Y']], ['b', [['c', [], ['X']]], ['Z']]], ['note 2', 'Note 10'],
  ]);
  expect(foldersAbove('b/c/X.md')).toEqual(['b', 'b/c']);
  expect(foldersAbove('X.md')).toEqual([]);
});
