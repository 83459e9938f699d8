/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import { examples } from './gallery/cells';
import { accounts, error, ormStatements, output, plan, result, statement, tagged } from './gallery/outputs';
import { mounted } from './mounted';

afterEach(() => { document.body.replaceChildren(); });

const done = { phase: 'done', engine: 'PostgreSQL 18.6' } as const;
const plain = output({ results: [accounts], statements: [statement('select 1')] });

describe('the bar', () => {
  test('runs an idle cell and stops a running one, with one and the same button', async () => {
    const cell = await mounted({ engine: 'SQLite' });
    const button = cell.find('.savepoint-run');
    expect(button.textContent).toBe('Run');
    expect(cell.texts('.savepoint-engine')).toEqual(['SQLite']);
    await cell.click(button);
    expect(cell.actions.run).toHaveBeenCalledTimes(1);
    await cell.set({ phase: 'starting', opening: 'sqlite' });
    expect(cell.find('.savepoint-run')).toBe(button);
    expect(button.textContent).toBe('Stop');
    expect(cell.find('[role="progressbar"]').getAttribute('aria-label')).toBe('starting SQLite');
    await cell.click(button);
    expect(cell.actions.stop).toHaveBeenCalledTimes(1);
  });

  test('the second click of a double click does not stop what the first began', async () => {
    const cell = await mounted({ phase: 'running' });
    cell.find('.savepoint-run').dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    expect(cell.actions.stop).not.toHaveBeenCalled();
  });

  test('says why a cell cannot be run', async () => {
    const cell = await mounted({ whyNot: 'Not yet' });
    const button = cell.find('.savepoint-run');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Not yet');
    await cell.click(button);
    expect(cell.actions.run).not.toHaveBeenCalled();
  });

  test.each([
    [output({ durationMs: 4.1 }), '4 ms'],
    [output({ durationMs: 9, statements: ormStatements }), '9 ms, 7 statements'],
    [output({ status: 'error', durationMs: 3, error: error() }), 'failed, 3 ms'],
    [output({ status: 'interrupted', durationMs: 10_000 }), 'stopped, 10 s'],
    [output({ status: 'skipped' }), 'skipped'],
  ])('sums up %#', async (given, text) => {
    const cell = await mounted({ ...done, output: given });
    expect(cell.find('.savepoint-figures').textContent.replaceAll('\u00a0', ' ')).toBe(text);
  });

  test('tells fresh from stale in words', async () => {
    const cell = await mounted({ ...done, output: plain });
    expect(cell.texts('.savepoint-freshness')).toEqual(['fresh']);
    await cell.set({ stale: true });
    expect(cell.texts('.savepoint-freshness')).toEqual(['stale']);
  });

  test('an end is announced, but not one that was there before', async () => {
    const cell = await mounted({ ...done, output: plain });
    const status = cell.find('.savepoint-cell > [role="status"]');
    expect(status.textContent).toBe('');
    await cell.set({ phase: 'running' });
    await cell.set({ phase: 'done', output: output({ results: [accounts], durationMs: 4 }) });
    expect(status.textContent.replaceAll('\u00a0', ' ')).toBe('finished in 4 ms, 2 rows');
    await cell.set({ phase: 'running' });
    await cell.set({ phase: 'done', output: output({ status: 'error', error: error() }) });
    expect(status.textContent).toBe('failed: ProgrammingError. column "balence" does not exist');
  });
});

describe('the menu', () => {
  const item = () => document.activeElement?.textContent;

  test('opens, moves and closes by keyboard; the focus returns', async () => {
    const cell = await mounted({ ...done, output: plain });
    const button = cell.find('[aria-haspopup="menu"]');
    expect(button.getAttribute('aria-label')).toBe('More actions');
    button.focus();
    await cell.press(button, 'ArrowDown');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(item()).toBe('Run all above');
    await cell.press(document.activeElement, 'ArrowDown');
    expect(item()).toBe('Run all cells');
    await cell.press(document.activeElement, 'End');
    expect(item()).toBe('Run on PostgreSQL');
    expect(document.activeElement?.getAttribute('aria-checked')).toBe('true');
    await cell.press(document.activeElement, 'ArrowDown');
    expect(item()).toBe('Run all above');
    await cell.press(document.activeElement, 'c');
    expect(item()).toBe('Copy as Markdown');
    await cell.press(document.activeElement, 'Escape');
    expect(cell.all('[role="menu"]')).toEqual([]);
    expect(document.activeElement).toBe(button);
    await cell.press(button, 'ArrowUp');
    expect(item()).toBe('Run on PostgreSQL');
  });

  test('does what its entries say', async () => {
    const cell = await mounted({ ...done, output: plain });
    const choose = async (label: string): Promise<void> => {
      await cell.click(cell.find('[aria-haspopup="menu"]'));
      await cell.click(cell.all('[role^="menuitem"]').find(({ textContent }) => textContent === label) ?? cell.root);
    };
    await choose('Run all above');
    await choose('Run all cells');
    await choose('Reset kernel');
    await choose('Open in new pane');
    await choose('Run on SQLite');
    await choose('Run on PostgreSQL');
    await choose('Copy as CSV');
    expect(cell.actions.runAbove).toHaveBeenCalledTimes(1);
    expect(cell.actions.runAll).toHaveBeenCalledTimes(1);
    expect(cell.actions.reset).toHaveBeenCalledTimes(1);
    expect(cell.actions.openInNewPane).toHaveBeenCalledTimes(1);
    expect(cell.actions.switchEngine.mock.calls).toEqual([['sqlite']]);
    expect(cell.actions.copy).toHaveBeenCalledWith('id,owner,balance,opened\r\n1,Ines,100.00,2024-03-01\r\n2,Marko,80.50,\r\n');
    expect(cell.texts('.savepoint-freshness')).toEqual(['copied']);
  });

  test('closes when something else is pressed, and offers no copy of nothing', async () => {
    const cell = await mounted({});
    await cell.click(cell.find('[aria-haspopup="menu"]'));
    const copies = cell.all('[role="menuitem"]').filter(({ textContent }) => textContent.startsWith('Copy'));
    expect(copies.map((entry) => entry.getAttribute('aria-disabled'))).toEqual(['true', 'true', 'true']);
    await cell.click(copies[0] ?? cell.root);
    expect(cell.actions.copy).not.toHaveBeenCalled();
    const outside = document.createElement('button');
    document.body.append(outside);
    await cell.click(outside);
    expect(cell.all('[role="menu"]')).toEqual([]);
  });
});

describe('the tabs', () => {
  const labels = (cell: Awaited<ReturnType<typeof mounted>>) => cell.texts('[role="tab"]');

  test('are those that have content', async () => {
    const cell = await mounted({ ...done, output: output({ stdout: 'x' }) });
    expect(labels(cell)).toEqual([]);
    await cell.set({ output: output({ stdout: 'x', statements: ormStatements, log: 'y' }) });
    expect(labels(cell)).toEqual(['Output', 'SQL7', 'Log']);
    await cell.set({ output: output({ statements: ormStatements }) });
    expect(labels(cell)).toEqual(['SQL7']);
    await cell.set({ output: output({ results: [result(['QUERY'], [['x']], { plan })], statements: [statement('x')] }) });
    expect(labels(cell)).toEqual(['Result', 'SQL1', 'Plan']);
    expect(cell.find('[aria-selected="true"]').textContent).toBe('Plan');
  });

  test('of a plain result stand in the bar', async () => {
    const cell = await mounted({ ...done, output: plain });
    expect(cell.texts('.savepoint-bar [role="tab"]')).toEqual(['Result', 'SQL1']);
    await cell.set({ output: output({ results: [accounts], statements: ormStatements }) });
    expect(cell.texts('.savepoint-output [role="tab"]')).toEqual(['Result', 'SQL7']);
  });

  test('follow the arrow keys, and belong to their panels', async () => {
    const cell = await mounted({ ...done, output: output({ results: [accounts], statements: ormStatements, log: 'y' }) });
    const shown = () => cell.all('[role="tabpanel"]').filter(({ hidden }) => !hidden);
    cell.find('[role="tab"]').focus();
    await cell.press(document.activeElement, 'ArrowRight');
    expect(document.activeElement?.textContent).toBe('SQL7');
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
    expect(shown().map(({ id }) => id)).toEqual([document.activeElement?.getAttribute('aria-controls')]);
    expect(shown()[0]?.getAttribute('aria-labelledby')).toBe(document.activeElement?.id);
    await cell.press(document.activeElement, 'End');
    expect(document.activeElement?.textContent).toBe('Log');
    await cell.press(document.activeElement, 'ArrowRight');
    expect(document.activeElement?.textContent).toBe('Result');
    expect(cell.all('[role="tab"]').map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  });

  test('ids of two cells never meet', async () => {
    await mounted({ ...done, output: plain });
    await mounted({ ...done, output: plain });
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('a cell lives in the document of its window', async () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page === null) throw new Error('the frame has no document');
  const cell = await mounted({ ...done, output: plain });
  page.body.append(cell.root);
  await cell.click(cell.find('[aria-haspopup="menu"]'));
  expect(cell.all('[role="menu"]').map(({ ownerDocument }) => ownerDocument)).toEqual([page]);
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(cell.all('[role="menu"]')).toHaveLength(1);
  await act(() => {
    page.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  });
  expect(cell.all('[role="menu"]')).toEqual([]);
});

describe('text from notes and databases', () => {
  const attack = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';

  test('stays text wherever it comes up', async () => {
    const hostile = output({
      status: 'error',
      stdout: attack,
      log: attack,
      value: attack,
      results: [
        result([`${attack.replaceAll(' ', '_')} ${attack}`], [[attack]], { tag: attack, plan: { title: attack, details: [attack], children: [] } }),
        tagged(attack),
      ],
      statements: [statement(attack, { parameters: [attack] })],
      error: error({ type: attack, message: attack, code: attack, detail: attack, hint: attack, excerpt: attack }),
    });
    const cell = await mounted({ ...done, engine: attack, output: hostile });
    for (const tab of cell.all('[role="tab"]')) {
      await cell.click(tab);
      expect(cell.all('img, script, style, iframe')).toEqual([]);
    }
    expect(cell.find('.savepoint-message').textContent).toBe(attack);
    expect('hit' in window).toBe(false);
  });
});

test.each(examples.map(({ name, state, language }) => [name, state, language] as const))(
  'the gallery shows "%s"',
  async (_, state, language) => {
    const cell = await mounted(state, undefined, language);
    expect(cell.all('.savepoint-cell')).toHaveLength(1);
    for (const element of cell.all('[class]')) {
      for (const name of element.classList) expect(name).toMatch(/^savepoint-/);
    }
    for (const button of cell.all('button')) {
      expect(button.getAttribute('type')).toBe('button');
      expect(button.textContent + (button.getAttribute('aria-label') ?? '')).not.toBe('');
    }
    cell.unmount();
    expect(cell.root.childNodes).toHaveLength(0);
  },
);
