import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startServer } from '../../src/reader/server/serve';
import { startChromium } from './chromium';
import { startHarnessServer } from './harness-server';

/** Names of pictures to take; all where none is given. */
const [root = '.', ...chosen] = process.argv.slice(2);

/** A note of the sample vault, shortened to what fits a picture. */
const constraints = [
  '# What the database refuses',
  'A constraint is a fact about every row, and the database keeps it for you.',
  "```sql\n-- savepoint: engine=postgres\ncreate table account (\n  id int primary key, owner text not null, balance numeric(8,2) check (balance >= 0), opened date\n);\ninsert into account values (1, 'Ines', 100.00, '2024-03-01'), (2, 'Marko', 80.50, null);\nselect * from account order by id;\n```",
  'Nobody may owe the bank:',
  '```sql\n-- savepoint: engine=postgres expect=23514\nupdate account\nset balance = balance - 200 where id = 1;\n```',
  'A name that is not there is told at its place:',
  '```sql\n-- savepoint: engine=postgres\nselect owner, ballance from account;\n```',
].join('\n\n');

/** Two deposits into one account, of which the second does away with the first; and what there is when it waits. */
const schedule = [
  '# Lost update',
  "```sql\n-- savepoint: engine=postgres\ncreate table account (id int primary key, owner text, balance int);\ninsert into account values (1, 'Ines', 100), (2, 'Marko', 80);\n```",
  '```sql\n-- savepoint: level=all\nbegin; -- T1\nbegin; -- T2\nselect balance from account where id = 1; -- T1\nselect balance from account where id = 1; -- T2\nupdate account set balance = 130 where id = 1; -- T1\nupdate account set balance = 90 where id = 1; -- T2, BLOCKS\ncommit; -- T1. This unblocks T2\ncommit; -- T2\n```',
].join('\n\n');

const scheduleShots: readonly (readonly [name: string, theme: 'light' | 'dark', width: number])[] = [
  ['schedule-light', 'light', 820],
  ['schedule-dark', 'dark', 820],
  ['schedule-narrow', 'light', 390],
];

/** The isolation matrix with a square opened, and a power failure. */
const matrixNote = ['# The isolation matrix', 'Which level lets which anomaly through?', '```sql\n-- savepoint: matrix timeout=300\n```'].join('\n\n');
const crashNote = [
  '# Durability',
  '```sql\n-- savepoint: engine=postgres\ncreate table account (id int primary key, balance int);\ninsert into account values (1, 100), (2, 100);\n```',
  'T1 commits, T2 does not, T3 waits. Then the power fails.',
  '```sql\nbegin; -- T1\nupdate account set balance = 130 where id = 1; -- T1\ncommit; -- T1\nbegin; -- T2\nupdate account set balance = 0 where id = 2; -- T2\nupdate account set balance = 5 where id = 2; -- T3, BLOCKS\ncrash; -- T1\nselect * from account order by id; -- T1\n```',
].join('\n\n');

const labShots: readonly (readonly [name: string, text: string, theme: 'light' | 'dark', width: number, wanted: string])[] = [
  ['matrix-light', matrixNote, 'light', 820, '[data-square="11 2"]'],
  ['matrix-dark', matrixNote, 'dark', 820, '[data-square="11 2"]'],
  ['matrix-narrow', matrixNote, 'light', 390, '[data-square="11 2"]'],
  ['crash-light', crashNote, 'light', 820, '.savepoint-crash-band'],
  ['crash-dark', crashNote, 'dark', 820, '.savepoint-crash-band'],
];

const enrolment = [
  '# A table that says too much',
  'The title belongs to the course, and the table repeats it for each student.',
  '```relation\nEnrolment(student, course, title, grade)\nstudent, course -> grade\ncourse -> title\n\n| student | course | title | grade |\n|---|---|---|---|\n| Mia | C1 | Drawing | A |\n| Tom | C1 | Drawing | B |\n| Mia | C2 | Music | |\n```',
].join('\n\n');

/** A loop that loads one by one, and objects that wait to be written; its classes are another note's. */
const orm = {
  'N + 1.md': [
    '---\nsavepoint-uses: "[[Library]]"\n---\n# N + 1, seen',
    'The classes are those of the note *Library*, and so is the engine. How often is the database asked?',
    '```python\nsession = Session(engine)\nfor author in session.scalars(select(Author)):\n    print(author.name, len(author.books))\nsession.delete(author.books[0])\nsession.add(Book(title="A new one", author=author))\nauthor.name = "Cyrus"\n```',
    '```python\nBase\n```',
  ].join('\n\n'),
  'Library.md': '```python\nfrom sqlalchemy import ForeignKey, create_engine, select\nfrom sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship\n\nclass Base(DeclarativeBase): pass\n\nclass Author(Base):\n    __tablename__ = "author"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    name: Mapped[str]\n    books: Mapped[list["Book"]] = relationship(back_populates="author")\n\nclass Book(Base):\n    __tablename__ = "book"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    title: Mapped[str] = mapped_column(unique=True)\n    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))\n    author: Mapped[Author] = relationship(back_populates="books")\n\nengine = create_engine("sqlite://")\nBase.metadata.create_all(engine)\nwith Session(engine) as filling:\n    filling.add_all([Author(name=name, books=[Book(title=name + title) for title in ("’s letters", "’s poems")]) for name in ("Ada", "Bo", "Cy")])\n    filling.commit()\n```',
} as const;

const ormShots: readonly (readonly [name: string, theme: 'light' | 'dark', width: number, tab: 'SQL' | 'Objects'])[] = [
  ['orm-sql-light', 'light', 820, 'SQL'],
  ['orm-sql-dark', 'dark', 820, 'SQL'],
  ['orm-sql-narrow', 'light', 390, 'SQL'],
  ['orm-objects-light', 'light', 820, 'Objects'],
  ['orm-objects-dark', 'dark', 820, 'Objects'],
  ['orm-objects-narrow', 'dark', 390, 'Objects'],
];

/** The sample vault in the reader, as somebody sees it who has run the cells of its first note: at its top, and at the anomaly. */
const readerShots: readonly (readonly [name: string, theme: 'light' | 'dark', width: number, at: string | null])[] = [
  ['reader-light', 'light', 1200, null],
  ['reader-dark', 'dark', 1200, 'Something goes wrong'],
  ['reader-narrow', 'light', 390, null],
];

/** What is shown: a note, and what its last cell says when it has run. */
interface Subject {
  readonly note: string;
  readonly done: string;
  /** Parts to unfold. */
  readonly unfold?: string;
}

const refused: Subject = { note: constraints, done: 'does not exist' };
const relation: Subject = { note: enrolment, done: 'lossless', unfold: 'What goes wrong in this table' };

const shots: readonly (readonly [name: string, view: 'openReading' | 'openLive', theme: 'light' | 'dark', width: number, subject: Subject])[] = [
  ['reading-light', 'openReading', 'light', 820, refused],
  ['reading-dark', 'openReading', 'dark', 820, refused],
  ['reading-narrow', 'openReading', 'light', 390, refused],
  ['live-light', 'openLive', 'light', 820, refused],
  ['live-dark', 'openLive', 'dark', 820, refused],
  ['live-narrow', 'openLive', 'dark', 390, refused],
  ['relation-light', 'openReading', 'light', 820, relation],
  ['relation-dark', 'openReading', 'dark', 820, relation],
  ['relation-narrow', 'openReading', 'light', 390, relation],
];

function isChosen([name]: readonly [name: string, ...rest: unknown[]]): boolean {
  return chosen.length === 0 || chosen.includes(name);
}

interface Opened {
  readonly path: string;
  readonly notes: Readonly<Record<string, string>>;
  readonly view: 'openReading' | 'openLive';
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

/** A page with a note of a vault in a view, all its cells running. The offer of the sample notes is declined, as by a person who has seen it. */
async function openNote(context: BrowserContext, address: string, { path: note, notes, view, theme, width }: Opened): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 1000 });
  await page.goto(address);
  await page.evaluate((all) => window.startHarness(all), notes as Record<string, string>);
  await page.evaluate((chosen) => { window.harness.theme(chosen); }, theme);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.evaluate(({ verb, path }) => window.harness[verb](path), { verb: view, path: note });
  await page.evaluate(() => window.harness.command('run-all'));
  return page;
}

async function main(): Promise<void> {
  readFileSync(path.join(root, 'main.js'));
  const server = await startHarnessServer(root);
  const reader = await startServer(path.join(root, 'vault-sample'), 0, path.join(root, 'dist'), path.join(root, 'styles.css'));
  const browser = await startChromium();
  try {
    for (const [name, view, theme, width, { note, done, unfold }] of shots.filter(isChosen)) {
      const page = await openNote(browser.context, server.address, { path: 'Constraints.md', notes: { 'Constraints.md': note }, view, theme, width });
      await page.locator('.savepoint-host').last().getByText(done).first().waitFor();
      if (unfold !== undefined) await page.getByText(unfold).click();
      await page.mouse.move(0, 0);
      await page.waitForTimeout(200);
      await page.screenshot({ path: path.join(root, 'docs', 'images', `${name}.png`), fullPage: true });
      await page.close();
    }
    for (const [name, theme, width] of scheduleShots.filter(isChosen)) {
      const page = await openNote(browser.context, server.address, { path: 'Lost update.md', notes: { 'Lost update.md': schedule }, view: 'openReading', theme, width });
      const slider = page.locator('.savepoint-slider');
      await slider.waitFor();
      await page.getByRole('radio', { name: 'READ COMMITTED' }).first().click();
      for (let back = 0; back < 2; back += 1) await slider.press('ArrowLeft');
      await slider.blur();
      await page.evaluate(() => { window.scrollTo(0, 0); });
      await page.mouse.move(0, 0);
      await page.waitForTimeout(400);
      await page.screenshot({ path: path.join(root, 'docs', 'images', `${name}.png`), fullPage: true });
      await page.close();
    }
    for (const [name, theme, width, tab] of ormShots.filter(isChosen)) {
      const page = await openNote(browser.context, server.address, { path: 'N + 1.md', notes: orm, view: 'openReading', theme, width });
      await page.locator('.savepoint-schema').waitFor();
      await page.getByRole('tab', { name: tab }).last().click();
      await page.mouse.move(0, 0);
      await page.waitForTimeout(200);
      await page.screenshot({ path: path.join(root, 'docs', 'images', `${name}.png`), fullPage: true });
      await page.close();
    }
    for (const [name, text, theme, width, wanted] of labShots.filter(isChosen)) {
      const page = await openNote(browser.context, server.address, { path: 'Lab.md', notes: { 'Lab.md': text }, view: 'openReading', theme, width });
      const shown = page.locator(wanted);
      await shown.waitFor();
      if (await shown.getAttribute('data-square') !== null) await shown.click();
      await page.mouse.move(0, 0);
      await page.waitForTimeout(400);
      await page.screenshot({ path: path.join(root, 'docs', 'images', `${name}.png`), fullPage: true });
      await page.close();
    }
    for (const [name, theme, width, at] of readerShots.filter(isChosen)) {
      const page = await browser.context.newPage();
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 940 });
      await page.goto(`${reader.address}#/en/Start%20here`);
      await page.locator('.reader-run-all').click();
      await page.locator('.savepoint-slider').waitFor();
      if (at !== null) await page.getByRole('heading', { name: at }).evaluate((heading) => { heading.scrollIntoView(); });
      await page.mouse.move(0, 0);
      await page.waitForTimeout(600);
      await page.screenshot({ path: path.join(root, 'docs', 'images', `${name}.png`) });
      await page.close();
    }
  } finally {
    await browser.close();
    await reader.close();
    server.close();
  }
}

void main();
