import type { Initiator } from './attribute';
import type { InstanceState } from './state';

/** Sees a value before it is put in the place of `old`, and gives the one to take. */
export type SetListener = (state: InstanceState, value: unknown, old: unknown, initiator: Initiator) => unknown;

/** Sees an object before it is added to a collection, and gives the one to take. */
export type AppendListener = (state: InstanceState, value: unknown, initiator: Initiator) => unknown;

/** Is told of an object that is taken out of a collection. */
export type RemoveListener = (state: InstanceState, value: unknown, initiator: Initiator) => void;

/** Sees the members of a collection that is put in the place of another, and gives those to take. */
export type ReplaceListener = (state: InstanceState, values: readonly object[], initiator: Initiator) => readonly object[];

/** Gives the value of an attribute that has none; handlers may put it into the object. */
export type InitialListener = (state: InstanceState, key: string, value: unknown) => unknown;

/** Is told of a collection that an object gets or loses. */
export type CollectionListener = (state: InstanceState, collection: object) => void;

/** Is told of an attribute that counts as changed. */
export type ModifiedListener = (state: InstanceState, initiator: Initiator) => void;

/** Who is told when the values of one attribute change: SQLAlchemy's `AttributeEvents`. */
export class AttributeListeners {
  readonly set: SetListener[] = [];
  readonly append: AppendListener[] = [];
  readonly remove: RemoveListener[] = [];
  readonly bulkReplace: ReplaceListener[] = [];
  /** Told of a value that changed inside. */
  readonly modified: ModifiedListener[] = [];
  readonly initScalar: InitialListener[] = [];
  readonly initCollection: CollectionListener[] = [];
  readonly disposeCollection: CollectionListener[] = [];
  /** Told of members that a collection had before it was replaced, and has still. */
  readonly appendWithoutChange: AppendListener[] = [];

  /** The value to be set, as all listeners leave it. */
  setting(state: InstanceState, value: unknown, old: unknown, initiator: Initiator): unknown {
    return this.set.reduce((one, listener) => listener(state, one, old, initiator), value);
  }

  appending(state: InstanceState, value: unknown, initiator: Initiator): unknown {
    return this.append.reduce((one, listener) => listener(state, one, initiator), value);
  }

  removing(state: InstanceState, value: unknown, initiator: Initiator): void {
    for (const listener of this.remove) listener(state, value, initiator);
  }

  modifying(state: InstanceState, initiator: Initiator): void {
    for (const listener of this.modified) listener(state, initiator);
  }

  replacing(state: InstanceState, values: readonly object[], initiator: Initiator): readonly object[] {
    return this.bulkReplace.reduce((all, listener) => listener(state, all, initiator), values);
  }
}

/** What `validates()` decorates. */
export interface Validator {
  /** Gives the value to take. @param isRemove a member is taken out of a collection; its answer does not matter then */
  validate(object: object, key: string, value: unknown, isRemove: boolean): unknown;
  readonly includeRemoves?: boolean;
  /** Changes that come from the other side of a relationship are validated too. */
  readonly includeBackrefs?: boolean;
}

/** Lets a validator see the changes of an attribute. */
export function addValidator(listeners: AttributeListeners, key: string, validator: Validator): void {
  const concerns = (initiator: Initiator): boolean => validator.includeBackrefs !== false || initiator.attribute.key === key;
  const validated = (state: InstanceState, value: unknown): unknown => validator.validate(state.object, key, value, false);
  listeners.set.push((state, value, _old, initiator) => (concerns(initiator) ? validated(state, value) : value));
  listeners.append.push((state, value, initiator) => (initiator.kind !== 'bulk replace' && concerns(initiator) ? validated(state, value) : value));
  listeners.bulkReplace.push((state, values) => values.map((value) => validated(state, value) as object));
  if (validator.includeRemoves !== true) return;
  listeners.remove.push((state, value, initiator) => {
    if (concerns(initiator)) validator.validate(state.object, key, value, true);
  });
}
