import { Join, type FromClause } from '../sql/from-clause';
import type { Mapper } from './mapper';

/**
 * The subclasses whose columns are read at once with a class, as the mapping says: by `with_polymorphic` of the class,
 * or by `polymorphic_load` of the subclasses. Each comes after those that it inherits from.
 */
export function mappedPolymorphic(base: Mapper): readonly Mapper[] {
  if (base.subclasses.length === 0) return [];
  const others = base.selfAndSubclasses.filter((mapper) => mapper !== base);
  const { withPolymorphic } = base.options;
  if (withPolymorphic === '*') return others;
  const named = new Set((withPolymorphic ?? []).flatMap((target) => base.registry.find(target) ?? []));
  const wanted = others.filter((mapper) => named.has(mapper) || mapper.options.polymorphicLoad === 'inline');
  const needed = new Set(wanted.flatMap((mapper) => [mapper, ...mapper.ancestors]));
  return others.filter((mapper) => needed.has(mapper));
}

/** The table of a class joined with those of subclasses. */
export function polymorphicJoin(base: Mapper, mappers: readonly Mapper[], innerjoin = false): FromClause {
  return mappers.reduce<FromClause>((from, mapper) => {
    const parent = mapper.inherits;
    if (!parent || mapper.localTable === parent.localTable) return from;
    const onclause = mapper.table instanceof Join ? mapper.table.onclause : null;
    return new Join(from, mapper.localTable, onclause, { isouter: !innerjoin });
  }, base.table);
}
