import type { InstanceState } from './state';

/** Values of an attribute that tell of changes inside of them: SQLAlchemy's `Mutable`. */
export interface ValueTracking {
  /** A value becomes that of an object, or is read from it: gives the one to take in its place. */
  entering(state: InstanceState, key: string, value: unknown): unknown;
  /** A value is the object's no longer. */
  leaving(state: InstanceState, value: unknown): void;
}
