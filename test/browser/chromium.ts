import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type BrowserContext } from 'playwright-core';

const installed = [
  process.env['CHROME_PATH'] ?? '',
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A browser of this machine, else the one that ships inside a package. */
async function findChromium(): Promise<string> {
  const found = installed.find((file) => file !== '' && existsSync(file));
  if (found) return found;
  try {
    return await sparticuz.executablePath();
  } catch (error) {
    throw new Error(`no Chrome or Chromium was found; install one, or name it in CHROME_PATH (${String(error)})`);
  }
}

/** A browser with a fresh profile, for one test file. */
export interface TestBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Starts headless Chromium. */
export async function startChromium(viewport = { width: 900, height: 1000 }): Promise<TestBrowser> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'savepoint-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    headless: true,
    viewport,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  // Against hanging only, as jest's own limit, and below it, for its message says what was waited for.
  context.setDefaultTimeout(120_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
