import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '../test/browser/chromium';
import { startHarnessServer } from '../test/browser/harness-server';
import { median, ratio, time, type Figure } from './figures';

const fence = (code: string): string => `\`\`\`sql\n${code}\n\`\`\`\n\n`;
const notes = {
  'SQLite.md': fence('select 1 as one;'),
  'Postgres.md': `---\nsavepoint-engine: postgres\n---\n${fence('select 1 as one;')}`,
};
const rounds = 5;

/** Presses Run of the first cell and waits until its output is there: milliseconds, as a person waits. */
function runFirst(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const host = document.querySelector('.savepoint-host');
    // The bar tells which run of the kernel gave what is shown.
    const shown = (): string => host?.querySelector('.savepoint-ordinal')?.textContent ?? '';
    const before = shown();
    const started = performance.now();
    host?.querySelector<HTMLElement>('button')?.click();
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (shown() === '' || shown() === before) return;
        observer.disconnect();
        resolve();
      });
      if (host) observer.observe(host, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    return performance.now() - started;
  });
}

/** Start-up, first results and round trips of the built plugin, beside a plain PGlite in the same browser. */
export async function benchChromium(root: string): Promise<Figure[]> {
  const server = await startHarnessServer(root);
  const browser = await startChromium();
  const measured = { evaluation: [] as number[], sqlite: [] as number[], postgres: [] as number[], pglite: [] as number[], warmSqlite: [] as number[], warmPostgres: [] as number[] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [note, first, warm] of [['SQLite.md', measured.sqlite, measured.warmSqlite], ['Postgres.md', measured.postgres, measured.warmPostgres]] as const) {
        const page = await browser.context.newPage();
        await page.goto(server.address);
        await page.evaluate((all) => window.startHarness(all), notes);
        measured.evaluation.push(await page.evaluate(() => window.harness.evaluation.ms));
        await page.evaluate((path_) => window.harness.openReading(path_), note);
        await page.locator('.savepoint-host button').first().waitFor();
        first.push(await runFirst(page));
        for (let i = 0; i < 10; i++) {
          await page.waitForTimeout(20);
          warm.push(await runFirst(page));
        }
        await page.close();
      }
      const page = await browser.context.newPage();
      await page.goto(server.address);
      measured.pglite.push(await page.evaluate(async () => {
        const module = 'pglite/index.js';
        const { PGlite } = (await import(new URL(module, location.href).href)) as { PGlite: { create(): Promise<{ query(sql: string): Promise<unknown> }> } };
        const started = performance.now();
        const database = await PGlite.create();
        await database.query('select 1 as one;');
        return performance.now() - started;
      }));
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  const bytes = readFileSync(path.join(root, 'main.js')).length;
  return [
    { what: 'main.js', value: `${(bytes / 1e6).toFixed(2)} MB`, goal: '', met: null },
    time('evaluation of main.js', median(measured.evaluation), 50),
    time('first SQLite result', median(measured.sqlite), 500),
    time('first PostgreSQL result', median(measured.postgres)),
    time('PGlite.create() and the same query', median(measured.pglite)),
    ratio('first PostgreSQL result to that', median(measured.postgres) / median(measured.pglite), 1 / 3),
    time('warm cell on SQLite, click to table', median(measured.warmSqlite), 10),
    time('warm cell on PostgreSQL, click to table', median(measured.warmPostgres), 10),
  ];
}
