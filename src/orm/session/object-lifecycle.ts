import { InvalidRequestError } from '../errors';
import { identityKey } from '../map/identity-key';
import type { InstanceState } from '../map/state';
import { Session } from './session';
import { stateOf } from './mapped-object';

/** The session that an object belongs to; null where it belongs to none. @throws UnmappedInstanceError for what is no mapped object */
export function objectSession(object: unknown): Session | null {
  return sessionOf(stateOf(object));
}

/** The same, by the state of the object. */
export function sessionOf({ loader }: InstanceState): Session | null {
  return loader instanceof Session ? loader : null;
}

/** Lets an object forget that it ever had a row. @see sqlalchemy.orm.make_transient */
export function makeTransient(object: object): void {
  const state = stateOf(object);
  sessionOf(state)?.objects.expunge([state]);
  state.forgetExpired();
  state.expired = false;
  state.key = null;
  state.wasDeleted = false;
}

/**
 * Makes a new object one that has a row with its primary key, whose other values are not known yet.
 * @throws InvalidRequestError when it belongs to a session, or has a row
 * @see sqlalchemy.orm.make_transient_to_detached
 */
export function makeTransientToDetached(object: object): void {
  const state = stateOf(object);
  if (state.loader || state.key) throw new InvalidRequestError('Given object must be transient');
  const { mapper } = state;
  state.key = identityKey(mapper, mapper.identityKeyOf(state).values);
  state.wasDeleted = false;
  state.commitAll();
  state.expireAttributes([...mapper.attributes.keys()].filter((key) => !state.values.has(key)));
}
