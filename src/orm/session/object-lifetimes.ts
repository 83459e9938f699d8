import type { InstanceState } from '../map/state';
import type { SessionObjects } from './session-objects';

/**
 * Knows which objects a program still has. A session that is given it lets go of the others, as SQLAlchemy's identity map
 * does, which is weak; without it a session keeps its objects until it is told otherwise.
 */
export interface ObjectLifetimes {
  /** A session is there. */
  opened(objects: SessionObjects): void;
  /** An object came into a session's identity map. */
  adopted(state: InstanceState): void;
  /** Of the objects that a session may let go of, those that nothing refers to. Where that cannot be told, none. */
  unreferenced(objects: SessionObjects): readonly InstanceState[];
}
