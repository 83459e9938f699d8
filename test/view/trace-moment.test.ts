/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import { wordsFor } from '../../src/view/words';
import { sessionStates, valuesText, versionLines } from '../../src/view/trace/moment-text';
import { momentsOf } from '../../src/view/trace/moments';
import { standing } from './gallery/moments';
import { output } from './gallery/outputs';
import { lostUpdate } from './gallery/traces';
import { mounted, type Mounted } from './mounted';

afterEach(() => { document.body.replaceChildren(); });

const show = (language = 'en'): Promise<Mounted> => mounted({ phase: 'done', engine: 'PostgreSQL 18.6', output: output({ trace: standing }) }, undefined, language);

async function scrub(cell: Mounted, step: number): Promise<void> {
  await act(() => {
    const slider = cell.find('.savepoint-slider') as HTMLInputElement;
    slider.value = String(step);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const rows = (cell: Mounted): string[][] => cell.all('.savepoint-row-version').map((row) => [...row.children].map(({ textContent }) => textContent));

describe('how things stand', () => {
  test('is not shown until a step is looked at, or it is asked for', async () => {
    const cell = await show();
    expect(cell.all('.savepoint-moment')).toEqual([]);
    const toggle = cell.find('.savepoint-moment-toggle');
    expect([toggle.textContent, toggle.getAttribute('aria-expanded')]).toEqual(['Locks and versions', 'false']);
    await cell.click(toggle);
    expect(cell.find('.savepoint-moment').getAttribute('aria-label')).toBe('After step 8');
    expect(toggle.getAttribute('aria-controls')).toBe(cell.find('.savepoint-moment').id);
    await cell.click(toggle);
    await scrub(cell, 6);
    expect(cell.all('.savepoint-moment')).toEqual([]);
  });

  test('comes with the first step back, and goes where it is closed', async () => {
    const cell = await show();
    await cell.click(cell.find('.savepoint-step-back'));
    expect(cell.find('.savepoint-moment').getAttribute('aria-label')).toBe('After step 7');
    await cell.click(cell.find('.savepoint-moment-toggle'));
    await cell.click(cell.find('.savepoint-step-back'));
    expect(cell.all('.savepoint-moment')).toEqual([]);
  });

  test('shows every version with its header, its state and who sees it; dead ones struck through', async () => {
    const cell = await show();
    await scrub(cell, 7);
    expect(cell.texts('.savepoint-row-versions thead th')).toEqual(['Row', 'ctid', 'xmin', 'xmax', 'Value', 'State', 'Seen by']);
    expect(rows(cell)).toEqual([
      ['stock:nut', '(0,1)', '751', '760', '10', 'replaced by T1', 'nobody'],
      ['stock:nut', '(0,2)', '760', '761', '7', 'committed, T2 is changing it', 'T1'],
      ['stock:nut', '(0,3)', '761', '0', '8', 'uncommitted by T2', 'T2'],
    ]);
    expect(cell.texts('.savepoint-is-dead s')).toEqual(['10']);
    expect(cell.texts('.savepoint-row-version-value strong')).toEqual(['7', '8']);
  });

  test('marks what the step has changed', async () => {
    const cell = await show();
    await scrub(cell, 5);
    expect(cell.all('.savepoint-row-version.savepoint-is-new')).toHaveLength(2);
    await scrub(cell, 6);
    expect(cell.all('.savepoint-row-version.savepoint-is-new')).toEqual([]);
  });

  test('names the locks of each session, what it waits for first, and its snapshot', async () => {
    const cell = await show();
    await scrub(cell, 6);
    expect(cell.texts('.savepoint-session-name')).toEqual(['T1', 'T2']);
    const second = cell.all('.savepoint-session-state')[1];
    expect([...(second?.querySelectorAll('.savepoint-session-fact, .savepoint-session-snapshot') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'transaction 761',
      'snapshot of step 6, without T1',
      '760:760:',
    ]);
    expect([...(second?.querySelectorAll('.savepoint-lock') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'waits for the end of T1ShareLock',
      'holds version stock:nutExclusiveLock',
      'holds table stockAccessShareLock, RowExclusiveLock',
      'holds its own transactionExclusiveLock',
    ]);
  });

  test('is told in Russian, and in the text form', async () => {
    const cell = await show('ru');
    await scrub(cell, 5);
    expect(rows(cell)[0]?.slice(-2)).toEqual(['зафиксирована, T1 её меняет', 'T2']);
    await cell.click(cell.find('.savepoint-as-text'));
    expect(cell.find('.savepoint-text').textContent).toContain('stock:nut = 7: не зафиксирована (T1); Видят: T1, ctid (0,2), xmin 760, xmax 0');
  });

  test('a trace that tells nothing of it has no such button', async () => {
    const cell = await mounted({ phase: 'done', engine: 'PostgreSQL 18.6', output: output({ trace: lostUpdate }) });
    expect(cell.all('.savepoint-moment-toggle')).toEqual([]);
    expect(momentsOf(lostUpdate[0] ?? standing[0] as never)).toBeNull();
  });
});

describe('in words', () => {
  const words = wordsFor('en').trace;

  test.each([
    ['t:1', [{ id: 1, v: 2 }], '2'],
    ['t:1', [{ id: 1, v: 1 }], '1'],
    ['t:1', [{ id: 1, v: 2, w: null }], 'v 2, w NULL'],
    ['t:1', [{ id: 1, v: 2, w: 3 }, { id: 1, v: 5, w: 3 }], '2'],
    ['t:1,2', [{ a: 1, b: 2, c: 'x' }], 'x'],
    ['t:1', [{ id: 1 }], '1'],
  ])('%s with %j is told by what matters', (item, all, text) => {
    expect(valuesText({ item, values: all[0] as never }, all.map((values) => ({ values: values as never })))).toBe(text);
  });

  test('SIREAD locks are told apart and last', () => {
    const locks = [
      { session: 'T1', kind: 'relation', target: 't', mode: 'SIReadLock', granted: true },
      { session: 'T1', kind: 'relation', target: 't', mode: 'AccessShareLock', granted: true },
      { session: 'T1', kind: 'advisory', target: '7', mode: 'ExclusiveLock', granted: true },
    ];
    const [state] = sessionStates({ locks, snapshots: [], versions: [] }, ['T1', 'T2'], words);
    expect(state?.locks.map(({ kind, target, modes, harmless }) => [kind, target, modes.join(), harmless])).toEqual([
      ['advisory', '7', 'ExclusiveLock', false],
      ['table', 't', 'AccessShareLock', false],
      ['table', 't', 'SIReadLock', true],
    ]);
  });

  test('what everyone sees, and what nobody does', () => {
    const version = { item: 't:1', version: null, values: null, writer: 'T1', endedBy: null } as const;
    const versions = [{ ...version, state: 'committed', seenBy: ['T1', 'T2'] }, { ...version, state: 'rolled back', seenBy: [] }] as const;
    expect(versionLines({ locks: [], snapshots: [], versions }, ['T1', 'T2'], words).map(({ state, seenBy, value, living }) => [state, seenBy, value, living])).toEqual([
      ['committed', 'everyone', '?', true],
      ['rolled back by T1', 'nobody', '?', false],
    ]);
  });
});
