import { makeTransient } from '../../../../src/orm/session/object-lifecycle';
import { text } from '../../../../src/orm/sql/text-clause';
import type { SideBySide } from './side-by-side';
import { changed, isOrphan, labelled, linkOf, listsOf, made, membersOf, parentOf, without, type Kind } from './world';

/** How a change is made. */
export interface Manner {
  /** By the list of the parent, and not by the attribute of the child. */
  readonly byList: boolean;
  /** What has to be read for it is read without writing what is pending before. */
  readonly quiet: boolean;
}

type Child = 'book' | 'chapter';

function childKind(run: SideBySide, key: number): Child {
  const { kind } = run.thing(key);
  if (kind === 'book' || kind === 'chapter') return kind;
  throw new Error(`a ${kind} has no parent`);
}

/** A new thing without relations. */
export function add(run: SideBySide, kind: Exclude<Kind, 'chapter'>, name: string): number {
  const key = run.create(kind, { name });
  run.session.add(run.object(key));
  run.world = made(run.world, key, { kind, name, parent: null, id: null });
  return key;
}

/** A new child: a list takes it into the session, an attribute alone does not. */
export function addChild(run: SideBySide, kind: Child, name: string, parent: number, { byList, quiet }: Manner): void {
  const { attribute, list } = parentOf[kind];
  const members = byList ? run.list(parent, list, quiet) : null;
  const key = run.create(kind, { name });
  if (members) members.push(run.object(key));
  else {
    run.load(parent, list, true);
    run.object(key)[attribute] = run.object(parent);
    run.session.add(run.object(key));
  }
  run.world = made(run.world, key, { kind, name, parent, id: null });
}

/** A shelf with a book with chapters and a label, of which the program adds the shelf only. */
export function addTree(run: SideBySide, name: string, chapters: number, label: number | null): void {
  const keys = Array.from({ length: chapters }, () => run.create('chapter', { name }));
  const book = run.create('book', { name, chapters: keys.map((key) => run.object(key)) });
  const shelf = run.create('shelf', { name, books: [run.object(book)], labels: label === null ? [] : [run.object(label)] });
  run.session.add(run.object(shelf));
  run.world = made(run.world, shelf, { kind: 'shelf', name, parent: null, id: null });
  run.world = made(run.world, book, { kind: 'book', name, parent: shelf, id: null });
  for (const key of keys) run.world = made(run.world, key, { kind: 'chapter', name, parent: book, id: null });
  if (label !== null) run.world = labelled(run.world, shelf, label, true);
}

export function rename(run: SideBySide, key: number, name: string): void {
  run.object(key)['name'] = name;
  run.world = changed(run.world, key, { name });
}

/** Moves a child to another parent, or takes it away from the one that it has. */
export function move(run: SideBySide, key: number, to: number | null, { byList, quiet }: Manner): void {
  const kind = childKind(run, key);
  const { attribute, list } = parentOf[kind];
  const from = run.thing(key).parent;
  if (from === to) return;
  // A chapter whose book is not known cannot be told to have lost it: its row would be left without a book.
  if (kind === 'chapter' || run.stale.has(`${key}.${attribute}`)) run.load(key, attribute, quiet);
  if (to !== null) run.load(to, list, quiet);
  const members = byList ? run.list(to ?? from ?? key, list, quiet) : null;
  const isKnown = run.isLoaded(key, attribute);
  if (!members) run.object(key)[attribute] = to === null ? null : run.object(to);
  else if (to !== null) members.push(run.object(key));
  else members.splice(members.indexOf(run.object(key)), 1);
  if (!isKnown && from !== null) for (const marks of [run.stale, run.untold]) marks.add(`${from}.${list}`);
  run.world = changed(run.world, key, { parent: to });
  if (kind === 'chapter' && from !== null) letGo(run, key);
}

/** A chapter without a row leaves the session at once when its book lets it go, even if another one takes it. */
function letGo(run: SideBySide, key: number): void {
  const { kind, id, name, parent } = run.thing(key);
  if (id !== null) return;
  expect(run.state(key).transient).toBe(true);
  if (parent !== null) run.session.add(run.object(key));
  else {
    run.world = without(run.world, [key]);
    run.outside.set(key, { state: 'transient', kind, name });
  }
}

/** Gives a chapter that its book let go to a book, before it is deleted for that. */
export function adopt(run: SideBySide, book: number, { byList }: Manner): void {
  run.load(book, 'chapters', true);
  const orphan = [...run.world.things].find(([key, thing]) => isOrphan(thing) && !run.world.doomed.has(key))?.[0];
  if (orphan === undefined) return;
  if (byList) run.list(book, 'chapters', true).push(run.object(orphan));
  else run.object(orphan)['book'] = run.object(book);
  run.world = changed(run.world, orphan, { parent: book });
}

/** Gives a shelf a label, or takes it away. */
export function toggle(run: SideBySide, shelf: number, label: number, { byList, quiet }: Manner): void {
  const on = !run.world.links.has(linkOf(shelf, label));
  const [owner, attribute, member] = byList ? [shelf, 'labels', label] : [label, 'shelves', shelf];
  const list = run.list(owner, attribute, quiet);
  if (on) list.push(run.object(member));
  else list.splice(list.indexOf(run.object(member)), 1);
  run.world = labelled(run.world, shelf, label, on);
}

/** Puts a list in the place of another. */
export function replaceList(run: SideBySide, book: number, chapters: readonly number[]): void {
  run.load(book, 'chapters');
  for (const key of chapters) run.load(key, 'book');
  run.object(book)['chapters'] = chapters.map((key) => run.object(key));
  const before = membersOf(run.world, book, 'chapters');
  for (const key of before) if (!chapters.includes(key)) run.world = changed(run.world, key, { parent: null });
  for (const key of chapters) run.world = changed(run.world, key, { parent: book });
  for (const key of before) if (!chapters.includes(key)) letGo(run, key);
  for (const key of chapters) if (!before.includes(key)) letGo(run, key);
}

/** Deletes with the next flush. */
export function remove(run: SideBySide, key: number): void {
  run.flush();
  run.loadRelated(key);
  run.do(run.session.delete(run.object(key)));
  const owned = run.thing(key).kind === 'book' ? membersOf(run.world, key, 'chapters') : [];
  run.world = { ...run.world, doomed: new Set([...run.world.doomed, key, ...owned]) };
}

/** Takes back what was not deleted yet. What was to be deleted with it still is. */
export function undelete(run: SideBySide, place: number): void {
  const doomed = [...run.world.doomed];
  // A chapter alone would be left without its book.
  const single = doomed.filter((one) => !run.world.doomed.has(run.thing(one).parent ?? 0) || run.thing(one).kind === 'book');
  const key = single[place % Math.max(single.length, 1)];
  if (key === undefined) return;
  run.session.add(run.object(key));
  run.world = { ...run.world, doomed: new Set(doomed.filter((one) => one !== key)) };
}

/** Adds an object again that was taken back, or deleted for good. @param id its new primary key; null: the database makes one */
export function addAgain(run: SideBySide, place: number, name: string, parent: number | null, id: number | null): void {
  const keys = [...run.outside.keys()];
  const key = keys[place % Math.max(keys.length, 1)] ?? null;
  const known = key === null ? null : run.outside.get(key);
  if (key === null || !known || listsOf[known.kind].some((list) => hasMembers(run, key, list))) return;
  if ((known.kind === 'chapter') !== (parent !== null)) return;
  // It would bring the parent that it had back into the session.
  const { values, committed } = run.state(key);
  const formers = [values, committed].map((one) => one.get(known.kind === 'book' ? 'shelf' : 'book')).filter((one) => typeof one === 'object' && one !== null);
  if (formers.some((one) => !run.world.things.has(run.keyOf(one) ?? 0))) return;
  const object = run.object(key);
  if (known.state === 'detached') makeTransient(object);
  object['id'] = id;
  if (known.name === null) object['name'] = name;
  if (known.kind === 'book') object['shelf'] = null;
  if (parent !== null) {
    run.load(parent, 'chapters', true);
    // Of the book that it still has in memory it would not be told.
    object['book'] = null;
    object['book'] = run.object(parent);
  }
  run.session.add(object);
  run.outside.delete(key);
  run.world = made(run.world, key, { kind: known.kind, name: known.name ?? name, parent, id: null });
}

function hasMembers(run: SideBySide, key: number, list: string): boolean {
  const { values, pendingChanges } = run.state(key);
  return ((values.get(list) as object[] | undefined)?.length ?? 0) > 0 || (pendingChanges.get(list)?.added.length ?? 0) > 0;
}

/** Changes a row behind the back of its object. */
export function renameBySql(run: SideBySide, key: number, name: string, again: 'expire' | 'expire name' | 'refresh'): void {
  run.flush();
  run.load(key, 'name');
  const { kind, name: before, id } = run.thing(key);
  run.do(run.session.execute(text(`UPDATE ${kind} SET name = :name WHERE id = :id`), { name, id }));
  const object = run.object(key);
  expect(object['name']).toBe(before);
  if (again === 'refresh') run.do(run.session.refresh(object));
  else run.session.expire(object, again === 'expire' ? null : ['name']);
  run.world = changed(run.world, key, { name });
  run.untold.add(`${key}.name`);
}

/** Gives a row another primary key, where no other row names it. */
export function changeKey(run: SideBySide, key: number, id: number): void {
  run.flush();
  const { kind, id: before } = run.thing(key);
  if (kind === 'book' && membersOf(run.world, key, 'chapters').length > 0) return;
  run.object(key)['id'] = id;
  run.world = changed(run.world, key, { id });
  run.flush();
  const { mapper } = run.classes.of[kind];
  expect([run.do(run.session.get(mapper, id)), run.do(run.session.get(mapper, before))]).toEqual([run.object(key), null]);
}
