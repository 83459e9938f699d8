import { ArgumentError } from '../errors';
import { Load, WILDCARD, type ContainsEagerOptions, type JoinedLoadOptions, type RecursiveLoadOptions } from './strategy/load';
import { withOptions } from './strategy/option-arguments';

export { Load };
export { LoaderCriteria, withLoaderCriteria, withMixinCriteria } from './strategy/loader-criteria';

/** A chain of attributes: the last is loaded in the way that is asked for, those before it as `through` says. */
function chained(given: readonly unknown[], through: 'default' | 'same', load: (lead: Load, attribute: unknown) => Load): Load {
  const [first] = given;
  if (given.length === 0) throw new ArgumentError('expected ORM mapped attribute for loader strategy argument');
  return given.reduce<Load>((lead, attribute, index) => {
    const isLast = index === given.length - 1;
    if (!isLast && attribute === WILDCARD) throw new ArgumentError('Wildcard token cannot be followed by another entity');
    return isLast || through === 'same' ? load(lead, attribute) : lead.defaultload(attribute);
  }, Load.from(first));
}

/** Related objects are read by LEFT OUTER JOIN, in the statement itself. The last argument may be a record of options. */
export function joinedload(...given: readonly unknown[]): Load {
  const [attributes, options] = withOptions<JoinedLoadOptions>(given);
  return chained(attributes, 'default', (lead, attribute) => lead.joinedload(attribute, options));
}

/** Related objects are read by a second statement, by the keys of all that were found. */
export function selectinload(...given: readonly unknown[]): Load {
  const [attributes, options] = withOptions<RecursiveLoadOptions>(given);
  return chained(attributes, 'default', (lead, attribute) => lead.selectinload(attribute, options));
}

/** Related objects are read by a second statement, which has the first one as a subquery. */
export function subqueryload(...attributes: readonly unknown[]): Load {
  return chained(attributes, 'default', (lead, attribute) => lead.subqueryload(attribute));
}

/** Related objects are read when they are asked for. */
export function lazyload(...attributes: readonly unknown[]): Load {
  return chained(attributes, 'default', (lead, attribute) => lead.lazyload(attribute));
}

/** Related objects are read at once, for each object by a statement of its own. */
export function immediateload(...given: readonly unknown[]): Load {
  const [attributes, options] = withOptions<RecursiveLoadOptions>(given);
  return chained(attributes, 'default', (lead, attribute) => lead.immediateload(attribute, options));
}

/** Reading related objects later is an error. */
export function raiseload(...given: readonly unknown[]): Load {
  const [attributes, options] = withOptions<{ readonly sqlOnly?: boolean }>(given);
  return chained(attributes, 'default', (lead, attribute) => lead.raiseload(attribute, options));
}

/** The relationship stays empty. */
export function noload(...attributes: readonly unknown[]): Load {
  return chained(attributes, 'default', (lead, attribute) => lead.noload(attribute));
}

export function defaultload(...attributes: readonly unknown[]): Load {
  return chained(attributes, 'default', (lead, attribute) => lead.defaultload(attribute));
}

/** The statement itself joins the related objects. */
export function containsEager(...given: readonly unknown[]): Load {
  const [attributes, options] = withOptions<ContainsEagerOptions>(given);
  return chained(attributes, 'same', (lead, attribute) => lead.containsEager(attribute, attribute === attributes[attributes.length - 1] ? options : {}));
}

/** A column is read when it is asked for. */
export function defer(...given: readonly unknown[]): Load {
  const [attributes, options] = withOptions<{ readonly raiseload?: boolean }>(given);
  return chained(attributes, 'default', (lead, attribute) => lead.defer(attribute, options));
}

export function undefer(...attributes: readonly unknown[]): Load {
  return chained(attributes, 'default', (lead, attribute) => lead.undefer(attribute));
}

export function undeferGroup(name: string): Load {
  return Load.everywhere.undeferGroup(name);
}

export function loadOnly(...given: readonly unknown[]): Load {
  const [first] = given;
  return Load.from(first).loadOnly(...given);
}

export function withExpression(attribute: unknown, expression: unknown): Load {
  return Load.from(attribute).withExpression(attribute, expression);
}

export function selectinPolymorphic(base: unknown, classes: readonly unknown[]): Load {
  return Load.of(base).selectinPolymorphic(classes);
}
