import { AmbiguousForeignKeysError, NoForeignKeysError } from '../errors';
import { and_, type ColumnElement } from './elements';
import type { ForeignKeyLike, FromClause } from './from-clause';

type Pair = readonly [referred: ColumnElement, referring: ColumnElement];

/** Pairs of columns that foreign keys between two FROM elements link, by constraint. */
function linkingPairs(left: FromClause, right: FromClause): Map<object, Pair[]> {
  const pairs = new Map<object, Pair[]>();
  const scan = (keys: readonly ForeignKeyLike[], target: FromClause): void => {
    for (const key of keys) {
      const referred = key.referentIn(target);
      if (!referred) continue;
      const constraint = key.constraint ?? key;
      pairs.set(constraint, [...(pairs.get(constraint) ?? []), [referred, key.parent]]);
    }
  };
  scan(right.foreignKeys, left);
  if (left.identity !== right.identity) scan(left.foreignKeys, right);
  return pairs;
}

/** True when a foreign key links the two. */
export function canJoin(left: FromClause, right: FromClause): boolean {
  return linkingPairs(left, right).size > 0;
}

/**
 * The condition on which two FROM elements are joined where none is given: the columns of the one foreign key between them.
 * @throws NoForeignKeysError, AmbiguousForeignKeysError
 */
export function inferJoinCondition(left: FromClause, right: FromClause): ColumnElement<boolean> {
  const pairs = [...linkingPairs(left, right).values()];
  const [only] = pairs;
  const names = `'${left.description}' and '${right.description}'`;
  if (!only) {
    const hint = right.kind === 'from_grouping' ? ' Perhaps you meant to convert the right side to a subquery using alias()?' : '';
    throw new NoForeignKeysError(`Can't find any foreign key relationships between ${names}.${hint}`);
  }
  if (pairs.length > 1) {
    throw new AmbiguousForeignKeysError(
      `Can't determine join between ${names}; tables have more than one foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly.`,
    );
  }
  return and_(...only.map(([referred, referring]) => referred.eq(referring)));
}
