import type { Locator, Page } from 'playwright-core';
import { startChromium, type TestBrowser } from './chromium';
import { startHarnessServer } from './harness-server';

/** The built plugin in a page of Chromium, for the tests of one file. */
export interface PluginPage {
  readonly page: Page;
  /** The bar and output of the n-th cell, from 0. */
  readonly cell: (n: number) => Locator;
  /** Presses Run. */
  readonly run: (n: number) => Promise<void>;
  /** Waits until a cell's output is there, and is no longer worked on. */
  readonly ended: (n: number) => Promise<void>;
  /** Waits until a cell shows a text. */
  readonly shows: (n: number, what: string | RegExp) => Promise<void>;
  /** Presses Stop of a running cell, and waits for what its output then says; how long that takes, the bench tells. */
  readonly stop: (n: number) => Promise<void>;
}

/**
 * Opens a vault of these notes in the plugin, with whatever goes wrong in the page failing the test.
 * @param per `test`: each test gets a page of its own; `file`: they share one
 */
export function openPlugin(notes: Readonly<Record<string, string>>, per: 'test' | 'file' = 'test'): PluginPage {
  let browser: TestBrowser;
  let server: Awaited<ReturnType<typeof startHarnessServer>>;
  let page: Page;
  const faults: string[] = [];

  const open = async (): Promise<void> => {
    page = await browser.context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(server.address);
    await page.evaluate((all) => window.startHarness(all), notes as Record<string, string>);
  };
  beforeAll(async () => {
    server = await startHarnessServer();
    browser = await startChromium();
    if (per === 'file') await open();
  });
  beforeEach(async () => { if (per === 'test') await open(); });
  afterEach(async () => {
    if (per === 'test') await page.close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  const cell = (n: number): Locator => page.locator('.savepoint-host').nth(n);
  return {
    get page() { return page; },
    cell,
    run: (n) => cell(n).getByRole('button', { name: 'Run', exact: true }).click(),
    ended: (n) => cell(n).locator('.savepoint-output:not([aria-busy="true"])').waitFor(),
    shows: (n, what) => cell(n).getByText(what).first().waitFor(),
    stop: async (n) => {
      await cell(n).getByRole('button', { name: 'Stop' }).waitFor();
      await page.waitForTimeout(250);
      await page.evaluate(async (at) => {
        const host = document.querySelectorAll('.savepoint-host')[at];
        host?.querySelector<HTMLElement>('button')?.click();
        await new Promise<void>((resolve) => {
          const look = (): void => { if (/stopped/i.test(host?.textContent ?? '')) resolve(); else setTimeout(look, 5); };
          look();
        });
      }, n);
    },
  };
}
