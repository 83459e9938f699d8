/** What there is in the plain model. */
export type Kind = 'shelf' | 'book' | 'chapter' | 'label';

/** A thing as the model knows it. */
export interface Thing {
  readonly kind: Kind;
  readonly name: string;
  /** The shelf of a book, the book of a chapter. */
  readonly parent: number | null;
  /** Its primary key; null while it has no row. */
  readonly id: number | null;
}

/**
 * All that a session has to do with, by the number that each thing got when it was made. Worlds never change: one that is
 * kept is what a rollback goes back to.
 */
export interface World {
  /** Things that have a row, or get one with the next flush. */
  readonly things: ReadonlyMap<number, Thing>;
  /** Which shelf has which label, as `shelf-label`. */
  readonly links: ReadonlySet<string>;
  /** Things that the program deleted since the last flush. */
  readonly doomed: ReadonlySet<number>;
  /** Things whose rows were deleted in the transaction that is going on. */
  readonly gone: ReadonlySet<number>;
}

export const EMPTY: World = { things: new Map(), links: new Set(), doomed: new Set(), gone: new Set() };

/** The attribute of a kind that names its parent, and the parent's list of it. */
export const parentOf = { book: { kind: 'shelf', attribute: 'shelf', list: 'books', column: 'shelf_id' }, chapter: { kind: 'book', attribute: 'book', list: 'chapters', column: 'book_id' } } as const;

/** The lists of a kind: of children, or of what it is linked with. */
export const listsOf: Readonly<Record<Kind, readonly string[]>> = { shelf: ['books', 'labels'], book: ['chapters'], chapter: [], label: ['shelves'] };

export const linkOf = (shelf: number, label: number): string => `${shelf}-${label}`;

/** The parts of a link. */
export function linked(link: string): readonly [shelf: number, label: number] {
  const [shelf = 0, label = 0] = link.split('-').map(Number);
  return [shelf, label];
}

export function thingIn(world: World, key: number): Thing {
  const thing = world.things.get(key);
  if (!thing) throw new Error(`nothing has the number ${key}`);
  return thing;
}

export function changed(world: World, key: number, change: Partial<Thing>): World {
  return { ...world, things: new Map(world.things).set(key, { ...thingIn(world, key), ...change }) };
}

export function made(world: World, key: number, thing: Thing): World {
  return { ...world, things: new Map(world.things).set(key, thing) };
}

/** @param on whether the shelf has the label from now on */
export function labelled(world: World, shelf: number, label: number, on: boolean): World {
  const links = new Set(world.links);
  if (on) links.add(linkOf(shelf, label));
  else links.delete(linkOf(shelf, label));
  return { ...world, links };
}

/** The world without things that never had a row. */
export function without(world: World, keys: readonly number[]): World {
  const things = new Map(world.things);
  for (const key of keys) things.delete(key);
  return { ...world, things, links: new Set([...world.links].filter((link) => linked(link).every((key) => things.has(key)))) };
}

export function childrenOf(world: World, parent: number): number[] {
  return [...world.things].filter(([, thing]) => thing.parent === parent).map(([key]) => key);
}

/** The members of a list of a thing. */
export function membersOf(world: World, key: number, list: string): number[] {
  if (list === 'labels') return [...world.links].map(linked).filter(([shelf]) => shelf === key).map(([, label]) => label); // prettier-ignore
  if (list === 'shelves') return [...world.links].map(linked).filter(([, label]) => label === key).map(([shelf]) => shelf); // prettier-ignore
  return childrenOf(world, key);
}

/** True for a chapter that its book has let go: the next flush deletes it. */
export function isOrphan({ kind, parent }: Thing): boolean {
  return kind === 'chapter' && parent === null;
}

/** What the next flush deletes: what the program deleted, and orphans. */
export function leaving(world: World): ReadonlySet<number> {
  return new Set([...world.doomed, ...[...world.things].filter(([, thing]) => isOrphan(thing)).map(([key]) => key)]);
}

/** The world after a flush, but for the primary keys of new things. */
export function flushed(world: World): World {
  const left = leaving(world);
  const things = new Map([...world.things].filter(([key]) => !left.has(key)));
  for (const [key, thing] of things) if (thing.parent !== null && left.has(thing.parent)) things.set(key, { ...thing, parent: null });
  return { things, links: new Set([...world.links].filter((link) => linked(link).every((key) => things.has(key)))), doomed: new Set(), gone: new Set([...world.gone, ...left]) };
}
