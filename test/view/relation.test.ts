/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import { wordsFor } from '../../src/view';
import { relationText } from '../../src/view/relation/relation-text';
import { contacts, contradicted, courses, enrolment, flights, reportFor } from './gallery/relations';
import { output } from './gallery/outputs';
import { mounted, settled, type Mounted } from './mounted';

afterEach(() => { document.body.replaceChildren(); });

function show(code: string, language = 'en'): Promise<Mounted> {
  return mounted({ phase: 'done', engine: 'SQLite 3.49.1', output: output({ relation: reportFor(code) }) }, undefined, language);
}

const clean = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

test('the verdict is one sentence, with the key below it', async () => {
  const cell = await show(enrolment);
  expect(cell.texts('.savepoint-relation-sentence')).toEqual(['1NF only. title depends on course alone, which is a part of the key student, course.']);
  expect(cell.texts('.savepoint-relation-keys')).toEqual(['Key student, course']);
});

test('the diagram underlines keys, emphasises what breaks the form, and says itself in words', async () => {
  const cell = await show(enrolment);
  expect(cell.find('.savepoint-diagram svg').getAttribute('aria-label')).toBe('Dependencies: student, course -> grade; course -> title');
  expect(cell.texts('.savepoint-diagram-box.savepoint-is-prime')).toEqual(['student', 'course']);
  expect(cell.texts('.savepoint-is-violating .savepoint-dependency-breaks')).toEqual(['2NF']);
  expect(cell.all('.savepoint-lane-of-dependency')).toHaveLength(2);
});

test('the ladder shows the rung that fails, and each rung says why by click and by key', async () => {
  const cell = await show(enrolment);
  expect(cell.all('.savepoint-rung-holds')).toHaveLength(1);
  expect(clean(cell.find('.savepoint-rung-broken').textContent)).toContain('2NF is violated.');
  const [first, , third] = cell.all('.savepoint-rung');
  if (!first || !third) throw new Error('no rungs');
  await cell.click(third);
  expect(cell.texts('.savepoint-why')).toEqual(['title depends on course, which is no key.']);
  await cell.press(third, 'ArrowRight');
  expect(cell.find('.savepoint-rung[aria-selected="true"]').textContent).toContain('BCNF');
  await cell.click(first);
  expect(cell.texts('.savepoint-why')).toEqual(['Every value counts as one: a relation has no other.']);
});

test('a decomposition: tables with keys, foreign keys and rows', async () => {
  const cell = await show(enrolment);
  expect(cell.texts('.savepoint-part-title strong')).toEqual(['Enrolment', 'course']);
  expect(cell.texts('.savepoint-part-table th.savepoint-key')).toEqual(['student', 'course', 'course']);
  expect(cell.texts('.savepoint-part-foot')).toEqual(['course refers to course']);
  expect(cell.texts('.savepoint-part:nth-child(2) td')).toEqual(['101', 'Mathematics', '102', 'Physics']);
  expect(cell.texts('.savepoint-part:nth-child(1) .savepoint-null')).toEqual(['NULL']);
  expect(clean(cell.find('.savepoint-decomposition-foot').textContent)).toBe('lossless, all dependencies kept, 0 spurious rows');
});

test('a lossy decomposition shows the rows that it invents', async () => {
  const cell = await show(courses);
  expect(cell.texts('.savepoint-segment')).toEqual(['4NF', 'yours']);
  const [, yours] = cell.all('.savepoint-segment');
  if (!yours) throw new Error('no second decomposition');
  await cell.click(yours);
  expect(clean(cell.find('.savepoint-decomposition-foot').textContent)).toBe('lossy, all dependencies kept, 3 spurious rows');
  expect(cell.texts('.savepoint-spurious tbody tr')).toEqual(['DrawingCyLines', 'MusicAdaLines', 'MusicBoLines']);
});

test('anomalies stand on actual rows', async () => {
  const cell = await show(enrolment);
  expect(cell.texts('.savepoint-redundancy dt')).toEqual(['Update', 'Insert', 'Delete']);
  expect(cell.texts('.savepoint-redundancy dd p').map(clean)).toEqual([
    'That course 101 → title Mathematics stands in 2 rows. Whoever changes one of them and not the others makes the table contradict itself.',
    'What belongs to a new course cannot be stored before there is a value for student, which the key needs.',
    'That course 102 → title Physics stands in 1 row and nowhere else. Deleting that forgets it.',
  ]);
});

test('rows that contradict a declaration, and values that look like lists', async () => {
  expect((await show(contradicted)).texts('.savepoint-contradiction p')).toEqual(['The rows contradict tutor -> subject.']);
  const russian = await show(contacts, 'ru');
  expect(clean(russian.find('.savepoint-relation-sentence').textContent)).toBe('В этих 3 строках: 5NF. Все зависимости следуют из ключей.');
  expect(russian.find('.savepoint-relation-note').textContent).toContain('111, 222');
});

test('statements are copied, or run on the database of the notebook', async () => {
  const cell = await show(enrolment);
  const [create, copy] = cell.all('.savepoint-create button');
  if (!create || !copy) throw new Error('no buttons');
  const sql = reportFor(enrolment).decompositions[0]?.sql;
  await cell.click(copy);
  expect(cell.actions.copy).toHaveBeenCalledWith(sql);
  await cell.click(create);
  await act(() => settled());
  expect(cell.actions.runSql).toHaveBeenCalledWith(sql);
  expect(cell.find('.savepoint-create-state').textContent).toBe('Created Enrolment, course on the notebook’s database.');
  cell.actions.runSql.mockImplementationOnce(() => Promise.reject(new Error('no kernel')));
  await cell.click(create);
  await act(() => settled());
  expect(cell.find('.savepoint-create-state').textContent).toBe('no kernel');
});

test('every sentence of every report is whole, in both languages', () => {
  for (const language of ['en', 'ru']) {
    const words = wordsFor(language);
    for (const code of [enrolment, courses, contacts, flights, contradicted]) {
      const report = reportFor(code);
      const text = relationText(report, words);
      const steps = report.reasoning.map((step) => words.relation.steps.sentence(step));
      // Sets stand in braces in the steps; a place that was not filled is one lower-case English word.
      expect([text, ...steps].join('\n')).not.toMatch(/undefined|\{(?:left|right|key|blocks|rows|fact|lacking|tables|attributes|dependency|value)\}/);
    }
  }
});

test('the text for a terminal', () => {
  expect(clean(relationText(reportFor(enrolment), wordsFor('en'))).split('\n').slice(0, 2)).toEqual([
    '1NF only. title depends on course alone, which is a part of the key student, course.',
    'Key: student, course',
  ]);
  expect(clean(relationText(reportFor(courses), wordsFor('en')))).toContain('yours: course_book(_course_, _book_); teacher_book(_teacher_, _book_)');
});
