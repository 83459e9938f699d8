import { stateOrNull, type InstanceState } from '../../../orm/map/state';
import type { ObjectLifetimes } from '../../../orm/session/object-lifetimes';
import type { SessionObjects } from '../../../orm/session/session-objects';
import type { Activation } from '../../machine/frame';
import { NativeActivation } from '../../machine/frame';
import { PyObject } from '../../objects/object';
import type { Runtime } from '../../runtime';
import { reachable } from './reachable';
import { freedByCounting } from './reference-counts';
import { isLeaf, type Visit } from './references';
import { readStack } from './stack-roots';

/** Sessions with more objects than these keep them. */
const MOST_STATES = 500;
/** The most objects that are looked at to find out what a program has. */
const MOST_OBJECTS = 20_000;
/** The most values that the ORM may have been given to keep. */
const MOST_GIVEN = 5_000;
/** After a walk that saw so many objects in vain, one use of an object is let pass without a walk, after twice as many two... */
const OBJECTS_PER_USE = 4_000;

/** What the ORM does on behalf of one piece of native code. */
interface Operation {
  /** Objects that it was given, or has made: native code holds them. */
  readonly held: Set<PyObject>;
  /** It has been looked who is in use; from then on the operation may hold any object. */
  looked: boolean;
}

/**
 * Tells which mapped objects Python code has no longer, as CPython's reference counts would: by walking, before a session gives
 * an object that it has, from all that Python can get at. Whatever cannot be told counts as in use: two objects for one row
 * must never be seen.
 */
export class PythonLifetimes implements ObjectLifetimes {
  readonly #operations = new WeakMap<Activation, Operation>();
  readonly #sessions = new Set<WeakRef<SessionObjects>>();
  /** What programs gave the ORM to keep: functions, classes. */
  readonly #given = new Set<PyObject>();
  #pass = 0;

  constructor(private readonly runtime: Runtime) {}

  opened(objects: SessionObjects): void {
    this.#sessions.add(new WeakRef(objects));
  }

  /** The ORM was given an object: it has it until the operation ends. What is no mapped object it may keep for good. */
  given(value: PyObject): void {
    if (stateOrNull(value) !== null) this.#operation()?.held.add(value);
    else if (!isLeaf(value)) this.keeps(value);
  }

  /** The ORM keeps an object for good. */
  keeps(value: PyObject): void {
    if (this.#given.size <= MOST_GIVEN) this.#given.add(value);
  }

  adopted(state: InstanceState): void {
    if (state.object instanceof PyObject) this.#operation()?.held.add(state.object);
  }

  unreferenced(objects: SessionObjects): readonly InstanceState[] {
    const operation = this.#operation();
    if (operation === null || operation.looked) return [];
    operation.looked = true;
    if (this.#pass > 0) {
      this.#pass -= 1;
      return [];
    }
    if (objects.identityMap.size > MOST_STATES || this.#given.size > MOST_GIVEN || this.runtime.modules.has('asyncio')) return [];
    return this.#look([...objects.weaklyHeld()], objects, operation);
  }

  /** What goes on now; null when that is no native code, whose arguments nobody holds. */
  #operation(): Operation | null {
    const { top } = this.runtime.roots;
    if (!(top instanceof NativeActivation)) return null;
    let operation = this.#operations.get(top);
    if (operation === undefined) this.#operations.set(top, (operation = { held: new Set(), looked: false }));
    return operation;
  }

  #look(states: readonly InstanceState[], asking: SessionObjects, operation: Operation): readonly InstanceState[] {
    const { roots } = this.runtime;
    const begin = (visit: Visit): boolean => {
      for (const object of operation.held) visit(object);
      this.#readSessions(asking, visit);
      for (const value of this.#given) visit(value);
      for (const names of roots.namespaces()) for (const value of names.values()) visit(value);
      return readStack(roots, visit);
    };
    const seen = reachable(begin, (object) => roots.isLibrary(object), MOST_OBJECTS);
    if (typeof seen === 'string') {
      if (seen === 'too much') this.#pass = MOST_OBJECTS / OBJECTS_PER_USE;
      return [];
    }
    const gone = states.filter(({ object }) => object instanceof PyObject && !seen.has(object));
    const freed = gone.length === 0 ? null : freedByCounting(gone.map(({ object }) => object as PyObject), seen, MOST_OBJECTS);
    if (freed === null || freed.size === 0) this.#pass = Math.floor(seen.size / OBJECTS_PER_USE);
    return gone.filter(({ object }) => freed?.has(object as PyObject));
  }

  /** What sessions keep. One that is not asked for an object may still give all that it has: it is looked at in its own time. */
  #readSessions(asking: SessionObjects, visit: Visit): void {
    const read = ({ object }: InstanceState): void => {
      if (object instanceof PyObject) visit(object);
    };
    for (const state of asking.strong()) read(state);
    for (const one of this.#sessions) {
      const objects = one.deref();
      if (objects === undefined) this.#sessions.delete(one);
      else if (objects !== asking) {
        for (const state of objects.strong()) read(state);
        for (const state of objects.identityMap.states) read(state);
      }
    }
  }
}
