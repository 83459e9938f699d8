import { createAll } from '../../../src/orm/engine/table-definitions';
import { stateOrNull } from '../../../src/orm/map/state';
import { beginning, bench } from '../engine/open';
import type { Entity } from '../map/models';
import { mappedClasses } from './model/mapped-classes';
import { list, Opened, writes } from './open-session';

/** A session in which two books with chapters, and a shelf with a label, are committed. */
async function opened() {
  const made = await bench();
  const { metadata, of } = mappedClasses();
  beginning(made.engine, (connection) => createAll(connection, metadata));
  const run = new Opened(made);
  const [first, second] = ['a', 'b'].map((name) => new of.book({ name, chapters: [new of.chapter({ name })] })) as [Entity, Entity];
  const shelf = new of.shelf({ name: 's', labels: [new of.label({ name: 'l' })] });
  run.session.addAll([first, second, shelf]);
  run.commit();
  made.statements.length = 0;
  return { made, of, run, first, second, shelf };
}

test('what was taken out of a list that is not loaded and put back is no change', async () => {
  const { made, of, run, shelf } = await opened();
  const label = run.get(of.label, 1);
  const labels = list(shelf, 'labels');
  labels.splice(0, 1);
  labels.push(label);
  run.flush();
  expect(writes(made)).toEqual([]);
  expect(list(label, 'shelves')).toEqual([shelf]);
  run.close();
});

test('what was let go is no orphan any longer once that is taken back', async () => {
  const { run, first } = await opened();
  const [chapter] = list(first, 'chapters').splice(0, 1) as [Entity];
  run.rollback();
  chapter['name'] = 'c';
  run.commit();
  expect([stateOrNull(chapter)?.persistent, chapter['name'], list(first, 'chapters')]).toEqual([true, 'c', [chapter]]);
  run.close();
});

describe('an object without a row leaves the session when its parent lets it go, though another one takes it', () => {
  test.each<readonly [string, (chapter: Entity, to: Entity) => void]>([
    ['by the list', (chapter, to) => void list(to, 'chapters').push(chapter)],
    ['by the attribute', (chapter, to) => { chapter['book'] = to; }],
    ['by another list', (chapter, to) => { to['chapters'] = [...list(to, 'chapters'), chapter]; }],
  ])('%s', async (_, move) => {
    const { of, run, first, second } = await opened();
    list(second, 'chapters');
    const chapter = new of.chapter({ name: 'c' });
    list(first, 'chapters').push(chapter);
    expect(run.session.new).toEqual([chapter]);
    move(chapter, second);
    expect([stateOrNull(chapter)?.transient, chapter['book'], list(first, 'chapters').length]).toEqual([true, second, 1]);
    run.session.add(chapter);
    run.commit();
    expect(list(second, 'chapters').map((one) => one['name'])).toEqual(['b', 'c']);
    run.close();
  });
}); // prettier-ignore

test('a list that has another object for the same row lets go of the one it is told of', async () => {
  const { of, run, first } = await opened();
  const [former] = list(first, 'chapters');
  if (former) run.session.expunge(former);
  const chapter = run.get(of.chapter, 1);
  chapter['book'] = null;
  run.flush();
  expect([stateOrNull(chapter)?.deleted, run.rows('SELECT id FROM chapter')]).toEqual([true, [[2]]]);
  run.close();
});

test('what was deleted may stay in a list of many to many: its links went with it', async () => {
  const { made, of, run, shelf } = await opened();
  const label = run.get(of.label, 1);
  list(shelf, 'labels');
  run.delete(label);
  run.flush();
  expect(list(shelf, 'labels')).toEqual([label]);
  run.delete(shelf);
  run.flush();
  expect([run.rows('SELECT * FROM shelf'), run.rows('SELECT * FROM shelf_label'), made.warnings]).toEqual([[], [], []]);
  run.close();
});

test('what is deleted once more is looked for in vain, which is warned of', async () => {
  const { made, of, run } = await opened();
  const chapter = run.get(of.chapter, 1);
  for (let times = 0; times < 2; times++) {
    run.delete(chapter);
    run.flush();
  }
  const said = "DELETE statement on table 'chapter' expected to delete 1 row(s); 0 were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.";
  expect([stateOrNull(chapter)?.deleted, made.warnings]).toEqual([true, [said]]);
  run.close();
});

test('a list that is put in the place of another brings in what it has, also what it had', async () => {
  const { run, first } = await opened();
  const [chapter] = list(first, 'chapters');
  if (chapter) run.session.expunge(chapter);
  first['chapters'] = [chapter];
  expect([stateOrNull(chapter)?.persistent, run.session.dirty]).toEqual([true, [first]]);
  run.close();
});

test('a list that is replaced is read first, and what is pending written before', async () => {
  const { of, run, first } = await opened();
  const label = new of.label({ name: 'm' });
  run.session.add(label);
  first['chapters'] = [];
  expect(stateOrNull(label)?.persistent).toBe(true);
  run.close();
});
