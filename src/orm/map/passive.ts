/** There is no value: it was never set or loaded. */
export const NO_VALUE: unique symbol = Symbol('NO_VALUE');

/** The value exists, but finding it out would need what was not allowed. */
export const NO_RESULT: unique symbol = Symbol('PASSIVE_NO_RESULT');

/** Reading put the value in its place already. */
export const WAS_SET: unique symbol = Symbol('ATTR_WAS_SET');

/** True for a value, false for the marks of its absence. */
export function isKnown(value: unknown): boolean {
  return value !== NO_VALUE && value !== NO_RESULT;
}

/** How far one may go to find out the value of an attribute (SQLAlchemy's PassiveFlag). */
export interface Passive {
  /** What reads values may be called at all. */
  readonly load: boolean;
  /** SQL may be emitted. */
  readonly sql: boolean;
  /** An attribute without a value gets its empty one. */
  readonly initialize: boolean;
  /** A load flushes first. */
  readonly autoflush: boolean;
  /** A load takes the values that the database has, not those that were set since. */
  readonly committed: boolean;
  /** What cannot be loaded is an error. */
  readonly raise: boolean;
}

const OFF: Passive = { load: true, sql: true, initialize: true, autoflush: true, committed: false, raise: true };
const NO_FETCH: Passive = { ...OFF, sql: false };

/** The combinations in use. */
export const PASSIVE = {
  off: OFF,
  /** Only what is there. */
  noInitialize: { ...NO_FETCH, load: false, initialize: false },
  /** What is there and what the identity map has. */
  noFetch: NO_FETCH,
  /** As `noFetch`, for finding out what was before: nothing is created, nothing is an error. */
  previous: { ...NO_FETCH, initialize: false, committed: true, raise: false },
  /** As `previous`, where the previous value must be known. */
  previousLoaded: { ...OFF, initialize: false, committed: true, autoflush: false, raise: false },
  /** No empty collection is made. */
  noInitializeButLoad: { ...OFF, initialize: false },
  /** For the unit of work: loads what the database has, without flushing. */
  flush: { ...OFF, initialize: false, autoflush: false, committed: true, raise: false },
  merge: { ...OFF, autoflush: false },
  /** For the delete cascade: what cannot be loaded is left alone. */
  cascade: { ...OFF, raise: false },
} as const satisfies Record<string, Passive>;
