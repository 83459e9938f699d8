import type { Mapper } from './mapper';
import type { Relationship } from './relationship';
import type { ColumnElement } from '../sql/elements';

/** Which relationships write which columns. One for each registry. */
export class OverlappingWrites {
  readonly #writers = new Map<object, Map<Relationship, ColumnElement>>();

  /**
   * Takes note of the columns that a relationship copies keys to.
   * @returns what is to be warned of: others copy something else there, and are not its other side
   */
  note(relationship: Relationship): readonly string[] {
    if (relationship.viewonly) return [];
    const { pairs, secondaryPairs } = relationship.join;
    const warnings: string[] = [];
    for (const { source, target } of [...pairs, ...secondaryPairs]) {
      const known = this.#writers.get(target.identity) ?? new Map<Relationship, ColumnElement>();
      const others = [...known].filter(([other]) => conflicts(relationship, other));
      if (others.length > 0) warnings.push(warning(relationship, source, target, others));
      this.#writers.set(target.identity, known.set(relationship, source));
    }
    return warnings;
  }
}

function conflicts(one: Relationship, other: Relationship): boolean {
  if (one.reverse.has(other) || one.overlaps.has(other.key) || other.overlaps.has(one.key)) return false;
  if (isSibling(one.parent, other.parent) || isSibling(one.target, other.target) || isSibling(one.parent, other.target) || isSibling(one.target, other.parent)) return false;
  return one.key !== other.key || one.parent.base !== other.parent.base;
}

/** Both inherit from the same class, but not one from the other. */
function isSibling(one: Mapper, other: Mapper): boolean {
  return one.base === other.base && !one.isa(other) && !other.isa(one);
}

function warning(relationship: Relationship, source: ColumnElement, target: ColumnElement, others: readonly (readonly [Relationship, ColumnElement])[]): string {
  const listed = others.map(([other, from]) => `'${other.toString()}' (copies ${from.toString()} to ${target.toString()})`).sort();
  const keys = others.map(([{ key }]) => key).sort();
  return `relationship '${relationship.toString()}' will copy column ${source.toString()} to column ${target.toString()}, which conflicts with relationship(s): ${listed.join(', ')}. If this is not the intention, consider if these relationships should be linked with back_populates, or if viewonly=True should be applied to one or more if they are read-only. For the less common case that foreign key constraints are partially overlapping, the orm.foreign() annotation can be used to isolate the columns that should be written towards.   To silence this warning, add the parameter 'overlaps="${keys.join(',')}"' to the '${relationship.toString()}' relationship. (Background on this warning at: https://sqlalche.me/e/21/qzyx)`;
}
