import { ArgumentError } from '../errors';
import { anonymous } from '../map/anonymous-from';
import { MappedEntity } from '../map/entity';
import { namedEntity, ownEntityOf } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import { polymorphicJoin } from '../map/polymorphic-tables';
import { asClause } from '../sql/clause';
import { fromClause, type FromClause } from '../sql/from-clause';

export interface AliasOptions {
  readonly name?: string | null;
  /** The tables of a join each get an alias, instead of a subquery around all. */
  readonly flat?: boolean;
  /** Columns of the given selectable that are not the table's are matched by name. */
  readonly adaptOnNames?: boolean;
}

/**
 * A mapped class under another name, or read from a subquery that has its columns. For tables it is `alias()`.
 * @param selectable what to read the class from; null for its tables
 * @throws ArgumentError when what is given is neither mapped nor a FROM element
 * @see sqlalchemy.orm.aliased
 */
export function aliased(given: unknown, selectable: unknown = null, options: AliasOptions = {}): MappedEntity | FromClause {
  const entity = namedEntity(given);
  if (entity) return aliasedEntity(entity.mapper, selectable, options);
  if (options.adaptOnNames === true) throw new ArgumentError('adapt_on_names only applies to ORM elements');
  return anonymous(fromClause(given), options.name ?? null, options.flat ?? false);
}

/** An alias of a mapped class. @see aliased */
export function aliasedEntity(mapper: Mapper, selectable: unknown = null, options: AliasOptions = {}): MappedEntity {
  const name = options.name ?? null;
  const own = selectable === null || selectable === undefined ? anonymous(mapper.table, name, options.flat ?? false) : aliasable(selectable);
  return new MappedEntity(mapper, own, { alias: true, name, adaptOnNames: options.adaptOnNames ?? false });
}

function aliasable(selectable: unknown): FromClause {
  const element = asClause(selectable);
  const entity = element ? ownEntityOf(element) : null;
  return entity?.selectable ?? fromClause(selectable);
}

export interface PolymorphicOptions {
  readonly selectable?: unknown;
  readonly flat?: boolean;
  readonly aliased?: boolean;
  readonly innerjoin?: boolean;
  readonly name?: string | null;
}

/**
 * A class read together with the columns of its subclasses.
 * @param classes the subclasses; '*' for all
 * @throws ArgumentError when one of them is no mapped subclass
 * @see sqlalchemy.orm.with_polymorphic
 */
export function withPolymorphic(base: unknown, classes: '*' | readonly unknown[], options: PolymorphicOptions = {}): MappedEntity {
  const entity = namedEntity(base);
  if (!entity) throw new ArgumentError('with_polymorphic() needs a mapped class');
  const { mapper } = entity;
  const mappers = polymorphicMappers(mapper, classes);
  const name = options.name ?? null;
  const given = options.selectable === undefined || options.selectable === null ? null : aliasable(options.selectable);
  const joined = given ?? polymorphicJoin(mapper, mappers, options.innerjoin ?? false);
  const renamed = options.aliased === true || options.flat === true;
  const selectable = renamed && given === null ? anonymous(joined, null, options.flat ?? false) : joined;
  return new MappedEntity(mapper, selectable, { alias: true, name, polymorphic: mappers });
}

/** The mappers of subclasses that a program named, each after those that it inherits from. */
function polymorphicMappers(base: Mapper, classes: '*' | readonly unknown[]): readonly Mapper[] {
  if (classes === '*') return base.selfAndSubclasses.filter((mapper) => mapper !== base);
  const named = classes.map((one) => {
    const mapper = namedEntity(one)?.mapper;
    if (!mapper?.isa(base)) throw new ArgumentError(`with_polymorphic() needs subclasses of ${base.toString()}`);
    return mapper;
  });
  const wanted = new Set(named.flatMap((mapper) => [mapper, ...mapper.ancestors.filter((one) => one.isa(base))]));
  return base.selfAndSubclasses.filter((mapper) => mapper !== base && wanted.has(mapper));
}
