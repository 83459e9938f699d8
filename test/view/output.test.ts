/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import { accounts, error, kinds, long, longRow, ormStatements, output, plan, result, sessions, statement, tagged } from './gallery/outputs';
import { mounted, settled, type Mounted } from './mounted';

afterEach(() => { document.body.replaceChildren(); });

const done = { phase: 'done', engine: 'PostgreSQL 18.6' } as const;
const column = (cell: Mounted, at: number): string[] => cell.texts(`tbody td:nth-child(${at})`);
const clean = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a result', () => {
  test('shows names, types, values and counts', async () => {
    const cell = await mounted({ ...done, output: output({ results: [accounts] }) });
    expect(cell.texts('.savepoint-column')).toEqual(['id', 'owner', 'balance', 'opened']);
    expect(cell.texts('.savepoint-type')).toEqual(['int4', 'text', 'numeric', 'date']);
    expect(column(cell, 3)).toEqual(['100.00', '80.50']);
    expect(cell.texts('.savepoint-null')).toEqual(['NULL']);
    expect(cell.texts('.savepoint-foot > span').map(clean)).toEqual(['2 rows', 'SELECT 2', '']);
    expect(cell.find('thead th:nth-child(3)').classList).toContain('savepoint-is-numeric');
  });

  test('several stand in order, tags of statements without rows between them', async () => {
    const results = [tagged('CREATE TABLE'), tagged('INSERT 0 3', 3), accounts, tagged('DROP TABLE'), result(['n int4'], [])];
    const cell = await mounted({ ...done, output: output({ results }) });
    expect([...cell.find('.savepoint-main').children].map(({ className }) => className)).toEqual([
      'savepoint-tags',
      'savepoint-result',
      'savepoint-tags',
      'savepoint-result',
    ]);
    expect(cell.texts('.savepoint-tags')).toEqual(['CREATE TABLE · INSERT 0 3', 'DROP TABLE']);
    expect(cell.find('.savepoint-result:last-child .savepoint-foot > span').textContent).toBe('No rows');
  });

  test('is sorted by its headers', async () => {
    const cell = await mounted({ ...done, output: output({ results: [accounts] }) });
    const header = cell.find('th:nth-child(3)');
    const button = cell.find('th:nth-child(3) button');
    await cell.click(button);
    expect(column(cell, 3)).toEqual(['80.50', '100.00']);
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    await cell.click(button);
    expect(column(cell, 3)).toEqual(['100.00', '80.50']);
    expect(header.getAttribute('aria-sort')).toBe('descending');
    await cell.click(button);
    expect(header.getAttribute('aria-sort')).toBeNull();
  });

  test('shows a value that does not fit in full, laid out, and gives the focus back', async () => {
    const cell = await mounted({ ...done, output: output({ results: [kinds] }) });
    const cut = cell.find('td:nth-child(3) .savepoint-cut');
    await cell.click(cut);
    expect(cut.getAttribute('aria-expanded')).toBe('true');
    expect(cell.find('.savepoint-pane').getAttribute('aria-label')).toBe('payload, row 1');
    expect(cell.find('.savepoint-pane pre').textContent).toContain('"w": 210');
    await cell.click(cell.all('.savepoint-pane button')[0] ?? cell.root);
    expect(cell.actions.copy).toHaveBeenCalledWith(kinds.rows[0]?.[2]);
    await cell.press(cell.find('.savepoint-pane pre'), 'Escape');
    expect(cell.all('.savepoint-pane')).toEqual([]);
    expect(document.activeElement).toBe(cut);
  });

  test('says where the kernel itself holds only the first rows', async () => {
    const part = { ...accounts, truncated: true, held: 2 };
    const cell = await mounted({ ...done, output: output({ results: [{ ...part, rowCount: null }, { ...part, rowCount: 5000 }] }) });
    expect(cell.texts('.savepoint-foot > span:first-child').map(clean)).toEqual(['first 2 rows of more', 'first 2 of 5,000 rows']);
  });
});

describe('a long result', () => {
  // jsdom lays nothing out: every element is said to be as high as a scroller.
  const layout = Object.getOwnPropertyDescriptor(Element.prototype, 'clientHeight');
  beforeAll(() => Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, value: 400 }));
  afterAll(() => Object.defineProperty(Element.prototype, 'clientHeight', layout ?? {}));

  const fetch = (_: number, from: number, to: number) =>
    Promise.resolve(Array.from({ length: to - from }, (_row, at) => longRow(from + at)));
  const height = (cell: Mounted): number =>
    cell.all('.savepoint-stretch td').reduce((sum, td) => sum + parseFloat(td.style.height), 0) + cell.all('.savepoint-tr').length * 30;
  const scrollTo = (cell: Mounted, row: number): Promise<void> =>
    act(() => {
      const scroller = cell.find('.savepoint-scroller');
      scroller.scrollTop = row * 30;
      scroller.dispatchEvent(new Event('scroll'));
    });

  test('draws what is in view and keeps the height of all', async () => {
    const cell = await mounted({ ...done, output: output({ results: [long] }) }, fetch);
    expect(cell.all('.savepoint-tr').length).toBeLessThan(60);
    expect(height(cell)).toBe(3_000_000);
    expect(cell.find('table').getAttribute('aria-rowcount')).toBe('100001');
    expect(cell.find('.savepoint-tr').getAttribute('aria-rowindex')).toBe('2');
    expect(cell.find('.savepoint-scroller').tabIndex).toBe(0);
    expect(cell.actions.fetchRows).not.toHaveBeenCalled();
  });

  test('fetches rows as they come into view', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((open) => {
      release = open;
    });
    const cell = await mounted({ ...done, output: output({ results: [tagged('BEGIN'), long] }) }, async (at, from, to) => {
      await gate;
      return fetch(at, from, to);
    });
    await scrollTo(cell, 50_000);
    expect(cell.all('.savepoint-placeholder').length).toBeGreaterThan(0);
    expect(height(cell)).toBe(3_000_000);
    await act(async () => {
      release();
      await settled();
    });
    expect(cell.all('.savepoint-placeholder')).toEqual([]);
    expect(cell.actions.fetchRows.mock.calls[0]).toEqual([1, 49_800, 50_000]);
    expect(column(cell, 1)).toContain('50001');
  });

  test('says when rows are gone, and tries again', async () => {
    let gone = true;
    const cell = await mounted({ ...done, output: output({ results: [long] }) }, (at, from, to) => (gone ? Promise.resolve([]) : fetch(at, from, to)));
    await scrollTo(cell, 2000);
    await act(settled);
    expect(cell.find('.savepoint-fetching').textContent).toBe('Some rows could not be fetched.');
    gone = false;
    await cell.click(cell.find('.savepoint-foot button'));
    await act(settled);
    expect(cell.find('.savepoint-fetching').textContent).toBe('');
    expect(cell.all('.savepoint-placeholder')).toEqual([]);
  });

  test('is sorted as a whole, after the rest was fetched', async () => {
    const cell = await mounted({ ...done, output: output({ results: [{ ...long, held: 3000, rowCount: 3000 }] }) }, fetch);
    await cell.click(cell.find('th:nth-child(1) button'));
    await act(settled);
    await cell.click(cell.find('th:nth-child(1) button'));
    await act(settled);
    expect(column(cell, 1)[0]).toBe('3000');
  });
});

describe('the statement log', () => {
  const log = async (statements: typeof ormStatements): Promise<Mounted> => {
    const cell = await mounted({ ...done, output: output({ statements }) });
    return cell;
  };

  test('groups by transaction and counts repetitions', async () => {
    const cell = await log(ormStatements);
    expect(cell.texts('.savepoint-group-head')).toEqual(['Transaction 1✓ committed']);
    expect(cell.texts('.savepoint-sql')).toHaveLength(5);
    const [times, sets] = cell.all('.savepoint-times');
    expect([times?.textContent, sets?.textContent].map((text) => clean(text ?? ''))).toEqual(['× 3', '3 sets']);
    await cell.click(times ?? cell.root);
    expect(times?.getAttribute('aria-expanded')).toBe('true');
    expect(cell.texts('.savepoint-execution').map(clean)).toEqual([
      'Parameters [1]2 rows0.1 ms',
      'Parameters [2]1 row0.1 ms',
      'Parameters [3]4 rows0.1 ms',
    ]);
    await cell.click(sets ?? cell.root);
    expect(cell.texts('.savepoint-execution').at(-1)).toContain("['L''Étranger', 2]");
  });

  test('names connections where there are several, and keeps the order visible', async () => {
    const cell = await log(sessions);
    expect(cell.texts('.savepoint-group-head')).toEqual([
      'Transaction 1✓ committedconnection 1',
      'Transaction 2✕ rolled backconnection 2',
      'Autocommitconnection 1',
    ]);
    expect(cell.texts('.savepoint-number')).toEqual(['1', '3', '5', '6', '2', '4', '7', '8', '9']);
  });

  test('a flat list has no headings', async () => {
    const cell = await log([statement('select 1'), statement('select 2')]);
    expect(cell.all('.savepoint-group-head')).toEqual([]);
  });

  test('cuts what is very long until asked', async () => {
    const cell = await log([
      statement(`select '${'x'.repeat(5000)}'`),
      ...Array.from({ length: 500 }, (_, at) => statement(`select ${at}`)),
    ]);
    expect(cell.texts('.savepoint-sql')).toHaveLength(200);
    expect(cell.find('.savepoint-sql').textContent.length).toBeLessThan(700);
    await cell.click(cell.find('.savepoint-sql-text button'));
    expect(cell.find('.savepoint-sql').textContent).toHaveLength(5009);
    const more = cell.find('.savepoint-statements > button');
    expect(clean(more.textContent)).toBe('Show 301 statements more');
    await cell.click(more);
    expect(cell.texts('.savepoint-sql')).toHaveLength(400);
  });
});

describe('the plan', () => {
  const titles = (cell: Mounted): string[] => cell.texts('.savepoint-plan-title');
  const here = (): string | undefined => document.activeElement?.firstChild?.textContent ?? undefined;

  test('is a tree that the keys move through', async () => {
    const cell = await mounted({ ...done, output: output({ results: [result(['p text'], [['x']], { plan })] }) });
    await cell.click(cell.all('[role="tab"]').at(-1) ?? cell.root);
    expect(titles(cell)).toEqual(['Sort', 'HashAggregate', 'Hash Join', 'Seq Scan on orders o', 'Hash', 'Seq Scan on customer c']);
    expect(cell.all('[role="treeitem"]').map((item) => item.getAttribute('aria-level'))).toEqual(['1', '2', '3', '4', '4', '5']);
    cell.find('[role="treeitem"]').focus();
    await cell.press(document.activeElement, 'ArrowDown');
    await cell.press(document.activeElement, 'ArrowRight');
    expect(here()).toBe('Hash Join');
    await cell.press(document.activeElement, 'ArrowLeft');
    expect(titles(cell)).toEqual(['Sort', 'HashAggregate', 'Hash Join']);
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false');
    await cell.press(document.activeElement, 'ArrowLeft');
    expect(here()).toBe('HashAggregate');
    await cell.press(document.activeElement, 'End');
    await cell.press(document.activeElement, 'Enter');
    expect(titles(cell)).toHaveLength(6);
    await cell.press(document.activeElement, 'End');
    expect(here()).toBe('Seq Scan on customer c');
    expect(document.activeElement?.getAttribute('aria-expanded')).toBeNull();
    await cell.press(document.activeElement, 'Home');
    expect(cell.all('[tabindex="0"][role="treeitem"]')).toEqual([document.activeElement]);
  });
});

describe('errors', () => {
  test('say what, where and how to mend it', async () => {
    const cell = await mounted({ ...done, output: output({ status: 'error', error: error() }) });
    expect(cell.find('.savepoint-verdict').textContent).toBe('✕ProgrammingError 42703 column "balence" does not exist');
    expect(cell.find('.savepoint-position').textContent).toBe('line 2, column 19');
    expect(cell.find('.savepoint-excerpt code').textContent).toBe(`${error().excerpt}\n${' '.repeat(18)}^`);
    const apply = cell.find('.savepoint-apply');
    expect(apply.getAttribute('aria-label')).toBe('Apply: write balance');
    await cell.click(apply);
    expect(cell.actions.applyFix).toHaveBeenCalledWith(error().fix);
  });

  test('that were expected say so', async () => {
    const cell = await mounted({ ...done, output: output({ error: error({ detail: 'Key (id)=(1) already exists.', hint: null, fix: null }) }) });
    expect(cell.find('.savepoint-verdict').textContent).toMatch(/^✓Expected\. ProgrammingError/);
    expect(cell.find('.savepoint-detail').textContent).toBe('Detail Key (id)=(1) already exists.');
    expect(cell.all('.savepoint-hint')).toEqual([]);
  });

  test('come before the results that were there already', async () => {
    const cell = await mounted({ ...done, output: output({ status: 'error', error: error(), results: [accounts] }) });
    expect(cell.find('.savepoint-main').firstElementChild?.classList).toContain('savepoint-error');
  });

  test.each([
    ['interrupted', 'Stopped before the end. Too slow.'],
    ['skipped', 'Skipped. Too slow.'],
  ] as const)('%s is a sentence', async (status, text) => {
    const cell = await mounted({ ...done, output: output({ status, reason: 'Too slow.' }) });
    expect(cell.find('.savepoint-verdict').textContent.slice(1)).toBe(text);
  });
});

test('an output stays while the next run works, and nothing of it stays open after', async () => {
  const cell = await mounted({ ...done, output: output({ results: [kinds] }) });
  await cell.click(cell.find('.savepoint-cut'));
  await cell.set({ phase: 'running' });
  expect(cell.find('.savepoint-output').getAttribute('aria-busy')).toBe('true');
  await cell.set({ phase: 'done', output: output({ results: [kinds] }) });
  expect(cell.all('.savepoint-pane')).toEqual([]);
});
