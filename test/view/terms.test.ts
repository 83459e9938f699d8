/**
 * @jest-environment jsdom
 */
import { sqlTokens } from '../../src/view/sql-tokens';
import { outputTerms } from '../../src/view/terms/output-terms';
import { tableNameIn } from '../../src/view/terms/table-name';
import { matrixSample } from './gallery/matrix';
import { error, output, statement } from './gallery/outputs';
import { enrolment, reportFor } from './gallery/relations';
import { lostUpdate, writeSkew } from './gallery/traces';
import { mounted, type Mounted } from './mounted';
import type { CellOutput } from '../../src/cells/output';

/** A cell with an output, in a vault of notes of these names. */
async function cellWith(fields: Partial<CellOutput>, ...notes: readonly string[]): Promise<Mounted> {
  const cell = await mounted({});
  cell.actions.noteOf.mockImplementation((names: readonly string[]) => {
    const found = notes.find((note) => names.some((name) => name.toLowerCase() === note.toLowerCase()));
    return found === undefined ? null : { link: found, href: `#${found}` };
  });
  await cell.set({ phase: 'done', output: output(fields) });
  return cell;
}

const links = (cell: Mounted): string[] => cell.all('a.savepoint-term').map((link) => `${link.textContent} -> ${link.getAttribute('href') ?? ''}`);

describe('in an output a link leads from', () => {
  test.each<[string, Partial<CellOutput>, readonly string[], string]>([
    ['an anomaly', { trace: lostUpdate.slice(1, 2) }, ['Lost update'], 'Lost update -> #Lost update'],
    ['an anomaly with a note of a broader one', { trace: lostUpdate.slice(1, 2).map((trace) => ({ ...trace, anomalies: trace.anomalies.map((one) => ({ ...one, name: 'predicate write skew' })) })) }, ['Write skew'], 'Predicate write skew -> #Write skew'],
    ['a level', { trace: lostUpdate.slice(1, 2) }, ['READ COMMITTED'], 'about READ COMMITTED -> #READ COMMITTED'],
    ['an anomaly of the matrix', { matrix: matrixSample }, ['Dirty write'], 'Dirty write -> #Dirty write'],
    ['a level of the matrix', { matrix: matrixSample }, ['SERIALIZABLE'], 'SERIALIZABLE -> #SERIALIZABLE'],
    ['a normal form', { relation: reportFor(enrolment) }, ['1NF'], '1NF only. -> #1NF'],
    ['a normal form by its long name', { relation: reportFor(enrolment) }, ['First normal form'], '1NF only. -> #First normal form'],
    ['an error', { status: 'error', error: error({ type: 'IntegrityError' }) }, ['IntegrityError'], 'IntegrityError -> #IntegrityError'],
    ['an error with a note on its code', { status: 'error', error: error({ code: '40001' }) }, ['40001'], 'ProgrammingError -> #40001'],
    ['a table of a diagram', { diagram: { of: 'database', mermaid: '', tables: [{ name: 'book', columns: [] }], links: [] } }, ['Book'], 'book -> #Book'],
    ['a mapped class', { value: "[Author(id=1), Author(id=2), Book(id=3)]" }, ['Author'], 'Author -> #Author'],
  ])('%s', async (_, fields, notes, link) => {
    expect(links(await cellWith(fields, ...notes))).toContain(link);
  });

  test('a table in the statements', async () => {
    const cell = await cellWith({ statements: [statement('select a.x from author as a join "Book" on true'), statement('insert into shop.author values (1)')] }, 'author', 'Book');
    await cell.click(cell.find('[role="tab"]'));
    for (const tab of cell.all('[role="tab"]')) if (tab.textContent.startsWith('SQL')) await cell.click(tab);
    expect(links(cell)).toEqual(['author -> #author', '"Book" -> #Book', 'shop.author -> #author']);
  });

  test('nothing where the vault has no such note', async () => {
    expect(links(await cellWith({ trace: writeSkew.slice(0, 1), error: error() }))).toEqual([]);
  });
});

test('a click and the pointer go to the host, with the note', async () => {
  const cell = await cellWith({ status: 'error', error: error({ type: 'IntegrityError' }) }, 'IntegrityError');
  const link = cell.find('a.savepoint-term');
  const note = { link: 'IntegrityError', href: '#IntegrityError' };
  const event = new MouseEvent('click', { bubbles: true, cancelable: true });
  link.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  expect(cell.actions.openNote).toHaveBeenCalledWith(note, event);
  link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button: 1 }));
  expect(cell.actions.openNote).toHaveBeenCalledTimes(2);
  link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  expect(cell.actions.hoverNote).toHaveBeenCalledWith(note, expect.any(MouseEvent), link);
});

test.each<[string, readonly string[]]>([
  ['select * from account where from_date > 1', ['account']],
  ['update account set a = 1', ['account']],
  ['create table if not exists "My table" (a int)', ['My table']],
  ['insert into shop.item(a) select a from generate_series(1, 3) x', ['item']],
  ['select a from (select b from inner_one) c', ['inner_one']],
  ["select 'from account'", []],
  ['delete from only a', ['a']],
])('%s names %j', (sql, tables) => {
  const tokens = sqlTokens(sql);
  expect(tokens.flatMap((token, at) => tableNameIn(token, tokens[at - 1])?.name ?? [])).toEqual(tables);
  for (const [at, token] of tokens.entries()) {
    const found = tableNameIn(token, tokens[at - 1]);
    if (found) expect(found.lead + found.text + found.rest).toBe(token.text);
  }
});

test('the terms of an output, in order', () => {
  const terms = outputTerms(output({ trace: lostUpdate.slice(1, 2), error: error(), relation: reportFor(enrolment) }));
  expect(terms.map(([first]) => first)).toEqual(['ProgrammingError', 'lost update', 'READ COMMITTED', '1NF', reportFor(enrolment).name]);
  const object = { class: 'Author', identity: '1', state: 'persistent', expired: false, toBeDeleted: false, changes: [] } as const;
  const drawn = { of: 'database', mermaid: '', tables: [{ name: 'book', columns: [] }], links: [] } as const;
  expect(outputTerms(output({ statements: [statement('select 1 from review')], sessions: [{ session: 'session', objects: [object], more: 0 }], diagram: drawn }))).toEqual([['Author'], ['book'], ['review']]);
});

describe('freezing in the menu', () => {
  const open = async (cell: Mounted): Promise<Map<string, HTMLElement>> => {
    await cell.click(cell.find('[aria-haspopup="menu"]'));
    return new Map(cell.all('[role="menuitem"]').map((item) => [item.textContent, item]));
  };

  test.each<[string, Parameters<typeof mounted>[0], boolean, boolean]>([
    ['a cell that never ran', {}, false, false],
    ['a fresh output', { phase: 'done', output: output({ value: '1' }) }, true, false],
    ['an output that is stale', { phase: 'done', output: output({ value: '1' }), stale: true }, false, false],
    ['an output that is frozen', { phase: 'done', output: output({ value: '1' }), frozen: 'current' }, true, true],
    ['a cell that was stopped', { phase: 'done', output: output({ status: 'interrupted' }) }, false, false],
  ])('of %s', async (_, state, canFreeze, canUnfreeze) => {
    const items = await open(await mounted(state));
    expect(items.get('Freeze output')?.getAttribute('aria-disabled')).toBe(String(!canFreeze));
    expect(items.get('Unfreeze output')?.getAttribute('aria-disabled')).toBe(String(!canUnfreeze));
  });

  test('asks the host', async () => {
    const cell = await mounted({ phase: 'done', output: output({ value: '1' }), frozen: 'stale' });
    expect(cell.texts('.savepoint-frozen')).toEqual(['frozen output is stale']);
    for (const [item, action] of [['Freeze output', 'freeze'], ['Unfreeze output', 'unfreeze'], ['Copy frozen output', 'copyFrozen']] as const) {
      const entry = (await open(cell)).get(item);
      if (entry) await cell.click(entry);
      expect(cell.actions[action]).toHaveBeenCalledTimes(1);
    }
  });
});
