import { mountCell } from '../../../src/view/mount';
import { createCellStore } from '../../../src/view/store';
import { wordsFor } from '../../../src/view/words';
import { examples, type Example } from './cells';
import { matrixSample, mountMatrix } from './matrix';
import { longRow, output as sample } from './outputs';

/** Rows come as late as from a worker, so that placeholders can be seen. */
const latency = 30;

function show(example: Example, into: HTMLElement): void {
  const page = into.ownerDocument;
  const heading = page.createElement('h2');
  heading.textContent = example.name;
  const pre = page.createElement('pre');
  const code = page.createElement('code');
  code.textContent = example.code;
  pre.append(code);
  const cell = page.createElement('div');
  cell.dataset.example = example.name;
  into.append(heading, pre, cell);

  const store = createCellStore(example.state);
  const { output } = store.get();
  mountCell(
    cell,
    store,
    {
      run: () => {
        store.set({ phase: 'running', startedAt: Date.now() });
        setTimeout(() => { store.set({ phase: 'done', output: output === null ? null : { ...output }, stale: false }); }, 600);
      },
      runAbove: () => undefined,
      runAll: () => undefined,
      stop: () => { store.set({ phase: 'done' }); },
      reset: () => { store.set({ phase: 'idle', output: null }); },
      fetchRows: async (_, from, to) => {
        await new Promise((resolve) => setTimeout(resolve, latency));
        return Array.from({ length: to - from }, (_row, at) => longRow(from + at));
      },
      copy: (text) => {
        page.body.dataset.copied = text;
        return Promise.resolve();
      },
      openInNewPane: () => undefined,
      applyFix: () => undefined,
      switchEngine: (engine) => { store.set({ engine }); },
      runSql: () => Promise.resolve(sample()),
    },
    wordsFor(example.language ?? 'en'),
  );
  if (example.level !== undefined) cell.querySelectorAll<HTMLElement>('[role="radio"]')[example.level]?.click();
  const { step } = example;
  setTimeout(() => {
    const slider = cell.querySelector<HTMLInputElement>('.savepoint-slider');
    if (slider !== null && step !== undefined) {
      slider.value = String(step);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (example.details === true) cell.querySelector<HTMLElement>('.savepoint-unfold')?.click();
  }, 50);
  if (example.tab !== undefined) cell.querySelectorAll<HTMLElement>('[role="tab"]')[example.tab]?.click();
}

function showMatrix(into: HTMLElement): void {
  const page = into.ownerDocument;
  const heading = page.createElement('h2');
  heading.textContent = 'Matrix';
  const cell = page.createElement('div');
  cell.dataset.example = heading.textContent;
  into.append(heading, cell);
  mountMatrix(cell, matrixSample, wordsFor('en'));
}

const main = document.querySelector<HTMLElement>('main');
if (main !== null) {
  for (const example of examples) show(example, main);
  showMatrix(main);
}
