import { runSync, type Flow } from '../../../../src/orm/flow';
import type { InstrumentedList } from '../../../../src/orm/map/collections';
import { stateOrNull, type InstanceState } from '../../../../src/orm/map/state';
import { Session } from '../../../../src/orm/session/session';
import type { Engine } from '../../../../src/orm/engine/engine';
import type { Entity } from '../../map/models';
import type { Classes } from './mapped-classes';
import { EMPTY, flushed, leaving, listsOf, membersOf, parentOf, thingIn, type Kind, type Thing, type World } from './world';

/** What became of an object that the session has no longer. */
export interface Outside {
  readonly state: 'transient' | 'detached';
  readonly kind: Kind;
  /** What its name still is in memory; null where that was forgotten. */
  readonly name: string | null;
}

/**
 * A session and the plain model of what it should be, and which object stands for which thing.
 *
 * What the ORM is known not to keep up to date in memory until it is expired is counted as stale: a list that still has what
 * was deleted is not, for such members are left out of comparisons.
 */
export class SideBySide {
  world: World = EMPTY;
  committed: World = EMPTY;
  readonly savepoints: World[] = [];
  readonly objects = new Map<number, Entity>();
  readonly #keys = new Map<unknown, number>();
  readonly outside = new Map<number, Outside>();
  /** Attributes in memory, as `key.attribute`, that need not be right until they are read again. */
  readonly stale = new Set<string>();
  /** Attributes that were read after changes that their object was not told of: rolling these back leaves them as they are. */
  readonly untold = new Set<string>();
  readonly session: Session;
  #made = 0;

  constructor(
    readonly engine: Engine,
    readonly classes: Classes,
  ) {
    this.session = new Session(engine);
  }

  do<T>(flow: Flow<T>): T {
    return runSync(flow);
  }

  /** The things of a kind that are there to stay. */
  keys(kind: Kind): number[] {
    const left = leaving(this.world);
    return [...this.world.things].filter(([key, thing]) => thing.kind === kind && !left.has(key)).map(([key]) => key);
  }

  /** One of the things of a kind; null where there are none. */
  pick(kind: Kind, place: number): number | null {
    const keys = this.keys(kind);
    return keys[place % Math.max(keys.length, 1)] ?? null;
  }

  thing(key: number): Thing {
    return thingIn(this.world, key);
  }

  object(key: number): Entity {
    const object = this.objects.get(key);
    if (!object) throw new Error(`no object has the number ${key}`);
    return object;
  }

  state(key: number): InstanceState {
    const state = stateOrNull(this.object(key));
    if (!state) throw new Error(`the object ${key} is not mapped`);
    return state;
  }

  /** The number of an object; null for one that stands for nothing. */
  keyOf(object: unknown): number | null {
    const key = this.#keys.get(object);
    return key !== undefined && this.objects.get(key) === object ? key : null;
  }

  /** A new object, of which the world does not know yet. */
  create(kind: Kind, values: Record<string, unknown>): number {
    return this.take(new this.classes.of[kind](values));
  }

  /** Another number for an object that the session made. */
  take(object: object): number {
    const key = ++this.#made;
    this.stands(object, key);
    return key;
  }

  /** From now on an object stands for a thing. */
  stands(object: object, key: number): void {
    this.objects.set(key, object as Entity);
    this.#keys.set(object, key);
  }

  isLoaded(key: number, attribute: string): boolean {
    const state = this.state(key);
    return state.values.has(attribute) || (state.key === null && state.emptyCollections.has(attribute));
  }

  /**
   * Makes sure that an attribute is in memory and right.
   * @param quiet it is read without writing what is pending before
   */
  load(key: number, attribute: string, quiet = false): void {
    if (this.stale.has(`${key}.${attribute}`) || this.#hasDeleted(key, attribute)) {
      this.flush();
      this.do(this.session.refresh(this.object(key), [attribute]));
      this.stale.delete(`${key}.${attribute}`);
    }
    if (this.isLoaded(key, attribute)) return;
    if (!quiet) this.flush();
    this.session.autoflush = !quiet;
    Reflect.get(this.object(key), attribute);
    this.session.autoflush = true;
  }

  #hasDeleted(key: number, list: string): boolean {
    const value = this.state(key).values.get(list);
    return Array.isArray(value) && value.some((member) => !this.world.things.has(this.keyOf(member) ?? 0));
  }

  /** A list of a thing, loaded. */
  list(key: number, attribute: string, quiet = false): InstrumentedList<Entity> {
    this.load(key, attribute, quiet);
    return this.object(key)[attribute] as InstrumentedList<Entity>;
  }

  /** Everything that cascades look at is in memory and right. */
  loadRelated(key: number): void {
    const { kind } = this.thing(key);
    if (kind === 'book' || kind === 'chapter') this.load(key, parentOf[kind].attribute);
    for (const list of listsOf[kind]) this.load(key, list);
  }

  /** Writes what is pending, and learns the primary keys of what is new. */
  flush(): void {
    this.do(this.session.flush());
    this.#flushed();
  }

  #flushed(): void {
    const before = this.world;
    const left = leaving(before);
    for (const [key, thing] of before.things) {
      if (thing.kind === 'book' && thing.parent !== null && left.has(thing.parent)) this.stale.add(`${key}.shelf`);
    }
    const things = new Map<number, Thing>();
    const after = flushed(before);
    for (const [key, thing] of after.things) things.set(key, thing.id === null ? { ...thing, id: this.#keyMade(key) } : thing);
    this.world = { ...after, things };
    expect([this.session.new, this.session.dirty, this.session.deleted]).toEqual([[], [], []]);
  }

  #keyMade(key: number): number {
    const id = this.state(key).identity?.[0];
    expect(typeof id).toBe('number');
    return id as number;
  }

  /** The session has committed. */
  committedAll(): void {
    this.#flushed();
    for (const key of this.world.gone) this.outside.set(key, { state: 'detached', kind: this.#kindOf(key), name: null });
    this.world = { ...this.world, gone: new Set() };
    this.committed = this.world;
    this.savepoints.length = 0;
    this.forgotten();
  }

  /** All attributes of all objects are read anew. */
  forgotten(): void {
    this.stale.clear();
  }

  /** The session has gone back to a world. @param all everything was expired, not only what had changed */
  wentBack(to: World, all: boolean): void {
    const from = this.world;
    for (const [key, thing] of [...from.things].filter(([one]) => !to.things.has(one))) {
      this.outside.set(key, { state: 'transient', kind: thing.kind, name: thing.id === null ? thing.name : null });
    }
    for (const key of from.gone) if (!to.things.has(key) && !to.gone.has(key)) this.outside.set(key, { state: 'transient', kind: this.#kindOf(key), name: null });
    this.world = { ...to, doomed: new Set() };
    if (all) {
      this.forgotten();
      this.untold.clear();
      return;
    }
    // What was deleted in a savepoint comes back without its parents' and friends' being told.
    for (const key of from.gone) if (to.things.has(key)) this.#forgetListsWith(key);
    for (const attribute of this.untold) this.stale.add(attribute);
  }

  #forgetListsWith(key: number): void {
    const { kind, parent } = this.thing(key);
    if (parent !== null && (kind === 'book' || kind === 'chapter')) this.stale.add(`${parent}.${parentOf[kind].list}`);
    for (const list of ['labels', 'shelves']) for (const other of membersOf(this.world, key, list)) this.stale.add(`${other}.${list === 'labels' ? 'shelves' : 'labels'}`);
  }

  #kindOf(key: number): Kind {
    const object = this.object(key);
    const found = (Object.keys(this.classes.of) as Kind[]).find((kind) => object instanceof this.classes.of[kind]);
    if (!found) throw new Error(`no kind of thing: ${key}`);
    return found;
  }
}
