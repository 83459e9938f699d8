import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';

/** What a statement of the ORM's own reads, and for whom. Handlers of `doOrmExecute` can tell by it. */
export interface LoadPurpose {
  readonly kind: 'object' | 'columns' | 'relationship';
  readonly relationship?: Relationship;
  /** The object whose related objects are asked for. */
  readonly owner?: InstanceState;
}

/** The way to what is read, as SQLAlchemy shows it: `ORM Path[Mapper[User(user)] -> User.addresses]`. */
export function shownPath({ relationship }: LoadPurpose): string {
  return `ORM Path[${relationship ? `${relationship.parent.toString()} -> ${relationship.toString()}` : ''}]`;
}
