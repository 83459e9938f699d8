import { AmbiguousForeignKeysError, ArgumentError, NoForeignKeysError } from '../errors';
import { ColumnClause } from '../sql/column';
import { and_, BinaryExpression, ColumnElement } from '../sql/elements';
import { foreignKeysOf, type ForeignKeyLike, type FromClause } from '../sql/from-clause';
import { inferJoinCondition } from '../sql/join-condition';
import { Column } from '../sql/schema/column';
import { columnsIn, replaceIn, walk } from '../sql/traverse';
import { annotatedColumns } from './join-annotations';

export type Direction = 'ONETOMANY' | 'MANYTOONE' | 'MANYTOMANY';

/** Two columns that a relationship keeps equal. */
export interface ColumnPair {
  /** The column whose value is taken. */
  readonly source: ColumnElement;
  /** The foreign key, which gets the value. */
  readonly target: ColumnElement;
}

/** How the rows of two mapped classes belong together. */
export interface RelationshipJoin {
  readonly direction: Direction;
  readonly primaryjoin: ColumnElement;
  readonly secondaryjoin: ColumnElement | null;
  /** The foreign keys of the primary join and what they refer to. */
  readonly pairs: readonly ColumnPair[];
  /** The same between the secondary table and the target. */
  readonly secondaryPairs: readonly ColumnPair[];
  /** Columns of the parent's side, each with the one on the other. */
  readonly localRemote: readonly (readonly [local: ColumnElement, remote: ColumnElement])[];
  /** Columns on the other side: of the target, or of the secondary table. */
  readonly remote: ReadonlySet<object>;
  /** A column of the primary join is on the other side: the same column may be on both, once marked so. */
  readonly isRemote: (column: ColumnElement) => boolean;
}

/** What a relationship says about its join. */
export interface JoinRequest {
  /** As messages name it: `Author.books`. */
  readonly name: string;
  readonly parent: FromClause;
  readonly parentLocal: FromClause;
  readonly target: FromClause;
  readonly targetLocal: FromClause;
  readonly secondary: FromClause | null;
  readonly primaryjoin: ColumnElement | null;
  readonly secondaryjoin: ColumnElement | null;
  readonly foreignKeys: readonly ColumnElement[] | null;
  readonly remoteSide: readonly ColumnElement[] | null;
  /** Both ends are of one inheritance hierarchy. */
  readonly selfReferential: boolean;
  /** Nothing is written by it: it need not say which columns are kept equal. */
  readonly viewonly: boolean;
}

/**
 * Finds out how a relationship joins and in which direction its foreign keys point.
 * @throws NoForeignKeysError, AmbiguousForeignKeysError, ArgumentError with SQLAlchemy's texts
 * @see sqlalchemy.orm.relationships.JoinCondition
 */
export function relationshipJoin(request: JoinRequest): RelationshipJoin {
  const { secondary } = request;
  const secondaryjoin = secondary ? (request.secondaryjoin ?? inferred(request, request.target, request.targetLocal, secondary)) : null;
  const given = request.primaryjoin ?? inferred(request, request.parent, request.parentLocal, secondary ?? request.target, secondary ? null : request.targetLocal);
  const explicit = request.foreignKeys ? new Set<object>(request.foreignKeys.map((column) => column.identity)) : annotatedColumns(given, 'foreign');
  const isForeign = (column: ColumnElement, other: ColumnElement): boolean => {
    if (explicit) return explicit.has(column.identity);
    if (secondary) return secondary.c.includes(column);
    return refersTo(column, other);
  };
  const pairs = equatedColumns(given).flatMap((pair) => foreignPair(pair, isForeign));
  const primaryjoin = secondary || !request.selfReferential ? given : withRemoteSide(given, request.remoteSide ?? pairs.map(({ target }) => target));
  const primary = comparedColumns(primaryjoin);
  const targets = new Set<object>(pairs.filter(({ source, target }) => source.identity !== target.identity).map(({ target }) => target.identity));
  const isMarked = (column: ColumnElement): boolean => (request.foreignKeys ? explicit?.has(column.identity) === true : column.annotations['foreign'] === true);
  const foreign = columnsIn(primaryjoin).filter((column) => (explicit ? isMarked(column) : targets.has(column.identity)));
  const secondaryPairs = secondaryjoin ? comparedColumns(secondaryjoin).flatMap((pair) => foreignPair(pair, isForeign)) : [];
  if (request.viewonly ? foreign.length + pairs.length === 0 : pairs.length === 0) throw unrelated(request, primaryjoin, primary.length > 0);
  const marked = annotatedColumns(primaryjoin, 'remote');
  const remote = marked ?? remoteColumns(request, primaryjoin, pairs);
  const isRemote = (column: ColumnElement): boolean => (marked ? column.annotations['remote'] === true : remote.has(column.identity));
  const localRemote = primary.flatMap(([left, right]): (readonly [ColumnElement, ColumnElement])[] => {
    if (isRemote(right) === isRemote(left)) return [];
    return isRemote(right) ? [[left, right]] : [[right, left]];
  });
  if (localRemote.length === 0) throw new ArgumentError(`Relationship ${request.name} could not determine any unambiguous local/remote column pairs based on join condition and remote_side arguments.  Consider using the remote() annotation to accurately mark those elements of the join condition that are on the remote side of the relationship.`);
  return { direction: directionOf(request, foreign, isRemote), primaryjoin, secondaryjoin, pairs, secondaryPairs, localRemote, remote, isRemote };
}

/** The column of a subquery refers to what the column that it presents refers to. */
function refersTo(column: ColumnElement, other: ColumnElement): boolean {
  if (!(column instanceof Column)) return foreignKeysOf(column).some((key) => other.fromObjects.some((from) => key.referentIn(from)?.identity === other.identity));
  return column.foreignKeys.some((key) => key.columnOrNull !== null && (key.columnOrNull.identity === other.identity || sharesOrigin(key.columnOrNull, other)));
}

function sharesOrigin(referred: Column, other: ColumnElement): boolean {
  return other.sharesLineage(referred);
}

/** Each column on the left of a comparison with each on its right. @see sqlalchemy.sql.util.visit_binary_product */
function comparedColumns(join: ColumnElement): (readonly [ColumnElement, ColumnElement])[] {
  return [...walk(join)].flatMap((element): (readonly [ColumnElement, ColumnElement])[] => {
    if (!(element instanceof BinaryExpression) || !element.operator.isComparison) return [];
    const right = columnsIn(element.right);
    return columnsIn(element.left).flatMap((left) => right.map((other) => [left, other] as const));
  });
}

/** The columns that a condition compares with each other, and nothing else. */
function equatedColumns(join: ColumnElement): (readonly [ColumnElement, ColumnElement])[] {
  return [...walk(join)].flatMap((element): (readonly [ColumnElement, ColumnElement])[] => {
    if (!(element instanceof BinaryExpression)) return [];
    const { left, right } = element;
    return left instanceof ColumnClause && right instanceof ColumnClause ? [[left, right]] : [];
  });
}

/** Where one column is compared with itself, the left one is on the other side: all columns are marked then. */
function withRemoteSide(join: ColumnElement, remoteSide: readonly ColumnElement[]): ColumnElement {
  if (annotatedColumns(join, 'remote') || !equatedColumns(join).some(([left, right]) => left.identity === right.identity)) return join;
  const remote = new Set<object>(remoteSide.map((column) => column.identity));
  return replaceIn(join, (element) => {
    if (!(element instanceof BinaryExpression)) return undefined;
    const { left, right } = element;
    if (!(left instanceof ColumnElement) || !(right instanceof ColumnElement)) return undefined;
    const marked = (column: ColumnElement): ColumnElement => (column.kind === 'column' && remote.has(column.identity) ? column.annotate({ remote: true }) : column);
    return element.rebuilt({ left: marked(left), right: left.identity === right.identity ? right : marked(right) });
  });
}

function foreignPair([left, right]: readonly [ColumnElement, ColumnElement], isForeign: (column: ColumnElement, other: ColumnElement) => boolean): ColumnPair[] {
  if (isForeign(right, left)) return [{ source: left, target: right }];
  return isForeign(left, right) ? [{ source: right, target: left }] : [];
}

function remoteColumns(request: JoinRequest, join: ColumnElement, pairs: readonly ColumnPair[]): ReadonlySet<object> {
  const { secondary, remoteSide, selfReferential, parent, target } = request;
  const columns = columnsIn(join);
  if (remoteSide) return new Set(remoteSide.map((column) => column.identity));
  if (secondary) return new Set(columns.filter((column) => secondary.c.includes(column)).map((column) => column.identity));
  const onTarget = columns.filter((column) => contains(target, column));
  const onBoth = onTarget.filter((column) => contains(parent, column));
  if (selfReferential && onBoth.length === columns.length) return new Set(pairs.map((pair) => pair.target.identity));
  return new Set(onTarget.filter((column) => !contains(parent, column) || selfReferential).map((column) => column.identity));
}

function contains(from: FromClause, column: ColumnElement): boolean {
  return from.c.values().some((own) => own.identity === column.identity || own.proxySet.has(column.identity));
}

/** @throws ArgumentError when it cannot be told */
function directionOf(request: JoinRequest, foreign: readonly ColumnElement[], isRemote: (column: ColumnElement) => boolean): Direction {
  if (request.secondary) return 'MANYTOMANY';
  const onTarget = foreign.some((column) => contains(request.target, column));
  const onParent = foreign.some((column) => contains(request.parent, column));
  if (onTarget && !onParent) return 'ONETOMANY';
  if (onParent && !onTarget) return 'MANYTOONE';
  if (!onTarget) {
    throw new ArgumentError(`Can't determine relationship direction for relationship '${request.name}' - foreign key columns are present in neither the parent nor the child's mapped tables`);
  }
  const remoteForeign = foreign.some((column) => isRemote(column));
  const localForeign = foreign.some((column) => !isRemote(column));
  if (remoteForeign && !localForeign) return 'ONETOMANY';
  if (localForeign && !remoteForeign) return 'MANYTOONE';
  throw new ArgumentError(
    `Can't determine relationship direction for relationship '${request.name}' - foreign key columns within the join condition are present in both the parent and the child's mapped tables.  Ensure that only those columns referring to a parent column are marked as foreign, either via the foreign() annotation or via the foreign_keys argument.`,
  );
}

function unrelated(request: JoinRequest, join: ColumnElement, comparable: boolean): ArgumentError {
  const shown = `${request.secondary ? 'primary ' : ''}join condition '${join.toString()}' on relationship ${request.name}`;
  if (!comparable) {
    return new ArgumentError(
      `Could not locate any relevant foreign key columns for primary join condition '${join.toString()}' on relationship ${request.name}.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or are annotated in the join condition with the foreign() annotation.`,
    );
  }
  return new ArgumentError(
    `Could not locate any relevant foreign key columns for ${request.secondary ? shown : `primary ${shown}`}.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or are annotated in the join condition with the foreign() annotation.`,
  );
}

/** The join of two tables by their foreign keys; by those given only, where some are. */
function inferred(request: JoinRequest, left: FromClause, leftLocal: FromClause, right: FromClause, rightLocal: FromClause | null = null): ColumnElement {
  const via = request.secondary ? ` via secondary table '${request.secondary.description}'` : '';
  const parties = `Could not determine join condition between parent/child tables on relationship ${request.name}`;
  try {
    if (request.foreignKeys) return byForeignKeys(request.foreignKeys, left, right);
    return nearestJoin(left, leftLocal, right, rightLocal);
  } catch (error) {
    if (error instanceof NoForeignKeysError) {
      const wanted = request.secondary ? "specify 'primaryjoin' and 'secondaryjoin' expressions" : "specify a 'primaryjoin' expression";
      throw new NoForeignKeysError(`${parties} - there are no foreign keys linking these tables${via}.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or ${wanted}.`);
    }
    if (error instanceof AmbiguousForeignKeysError) {
      const list = request.secondary ? 'from the secondary table to each of the parent and child tables' : 'to the parent table';
      throw new AmbiguousForeignKeysError(
        `${parties} - there are multiple foreign key paths linking the tables${via}.  Specify the 'foreign_keys' argument, providing a list of those columns which should be counted as containing a foreign key reference ${list}.`,
      );
    }
    throw error;
  }
}

/** The join by the tables of the classes themselves; by all that they inherit where that is not enough. */
function nearestJoin(left: FromClause, leftLocal: FromClause, right: FromClause, rightLocal: FromClause | null): ColumnElement {
  try {
    return inferJoinCondition(leftLocal, rightLocal ?? right);
  } catch (error) {
    if (!(error instanceof NoForeignKeysError) || (left === leftLocal && (rightLocal === null || right === rightLocal))) throw error;
    return inferJoinCondition(left, right);
  }
}

/** The join by some of the foreign keys between two tables. @throws NoForeignKeysError */
function byForeignKeys(columns: readonly ColumnElement[], left: FromClause, right: FromClause): ColumnElement {
  const named = new Set<object>(columns.map((column) => column.identity));
  const scan = (keys: readonly ForeignKeyLike[], target: FromClause): ColumnElement[] =>
    keys.flatMap((key) => {
      const referred = named.has(key.parent.identity) ? key.referentIn(target) : null;
      return referred ? [referred.eq(key.parent)] : [];
    });
  const fromRight = scan(right.c.values().flatMap(foreignKeysOf), left);
  const conditions = left.identity === right.identity ? fromRight : [...fromRight, ...scan(left.c.values().flatMap(foreignKeysOf), right)];
  if (conditions.length === 0) throw new NoForeignKeysError('no foreign key');
  return and_(...conditions);
}
