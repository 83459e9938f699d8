/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import type { Trace } from '../../src/cells/output';
import { output } from './gallery/outputs';
import { deadlock, fiveSessions, lostUpdate, queue, queuedSteps, sixtySteps, writeSkew } from './gallery/traces';
import { mounted, type Mounted } from './mounted';

afterEach(() => { document.body.replaceChildren(); });

const done = { phase: 'done', engine: 'PostgreSQL 18.6' } as const;
const show = (trace: readonly Trace[], language = 'en'): Promise<Mounted> => mounted({ ...done, output: output({ trace }) }, undefined, language);
const card = (cell: Mounted, step: number): HTMLElement => cell.find(`[data-step="${step}"] .savepoint-card-head`);
const shownVerdict = (cell: Mounted): string => cell.find('.savepoint-trace-verdict:not(.savepoint-is-elsewhere)').textContent;
const clean = (text: string): string => text.replaceAll('\u00a0', ' ');
/** What a person sees: without what is there for screen readers only. */
const seen = (element: HTMLElement): string => {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const unseen of copy.querySelectorAll('.savepoint-unseen, .savepoint-card-whole')) unseen.remove();
  return clean(copy.textContent);
};

async function scrub(cell: Mounted, step: number): Promise<void> {
  await act(() => {
    const slider = cell.find('.savepoint-slider') as HTMLInputElement;
    slider.value = String(step);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

describe('the verdict', () => {
  test('names the anomaly, explains it and gives its codes', async () => {
    const cell = await show(lostUpdate);
    expect(cell.find('.savepoint-trace-sentence').textContent).toContain('Lost update. T2 overwrote what T1 had written to stock:nut, without having seen it.');
    expect(shownVerdict(cell)).toContain(lostUpdate[0]?.anomalies[0]?.explanation);
    expect(shownVerdict(cell)).toMatch(/P4\s*G-single/);
  });

  test('names who was stopped, and the order that has the same effect', async () => {
    expect(shownVerdict(await show(deadlock))).toBe('No anomaly. Only T1 committed.T2 was stopped: deadlock detected (40P01).');
    expect(shownVerdict(await show(queue))).toBe('No anomaly. Equivalent to T1, then T2, then T3, then T1.');
    expect(shownVerdict(await show(fiveSessions))).toContain('T3 still waits for T1 at the end.');
  });

  test('does not judge what was not observed', async () => {
    const blind = deadlock.map((trace) => ({ ...trace, serialOrder: null, remarks: ['reads could not be observed'] }));
    expect(shownVerdict(await show(blind))).toContain('Not judged. reads could not be observed');
  });

  test('other anomalies are one click away, each named once', async () => {
    const cell = await show(writeSkew);
    const others = cell.all('.savepoint-trace-verdict:not(.savepoint-is-elsewhere) .savepoint-also button');
    expect(others.map(({ textContent }) => textContent)).toEqual(['Predicate write skew']);
    await cell.click(others[0] ?? cell.root);
    expect(cell.find('.savepoint-anomaly').textContent).toBe('Predicate write skew.');
  });

  test('in Russian the cycle is told from its dependencies', async () => {
    const cell = await show(lostUpdate, 'ru');
    expect(shownVerdict(cell)).toContain('Потерянное обновление. T2 перезаписывает то, что T1 записала в stock:nut, не увидев этого.');
    expect(shownVerdict(cell)).toContain('T1 раньше T2, потому что T2 перезаписывает версию stock:nut, созданную T1; но T2 раньше T1');
  });
});

describe('levels', () => {
  test('have their mark and its words, and begin at the first anomaly', async () => {
    const cell = await show([...lostUpdate].reverse());
    expect(cell.texts('[role="radio"]')).toEqual([
      '✓SERIALIZABLE, no anomaly',
      '✓REPEATABLE READ, no anomaly',
      '✕READ COMMITTED, anomaly',
      '✕READ UNCOMMITTED, anomaly',
    ]);
    expect(cell.find('[aria-checked="true"]').textContent).toContain('READ COMMITTED');
  });

  test('are chosen by click and by arrow keys; the step stays', async () => {
    const cell = await show(lostUpdate);
    await scrub(cell, 5);
    await cell.click(cell.all('[role="radio"]')[2] ?? cell.root);
    expect(shownVerdict(cell)).toContain('T2 was stopped: could not serialize access due to concurrent update (40001).');
    expect((cell.find('.savepoint-slider') as HTMLInputElement).value).toBe('5');
    await cell.press(cell.find('[role="radio"][aria-checked="true"]'), 'ArrowRight');
    expect(document.activeElement?.textContent).toContain('SERIALIZABLE');
    expect(document.activeElement?.getAttribute('aria-checked')).toBe('true');
    await cell.press(document.activeElement, 'ArrowRight');
    expect(cell.find('.savepoint-level-engine').textContent).toBe('runs as READ COMMITTED');
  });

  test('a single one stands alone; equal ones are numbered', async () => {
    const one = await show(deadlock);
    expect(one.texts('[role="radio"]')).toEqual(['✓READ COMMITTED, no anomaly']);
    expect(one.all('.savepoint-level-engine')).toEqual([]);
    const twice = await show([...deadlock, ...deadlock]);
    expect(twice.texts('[role="radio"]').map((text) => text.slice(1))).toEqual(['READ COMMITTED 1, no anomaly', 'READ COMMITTED 2, no anomaly']);
  });
});

describe('other levels and engines', () => {
  test('a level at which it has not run is run along with the others, and shown', async () => {
    const [rc, rr] = lostUpdate.filter(({ level }) => level === 'READ COMMITTED' || level === 'REPEATABLE READ');
    if (!rc || !rr) throw new Error('two levels');
    const cell = await show([rc]);
    expect(cell.texts('.savepoint-other-levels button')).toEqual(['READ UNCOMMITTED', 'REPEATABLE READ', 'SERIALIZABLE']);
    await cell.click(cell.all('.savepoint-other-levels button')[1] ?? cell.root);
    expect(cell.actions.runAt).toHaveBeenCalledWith('postgres', ['READ COMMITTED', 'REPEATABLE READ']);
    await cell.set({ output: output({ trace: [rc, rr] }) });
    expect(cell.find('[aria-checked="true"]').textContent).toContain('REPEATABLE READ');
  });

  test('another engine is tried at all of its levels', async () => {
    const cell = await show(lostUpdate);
    expect(cell.texts('.savepoint-engine-choice option')).toEqual(['PostgreSQL', 'SQLite', 'Locks']);
    const choice = cell.find('.savepoint-engine-choice') as HTMLSelectElement;
    choice.value = 'sqlite';
    await act(() => { choice.dispatchEvent(new Event('change', { bubbles: true })); });
    expect(cell.actions.runAt).toHaveBeenCalledWith('sqlite', ['rollback', 'wal', 'shared', 'shared-ru']);
  });
});

describe('the lanes', () => {
  test('show each step in its session with its outcome', async () => {
    const cell = await show(lostUpdate);
    expect(cell.texts('.savepoint-lane-head')).toEqual(['T1', 'T2', 'stock:nut']);
    expect(cell.all('.savepoint-row').map((row) => row.style.getPropertyValue('--savepoint-column'))).toEqual(['2', '3', '2', '3', '2', '3', '2', '3']);
    expect(seen(card(cell, 3))).toBe("select pcs from stock where sku = 'nut'reads 10");
    expect(cell.texts('.savepoint-frame')).toEqual(['begin', 'begin', 'commit', 'commit']);
  });

  test('a wait lasts from its step to the one that ended it, and goes on there', async () => {
    const cell = await show(lostUpdate);
    const wait = cell.find('.savepoint-wait');
    expect([wait.style.getPropertyValue('--savepoint-from'), wait.style.getPropertyValue('--savepoint-to')]).toEqual(['6', '7']);
    expect(seen(card(cell, 6))).toContain('waits for T1 until step 7, then UPDATE 1');
    expect(clean(cell.find('[data-step="7"] .savepoint-resumed').textContent)).toBe('T2: then UPDATE 1');
  });

  test('a failed commit, an error, queued steps and those that never ran are told in words', async () => {
    const repeatable = await show(lostUpdate.slice(2, 3));
    expect(seen(repeatable.find('[data-step="8"] .savepoint-frame-rollback'))).toBe('commitROLLBACK');
    expect(repeatable.find('[data-step="7"] .savepoint-resumed').textContent).toContain('40001 could not serialize access');
    const victim = await show(deadlock);
    expect(seen(card(victim, 6))).toContain('waits for T1, then 40P01 deadlock detected');
    expect(seen(card(await show(queuedSteps), 5))).toContain('queued, ran after step 7: UPDATE 1');
    const five = await show(fiveSessions);
    expect(seen(card(five, 14))).toContain('waits for T1, still waiting at the end');
    expect(seen(card(five, 15))).toContain('queued: never ran');
  });

  test('a claim that did not come true is a warning', async () => {
    const cell = await show(writeSkew.slice(2, 3));
    expect(cell.texts('.savepoint-card-warning')).toEqual(['written BLOCKS, but did not wait']);
  });

  test('a card opens with its rows and its error in full', async () => {
    const cell = await show(deadlock);
    await cell.click(card(cell, 6));
    expect(card(cell, 6).getAttribute('aria-expanded')).toBe('true');
    const facts = cell.find('.savepoint-card-detail').textContent;
    for (const part of ['blocked by T1', 'See server log', 'transactionid:ShareLock']) expect(facts).toContain(part);
    const reads = await show(lostUpdate);
    await reads.click(card(reads, 3));
    expect(reads.texts('.savepoint-card-detail td')).toEqual(['10']);
  });

  test('one card is a tab stop, arrow keys lead to the others', async () => {
    const cell = await show(lostUpdate);
    expect(cell.all('.savepoint-card-head[tabindex="0"]')).toHaveLength(1);
    await act(() => { card(cell, 3).focus(); });
    await cell.press(document.activeElement, 'ArrowDown');
    expect(document.activeElement).toBe(card(cell, 4));
    await cell.press(document.activeElement, 'End');
    expect(document.activeElement).toBe(card(cell, 6));
    expect(card(cell, 6).tabIndex).toBe(0);
  });

  test('dependencies stand on the cards in words', async () => {
    const cell = await show(lostUpdate);
    expect(cell.texts('.savepoint-card-dependency')).toEqual(['rw ← T2 (4), stock:nut', 'ww ← T1 (5), stock:nut']);
  });

  test('a long schedule scrolls within the cell', async () => {
    const cell = await show(sixtySteps);
    expect(cell.all('.savepoint-row')).toHaveLength(60);
    expect(cell.find('.savepoint-lanes-scroller').tabIndex).toBe(0);
  });
});

describe('the scrubber', () => {
  test('dims what has not happened and shows the versions known by then', async () => {
    const cell = await show(lostUpdate);
    expect(cell.all('.savepoint-is-future')).toEqual([]);
    await scrub(cell, 6);
    expect(cell.all('.savepoint-is-future').map((row) => row.dataset.step)).toEqual(['7', '8']);
    expect(cell.find('.savepoint-is-now').getAttribute('aria-current')).toBe('step');
    expect(cell.find('.savepoint-scrub-position').textContent).toBe('step 6 of 8');
    expect(cell.find('.savepoint-slider').getAttribute('aria-valuetext')).toContain('step 6 of 8: T2, update stock');
    expect(cell.texts('.savepoint-version-list .savepoint-version')).toEqual(['7 T1, uncommitted', '10 committed']);
    expect(card(cell, 6).parentElement?.classList).toContain('savepoint-is-pending');
  });

  test('goes step by step within its ends', async () => {
    const cell = await show(lostUpdate);
    expect(cell.find('.savepoint-step-forward').getAttribute('aria-disabled')).toBe('true');
    await cell.click(cell.find('.savepoint-step-forward'));
    await cell.click(cell.find('.savepoint-step-back'));
    expect(cell.find('.savepoint-scrub-position').textContent).toBe('step 7 of 8');
  });

  test('plays from the beginning and stops at the end', async () => {
    jest.useFakeTimers();
    try {
      const cell = await show(lostUpdate);
      const play = cell.find('.savepoint-play');
      const tick = (milliseconds: number): Promise<void> => act(() => { jest.advanceTimersByTime(milliseconds); });
      await act(() => { play.click(); });
      expect(cell.find('.savepoint-scrub-position').textContent).toBe('step 1 of 8');
      expect(play.textContent).toBe('pause');
      await tick(1000);
      expect(cell.find('.savepoint-scrub-position').textContent).toBe('step 2 of 8');
      for (let step = 0; step < 8; step += 1) await tick(1000);
      expect(cell.find('.savepoint-scrub-position').textContent).toBe('step 8 of 8');
      expect(play.textContent).toBe('play');
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('what is unfolded', () => {
  test('dependencies with reasons, the final state, who committed', async () => {
    const cell = await show(lostUpdate);
    expect(cell.all('.savepoint-trace-details')).toEqual([]);
    await cell.click(cell.find('.savepoint-unfold'));
    expect(cell.texts('.savepoint-dependency')).toEqual([
      'T1 → T2 wwT2 overwrote T1’s version of stock:nut · steps 5 and 6 · part of the anomaly',
      'T2 → T1 rwT2 had read the version of stock:nut before T1’s · steps 4 and 5 · part of the anomaly',
    ]);
    expect(cell.texts('.savepoint-final-table td')).toEqual(['nut', '8']);
    expect(cell.texts('.savepoint-fact')).toEqual(['committedT1, T2']);
  });

  test('the same trace as text, with every step and outcome', async () => {
    const cell = await show(deadlock);
    await cell.click(cell.find('.savepoint-as-text'));
    const text = cell.find('.savepoint-text').textContent;
    expect(text).toContain('T2 was stopped: deadlock detected (40P01).');
    expect(text).toContain('5. T1: update wallet set eur = eur + 10 where id = 2\n   waits for T2 until step 6, then UPDATE 1');
    expect(cell.all('.savepoint-lanes')).toEqual([]);
    await cell.click(cell.find('.savepoint-as-text'));
    expect(cell.all('.savepoint-lanes')).toHaveLength(1);
  });
});

test('the trace is the main tab of its output', async () => {
  const statements = [{ sql: 'begin', parameters: [], connection: 1, engine: 'postgres', durationMs: 0, rowCount: null }];
  const cell = await mounted({ ...done, output: output({ trace: deadlock, statements }) });
  expect(cell.texts('[role="tab"]')).toEqual(['Trace', 'SQL1']);
});
