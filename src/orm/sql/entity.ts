import { InvalidRequestError } from '../errors';
import type { ClauseElement } from './clause';
import type { ColumnElement } from './elements';
import { FromClause } from './from-clause';

/** What `filter_by()` compares with a value: a column, or an attribute of a mapped class. */
export interface Comparable {
  eq(other: unknown): ColumnElement<boolean>;
}

/** A mapped class, as far as finding its attributes by name goes. Pinned on elements as annotation `entityNamespace`. */
export interface EntityNamespace {
  attribute(name: string): Comparable | null;
  /** The element of an attribute that is made of others; null for columns. */
  computed?(name: string): ClauseElement | null;
  /** As messages name it: `Mapper[User(user_account)]`. */
  readonly description: string;
}

function namespaceOf(element: ClauseElement): EntityNamespace | null {
  const own = element.annotations['entityNamespace'];
  if (own !== undefined) return own as EntityNamespace;
  if (element instanceof FromClause) {
    return { attribute: (name) => element.c.get(name) ?? null, description: element.description };
  }
  const [from] = element.fromObjects;
  return from ? namespaceOf(from) : null;
}

/**
 * The attribute of this name among the elements of FROM; of the first that has it.
 * @throws InvalidRequestError when none has
 */
export function findEntity(elements: readonly ClauseElement[], name: string): Comparable {
  const namespaces = elements.flatMap((element) => namespaceOf(element) ?? []);
  for (const namespace of namespaces) {
    const attribute = namespace.attribute(name);
    if (attribute) return attribute;
  }
  const searched = [...new Set(namespaces.map(({ description }) => description))].join(', ');
  throw new InvalidRequestError(`None of the FROM clause entities have a property "${name}". Searched entities: ${searched}`);
}
