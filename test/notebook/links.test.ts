import { LinkIndex, parseWikiLink, resolveLink } from '../../src/notebook/links';

describe('the parts of a wiki link', () => {
  const none = { target: '', heading: null, block: null, alias: null };
  test.each([
    ['Note', { target: 'Note' }],
    ['Note|alias', { target: 'Note', alias: 'alias' }],
    ['Note#Heading|alias', { target: 'Note', heading: 'Heading', alias: 'alias' }],
    ['Note#A#B', { target: 'Note', heading: 'B' }],
    ['#Heading', { heading: 'Heading' }],
    ['folder/Note#^b1', { target: 'folder/Note', block: 'b1' }],
    ['image.png|300', { target: 'image.png', alias: '300' }],
    ['Note\\|alias', { target: 'Note', alias: 'alias' }],
    [' Note # Heading | a | b ', { target: 'Note', heading: 'Heading', alias: 'a | b' }],
    ['Note#', { target: 'Note' }],
    ['Note|', { target: 'Note' }],
  ])('%s', (text, parts) => {
    expect(parseWikiLink(text)).toEqual({ ...none, ...parts });
  });
});

describe('resolving', () => {
  const vault = [
    'Start.md', 'Joins.md', 'en/Joins.md', 'en/Keys.md', 'en/deep/Locks.md', 'ru/Keys.md', 'ru/Locks.md', 'ru/deep/er/Locks.md',
    'Version 1.2.md', 'images/er.png', 'ru/images/er.png', 'en/Ёлка.md', 'a/same/Twin.md', 'b/same/Twin.md', 'Case.md', 'case.md',
  ];
  test.each<[what: string, target: string, from: string, found: string | null]>([
    ['the root first', 'Joins', 'en/Keys.md', 'Joins.md'],
    ['with .md', 'en/Joins.md', 'Start.md', 'en/Joins.md'],
    ['without .md', 'en/Joins', 'ru/Keys.md', 'en/Joins.md'],
    ['a leading slash', '/en/Keys', 'ru/Keys.md', 'en/Keys.md'],
    ['a leading slash is the root alone', '/Keys', 'ru/Keys.md', null],
    ['the end of a path', 'deep/Locks', 'Start.md', 'en/deep/Locks.md'],
    ['not the end of a folder name', 'eep/Locks', 'Start.md', null],
    ['any case', 'jOINS', 'Start.md', 'Joins.md'],
    ['the exact case, where two differ by it', 'case', 'Start.md', 'case.md'],
    ['composed and decomposed letters', 'Е\u0308лка', 'Start.md', 'en/Ёлка.md'],
    ['the same folder', 'Keys', 'ru/Locks.md', 'ru/Keys.md'],
    ['the same top-level folder', 'Locks', 'en/Keys.md', 'en/deep/Locks.md'],
    ['the same top-level folder, the shortest there', 'Locks', 'ru/deep/x.md', 'ru/Locks.md'],
    ['the shortest path', 'Locks', 'Start.md', 'ru/Locks.md'],
    ['a tie is settled, the same way every time', 'Twin', 'Start.md', 'a/same/Twin.md'],
    ['a dot in the name', 'Version 1.2', 'Start.md', 'Version 1.2.md'],
    ['an attachment', 'er.png', 'Start.md', 'images/er.png'],
    ['an attachment nearby', 'er.png', 'ru/Keys.md', 'ru/images/er.png'],
    ['relative', './Keys', 'ru/Locks.md', 'ru/Keys.md'],
    ['relative, upwards', '../en/Keys.md', 'ru/Locks.md', 'en/Keys.md'],
    ['relative means one place', './Keys', 'Start.md', null],
    ['out of the vault', '../../x', 'ru/Locks.md', null],
    ['a heading', 'Keys#Composite keys', 'en/Joins.md', 'en/Keys.md'],
    ['a heading of this note', '#Composite keys', 'en/Joins.md', 'en/Joins.md'],
    ['a block and an alias', 'Keys#^b|the keys', 'en/Joins.md', 'en/Keys.md'],
    ['nothing of that name', 'Missing', 'Start.md', null],
    ['a word of objects', 'constructor', 'Start.md', null],
    ['backslashes', 'en\\Keys', 'Start.md', 'en/Keys.md'],
  ])('%s: %s', (_what, target, from, found) => {
    expect(resolveLink(target, from, vault)).toBe(found);
  });
});

test('100,000 links of a vault of 10,000 notes: each is looked up, none is searched for', () => {
  const paths = Array.from({ length: 10_000 }, (_, i) => `folder ${String(i % 50)}/note ${String(i % 4_000)} ${i % 7 === 0 ? 'x' : ''}${String(i)}.md`);
  const index = new LinkIndex(paths);
  const found = Array.from({ length: 100_000 }, (_, i) => index.resolve(`note ${String(i % 4_000)} ${String(i % 10_000)}`, 'folder 3/a.md')).filter((path) => path !== null);
  expect(found.length).toBeGreaterThan(10_000);
  expect(new Set(found).size).toBeLessThanOrEqual(paths.length);
});
