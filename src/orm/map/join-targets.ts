import type { ClauseElement } from '../sql/clause';
import { and_, ColumnElement } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import { replaceIn } from '../sql/traverse';
import { anonymous } from './anonymous-from';
import { ColumnAdapter } from './column-adapter';
import type { Relationship } from './relationship';

/** The sides of a join along a relationship. */
export interface JoinSides {
  /** Adapts columns of the parent; null where they are the table's own. */
  readonly source: ColumnAdapter | null;
  /** Adapts columns of the target. */
  readonly target: ColumnAdapter | null;
  /** The secondary table gets a name of its own. */
  readonly aliasSecondary: boolean;
  /** Further conditions on the target: of single-table inheritance, of `and_()`. */
  readonly extra?: readonly ClauseElement[];
}

/** How two FROM elements are joined along a relationship. */
export interface JoinTargets {
  readonly primaryjoin: ColumnElement;
  /** Between the secondary table and the target; null without one. */
  readonly secondaryjoin: ColumnElement | null;
  /** The secondary table, or its alias. */
  readonly secondary: FromClause | null;
  /** Puts columns of the target in the form that they have in the join. */
  adaptTarget<E extends ClauseElement>(element: E): E;
}

/**
 * The conditions of a join along a relationship, with columns of both sides as the statement has them.
 * @see sqlalchemy.orm.relationships.JoinCondition.join_targets
 */
export function joinTargets(relationship: Relationship, sides: JoinSides): JoinTargets {
  const { join } = relationship;
  const { source, target } = sides;
  const adaptTarget = <E extends ClauseElement>(element: E): E => (target ? target.in(element) : element);
  const extra = (sides.extra ?? []).map(adaptTarget);
  const withExtra = (condition: ColumnElement): ColumnElement => (extra.length > 0 ? and_(condition, ...extra) : condition);
  if (relationship.secondary && join.secondaryjoin) {
    const secondary = sides.aliasSecondary ? anonymous(relationship.secondary, null, true) : relationship.secondary;
    const linking = sides.aliasSecondary ? new ColumnAdapter(secondary) : null;
    const primaryjoin = adapted(join.primaryjoin, (column) => linking?.column(column) ?? source?.column(column) ?? null);
    // What the target has is the target's, even where the secondary has it too: it may be a join.
    const isTargets = (column: ColumnElement): boolean => relationship.target.table.c.includes(column);
    const secondaryjoin = adapted(join.secondaryjoin, (column) => target?.column(column) ?? (isTargets(column) ? null : (linking?.column(column) ?? null)));
    return { primaryjoin, secondaryjoin: withExtra(secondaryjoin), secondary, adaptTarget };
  }
  const primaryjoin = adapted(join.primaryjoin, (column) => (join.isRemote(column) ? target : source)?.column(column) ?? null);
  return { primaryjoin: withExtra(primaryjoin), secondaryjoin: null, secondary: null, adaptTarget };
}

function adapted(condition: ColumnElement, adapt: (column: ColumnElement) => ColumnElement | null): ColumnElement {
  return replaceIn(condition, (element) => (element instanceof ColumnElement && element.kind === 'column' ? (adapt(element) ?? undefined) : undefined));
}
