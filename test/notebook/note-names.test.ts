import { readAliases } from '../../src/notebook/frontmatter';
import { countBlocks } from '../../src/notebook/count-blocks';
import { NoteNames } from '../../src/notebook/note-names';

const names = new NoteNames([
  { path: 'en/Write skew.md', aliases: [] },
  { path: 'en/Dirty read.md', aliases: ['P1', 'Aborted read'] },
  { path: 'ru/Write skew.md', aliases: [] },
  { path: 'ru/Грязное чтение.md', aliases: ['Dirty read'] },
  { path: 'en/deep/Note.md', aliases: ['Phantom'] },
  { path: 'Locks.md', aliases: [] },
  { path: 'z/Locks.md', aliases: [] },
]);

describe('a note is found', () => {
  test.each<[what: string, wanted: readonly string[], from: string, path: string | null, link?: string]>([
    ['by name, whatever its case', ['WRITE SKEW'], 'en/A.md', 'en/Write skew.md', 'Write skew'],
    ['by alias', ['p1'], 'en/A.md', 'en/Dirty read.md', 'Dirty read'],
    ['in the folder of the one that asks', ['Write skew'], 'ru/A.md', 'ru/Write skew.md', 'Write skew'],
    ['there by alias, before one elsewhere by name', ['Dirty read'], 'ru/A.md', 'ru/Грязное чтение.md', 'Грязное чтение'],
    ['there by a later name, before one elsewhere by an earlier', ['Грязное чтение', 'Dirty read'], 'en/A.md', 'en/Dirty read.md', 'Dirty read'],
    ['by the earlier of two names', ['Phantom', 'Dirty read'], 'en/A.md', 'en/deep/Note.md', 'Note'],
    ['by its path where its name would mean another', ['Write skew'], 'A.md', 'en/Write skew.md', 'Write skew'],
    ['at the root from the root', ['Locks'], 'A.md', 'Locks.md', 'Locks'],
    ['however its accents are composed', ['Грязное чтение'.normalize('NFD')], 'ru/A.md', 'ru/Грязное чтение.md', 'Грязное чтение'],
    ['never as itself', ['Write skew'], 'en/Write skew.md', null],
    ['not where no note has the name', ['constructor', '__proto__'], 'en/A.md', null],
  ])('%s', (_, wanted, from, path, link = '') => {
    expect(names.find(wanted, from)).toEqual(path === null ? null : { path, link });
  });

  test('in the language’s own folder, also below another', () => {
    const below = new NoteNames([{ path: 'Savepoint/en/Dirty read.md', aliases: [] }, { path: 'Savepoint/ru/deep/Грязное чтение.md', aliases: [] }]);
    expect(below.find(['Dirty read', 'Грязное чтение'], 'Savepoint/ru/A.md')?.path).toBe('Savepoint/ru/deep/Грязное чтение.md');
    expect(below.find(['Грязное чтение', 'Dirty read'], 'Savepoint/en/A.md')?.path).toBe('Savepoint/en/Dirty read.md');
    expect(below.find(['Dirty read', 'Грязное чтение'], 'A.md')?.path).toBe('Savepoint/en/Dirty read.md');
  });

  test('with as much of its path as its link takes', () => {
    const twice = new NoteNames([{ path: 'a/X.md', aliases: [] }, { path: 'b/X.md', aliases: ['second'] }]);
    expect(twice.find(['second'], 'a/Note.md')).toEqual({ path: 'b/X.md', link: 'b/X' });
    expect(twice.find(['second'], 'b/Note.md')).toEqual({ path: 'b/X.md', link: 'X' });
  });
});

describe('aliases', () => {
  test.each<[string, readonly string[]]>([
    ['---\naliases: [One, "Two, too", 3]\n---\ntext', ['One', 'Two, too', '3']],
    ['---\naliases:\n  - One\n  - Two\n---\n', ['One', 'Two']],
    ['\uFEFF---\r\nalias: One, Two\r\n---\r\n', ['One', 'Two']],
    ['---\naliases:\n---\n', []],
    ['---\naliases: [unclosed\n---\n', []],
    ['---\ntitle: x\n---\naliases: [no]', []],
    ['aliases: [no]', []],
    ['---\naliases: [cut off', []],
  ])('%j', (note, aliases) => {
    expect(readAliases(note)).toEqual(aliases);
  });
});

test.each([
  ['', 0],
  ['one\n\n| a |\n| --- |\n| 1 |\n\n```\nx\n\ny\n```', 3],
  ['*Log*\n\n````\n```\n````', 2],
])('%j is so many blocks', (markdown, count) => {
  expect(countBlocks(markdown)).toBe(count);
});
