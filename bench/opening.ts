import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findNotes, readNote } from '../src/cli/vault';
import { readNotebook } from '../src/notebook/notebook';
import { startChromium } from '../test/browser/chromium';
import { startHarnessServer } from '../test/browser/harness-server';
import { median, time, type Figure } from './figures';

const cell = (i: number): string => `Paragraph ${i} with [[links]] and *emphasis*.\n\n\`\`\`sql\nselect ${i} as n, 'text' as t;\n\`\`\`\n\n`;
const manyCells = Array.from({ length: 500 }, (_, i) => cell(i)).join('');

/** The cost of a note of 500 cells, in the core and in both views, and of a vault of 10,000 notes. */
export async function benchOpening(root: string): Promise<Figure[]> {
  const figures = [time('reading a note of 500 cells', medianOf(20, () => readNotebook(manyCells)))];
  figures.push(...(await inChromium(root)), ...largeVault());
  return figures;
}

async function inChromium(root: string): Promise<Figure[]> {
  const server = await startHarnessServer(root);
  const browser = await startChromium();
  try {
    const page = await browser.context.newPage();
    await page.goto(server.address);
    await page.evaluate((note) => window.startHarness({ 'Many.md': note }), manyCells);
    const open = (view: 'openReading' | 'openLive'): Promise<number> =>
      page.evaluate(async (verb) => {
        const started = performance.now();
        await window.harness[verb]('Many.md');
        while (document.querySelectorAll('.savepoint-host button').length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
        return performance.now() - started;
      }, view);
    const reading = [await open('openReading'), await open('openReading'), await open('openReading')];
    const live = [await open('openLive'), await open('openLive'), await open('openLive')];
    const typing = await page.evaluate(() => {
      const times = [];
      for (let i = 0; i < 20; i++) {
        const started = performance.now();
        window.harness.edit('Paragraph 250', `Paragraph 250`);
        times.push(performance.now() - started);
      }
      return times;
    });
    return [
      time('500 cells opened in Reading view', median(reading)),
      time('500 cells opened in Live Preview', median(live)),
      time('a keystroke in that note', median(typing)),
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

function largeVault(): Figure[] {
  const vault = mkdtempSync(path.join(os.tmpdir(), 'savepoint-vault-'));
  try {
    for (let i = 0; i < 10_000; i++) {
      const folder = path.join(vault, `folder ${i % 100}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `Note ${i}.md`), `# Note ${i}\n\n${i % 10 === 0 ? cell(i) : 'Prose only.\n'}`);
    }
    let notes = findNotes([vault]);
    const finding = medianOf(5, () => { notes = findNotes([vault]); });
    const reading = medianOf(3, () => notes.reduce((cells, note) => cells + readNotebook(readNote(note)).cells.length, 0));
    return [time('10,000 notes found', finding), time('10,000 notes read as notebooks', reading)];
  } finally {
    rmSync(vault, { recursive: true });
  }
}

function medianOf(times: number, work: () => unknown): number {
  return median(Array.from({ length: times }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }));
}
