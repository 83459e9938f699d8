// Takes pictures of the gallery for people to look at: node test/view/gallery/shoot.mjs FOLDER
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { buildGallery } from './build.mjs';

const folder = resolve(process.argv[2] ?? '/tmp/savepoint-gallery');
await buildGallery(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const looks = [
  { name: 'light', width: 760, dark: false },
  { name: 'dark', width: 760, dark: true },
  { name: 'narrow', width: 380, dark: false },
];
for (const { name, width, dark } of looks) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor: 1.5 });
  page.on('pageerror', (problem) => console.error(name, problem));
  page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  if (dark) await page.evaluate(() => document.body.classList.add('theme-dark'));
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.close();
}
await browser.close();
process.stdout.write(`${folder}\n`);
