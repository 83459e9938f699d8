import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startChromium } from './chromium';
import { startHarnessServer } from './harness-server';

const root = process.argv[2] ?? '.';

/** A note of the sample vault, shortened to what fits a picture. */
const note = [
  '# What the database refuses',
  'A constraint is a fact about every row, and the database keeps it for you.',
  "```sql\n-- savepoint: engine=postgres\ncreate table account (\n  id int primary key, owner text not null, balance numeric(8,2) check (balance >= 0), opened date\n);\ninsert into account values (1, 'Ines', 100.00, '2024-03-01'), (2, 'Marko', 80.50, null);\nselect * from account order by id;\n```",
  'Nobody may owe the bank:',
  '```sql\n-- savepoint: engine=postgres expect=23514\nupdate account\nset balance = balance - 200 where id = 1;\n```',
  'A name that is not there is told at its place:',
  '```sql\n-- savepoint: engine=postgres\nselect owner, ballance from account;\n```',
].join('\n\n');

const shots: readonly (readonly [name: string, view: 'openReading' | 'openLive', theme: 'light' | 'dark', width: number])[] = [
  ['reading-light', 'openReading', 'light', 820],
  ['reading-dark', 'openReading', 'dark', 820],
  ['reading-narrow', 'openReading', 'light', 390],
  ['live-light', 'openLive', 'light', 820],
  ['live-dark', 'openLive', 'dark', 820],
  ['live-narrow', 'openLive', 'dark', 390],
];

async function main(): Promise<void> {
  readFileSync(path.join(root, 'main.js'));
  const server = await startHarnessServer(root);
  const browser = await startChromium();
  try {
    for (const [name, view, theme, width] of shots) {
      const page = await browser.context.newPage();
      await page.setViewportSize({ width, height: 1000 });
      await page.goto(server.address);
      await page.evaluate((text) => window.startHarness({ 'Constraints.md': text }), note);
      await page.evaluate((chosen) => { window.harness.theme(chosen); }, theme);
      await page.evaluate((verb) => window.harness[verb]('Constraints.md'), view);
      await page.evaluate(() => window.harness.command('run-all'));
      await page.locator('.savepoint-host').last().getByText('does not exist').first().waitFor();
      await page.mouse.move(0, 0);
      await page.waitForTimeout(200);
      await page.screenshot({ path: path.join(root, 'docs', 'images', `${name}.png`), fullPage: true });
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
}

void main();
