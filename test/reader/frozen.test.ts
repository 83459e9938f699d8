/**
 * @jest-environment jsdom
 */
import { applyEdits, freezeEdits } from '../../src/notebook/freeze';
import { readBody, readNotebook } from '../../src/notebook/notebook';
import { parseMarkdown } from '../../src/reader/markdown/parser';
import { Lifetime } from '../../src/reader/page/lifetime';
import { noteToDom } from '../../src/reader/page/note/note-dom';
import { Vault } from '../../src/reader/page/vault';
import { output } from '../view/gallery/outputs';
import { readerOf } from './reader-of';

const fence = '```sql\nselect 42;\n```';

/** The note with an output frozen below its cell. */
function frozen(note: string): string {
  const [cell] = readNotebook(note).cells;
  return applyEdits(note, freezeEdits(note, new Map([[cell?.key ?? '', '| a |\n| --- |\n| 42 |\n\n```\ntold\n```']])) ?? []);
}

test.each([
  ['a note', `Before.\n\n${fence}\n\nAfter.`],
  ['a callout', `> [!note] Title\n> ${fence.replaceAll('\n', '\n> ')}\n> After.`],
  ['a list', `- Before\n\n  ${fence.replaceAll('\n', '\n  ')}\n\n- After.`],
])('in %s a frozen output is shown until its cell has a live one', (_, note) => {
  const text = frozen(note);
  const reader = readerOf({ 'Note.md': text });
  const session = reader.sessions.of('Note.md');
  const lifetime = new Lifetime();
  session.update(readNotebook(text));
  const root = document.createElement('div');
  root.append(noteToDom(parseMarkdown(readBody(text)), session, { reader, path: 'Note.md', within: ['Note.md'], lifetime }, true));
  const seen = (): string => [...root.querySelectorAll('.reader-table, pre, p, li')].filter((one) => one.closest('.savepoint-is-hidden, .savepoint-host') === null).map((one) => one.textContent).join(' ');
  expect(seen()).toContain('42');
  expect(seen()).toContain('told');
  expect(root.textContent).not.toContain('savepoint-output');
  const [cell] = session.cells;
  cell?.set({ ...cell.get(), phase: 'done', output: output({ value: '42' }) });
  expect(root.querySelectorAll('.savepoint-is-hidden').length).toBeGreaterThanOrEqual(2);
  expect(root.querySelector('.savepoint-is-hidden .savepoint-host')).toBeNull();
  expect(root.querySelector('.reader-table')?.closest('.savepoint-is-hidden')).not.toBeNull();
  const after = [...root.querySelectorAll('p, li')].find((one) => one.textContent.trim().endsWith('After.'));
  expect(after?.closest('.savepoint-is-hidden')).toBeNull();
  lifetime.end();
});

test.each([
  ['<!-- one -->\n\nText.', 'Text.'],
  ['Text <!-- within --> goes on.', 'Text  goes on.'],
  ['<!--\nseveral\n\nlines\n-->\nText.', 'Text.'],
  ['<!-- never closed\n\nText.', ''],
  ['%%\nObsidian’s\n%%\nText.', 'Text.'],
])('of the comment in %j nothing is shown', (text, shown) => {
  const reader = readerOf({ 'Note.md': text });
  const root = document.createElement('div');
  root.append(noteToDom(parseMarkdown(text), reader.sessions.of('Note.md'), { reader, path: 'Note.md', within: [], lifetime: new Lifetime() }, true));
  expect(root.textContent.trim()).toBe(shown);
});

test('terms lead to notes of the vault, by alias too, those of the same top folder first', () => {
  const vault = new Vault({ name: 'v', notes: [{ path: 'en/Write skew.md', title: 'Write skew' }, { path: 'ru/Косая.md', title: 'Косая', aliases: ['Write skew'] }], attachments: [] });
  expect(vault.notesFrom('en/A.md')(['write skew'])).toEqual({ link: 'Write skew', href: '#/en/Write%20skew' });
  expect(vault.notesFrom('ru/A.md')(['write skew'])).toEqual({ link: 'Косая', href: `#/ru/${encodeURIComponent('Косая')}` });
  expect(vault.notesFrom('ru/A.md')(['lost update'])).toBeNull();
});
