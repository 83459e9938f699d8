import { InvalidRequestError } from '../errors';
import type { ClauseElement } from '../sql/clause';
import { ColumnElement, Label } from '../sql/elements';
import { FromClause, fromClause, Join } from '../sql/from-clause';
import { nameKey, type Name } from '../sql/names';
import { canJoin } from '../sql/join-condition';
import { columnsOf, type JoinRequest, type Select } from '../sql/select';
import { Table } from '../sql/schema/table';
import { columnsIn } from '../sql/traverse';
import type { LabelLookup } from './context';

/**
 * The elements of FROM: those given, with joins put in their places, and those of the columns and conditions.
 * @throws InvalidRequestError when it is not clear what to join
 * @see sqlalchemy.sql.selectable.SelectState
 */
export function fromsOf(select: Select): FromClause[] {
  const { rawColumns, from, joins, where } = select.state;
  const explicit = joins.reduce<readonly FromClause[]>((froms, join) => placeJoin(froms, join, select), from.map(fromClause));
  const all = [...explicit];
  for (const elements of [rawColumns, where]) for (const element of elements) all.push(...element.fromObjects);
  return normalized(all, select);
}

/** Each element once, and none that is a side of a join among them. */
function normalized(elements: readonly FromClause[], select: Select): FromClause[] {
  const seen: ClauseElement[] = [];
  const froms: FromClause[] = [];
  const hidden: ClauseElement[] = [];
  for (const element of elements) {
    const { identity } = element;
    if (seen.includes(identity)) continue;
    if ('element' in element && element.element === select) throw new InvalidRequestError('select() construct refers to itself as a FROM');
    seen.push(identity);
    froms.push(element);
    for (const one of element.hideFroms) hidden.push(one.identity);
  }
  return hidden.length === 0 ? froms : froms.filter((from) => !hidden.includes(from.identity));
}

function placeJoin(froms: readonly FromClause[], join: JoinRequest, select: Select): readonly FromClause[] {
  const right = fromClause(join.right);
  const flags = { isouter: join.isouter, full: join.full };
  const [left, place] = join.left ? explicitLeft(froms, fromClause(join.left)) : implicitLeft(froms, right, join.onclause, select);
  const joined = new Join(left, right, join.onclause, flags);
  if (place === null) return [...froms, joined];
  return froms.map((from, index) => (index === place ? joined : from));
}

function explicitLeft(froms: readonly FromClause[], left: FromClause): [FromClause, number | null] {
  const places = froms.flatMap((from, index) => (from.isDerivedFrom(left) ? [index] : []));
  if (places.length > 1) {
    throw new InvalidRequestError("Can't identify which entity in which to assign the left side of this join.   Please use a more specific ON clause.");
  }
  const [place] = places;
  return place === undefined ? [left, null] : [froms[place] ?? left, place];
}

const DISAMBIGUATE =
  'Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.';

function implicitLeft(froms: readonly FromClause[], right: FromClause, onclause: ClauseElement | null, select: Select): [FromClause, number | null] {
  const candidates = froms.length > 0 ? froms : uniqueFroms([...select.state.rawColumns, ...select.state.where].flatMap((element) => element.fromObjects));
  const places = leftPlaces(candidates, right, onclause);
  const [place] = places;
  if (places.length > 1) {
    throw new InvalidRequestError(
      `Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. To help disambiguate, p${DISAMBIGUATE.slice(1)}`,
    );
  }
  const left = place === undefined ? undefined : candidates[place];
  if (place === undefined || !left) {
    throw new InvalidRequestError(`Don't know how to join to ${right instanceof Table ? right.repr() : right.description}. ${DISAMBIGUATE}`);
  }
  return [left, froms.length > 0 ? place : null];
}

function uniqueFroms(froms: readonly FromClause[]): FromClause[] {
  const seen = new Set<ClauseElement>();
  return froms.filter((from) => !seen.has(from.identity) && seen.add(from.identity));
}

/** Where the left side of a join can be: the places of the elements that it can be joined to. */
export function leftPlaces(froms: readonly FromClause[], right: FromClause, onclause: ClauseElement | null): number[] {
  const targets = right.fromObjects;
  const wanted = froms.length > 1 && onclause ? columnsIn(onclause) : null;
  let places = froms.flatMap((from, index) => {
    const fits = targets.some((target) => {
      if (target.identity === from.identity) return false;
      if (wanted && wanted.length > 0) return wanted.every((column) => from.c.includes(column) || target.c.includes(column));
      return onclause !== null || canJoin(from, target);
    });
    return fits ? [index] : [];
  });
  if (places.length > 1) {
    const hidden = new Set(froms.flatMap((from) => from.hideFroms.map((one) => one.identity)));
    places = places.filter((index) => !hidden.has((froms[index] as FromClause).identity));
  }
  return places.length === 0 && onclause ? froms.map((_, index) => index) : places;
}

/** What a SELECT inside another takes from it instead of naming it in its own FROM. */
export interface Enclosing {
  readonly explicit: ReadonlySet<ClauseElement>;
  readonly implicit: ReadonlySet<ClauseElement>;
}

/**
 * The elements of FROM without those of the enclosing statements.
 * @throws InvalidRequestError when nothing is left
 */
export function displayedFroms(select: Select, all: readonly FromClause[], enclosing: Enclosing): FromClause[] {
  const { correlate, correlateExcept, autoCorrelate } = select.state;
  let froms = [...all];
  const isIn = (set: readonly FromClause[], from: FromClause): boolean => set.some((one) => one.identity === from.identity);
  if (correlate && correlate.length > 0) {
    froms = froms.filter((from) => !(enclosing.explicit.has(from.identity) && isIn(correlate, from)));
  }
  if (correlateExcept) {
    froms = froms.filter((from) => !(enclosing.explicit.has(from.identity) && !isIn(correlateExcept, from)));
  }
  if (autoCorrelate && enclosing.implicit.size > 0 && froms.length > 1) {
    froms = froms.filter((from) => !enclosing.implicit.has(from.identity));
    if (froms.length === 0) {
      throw new InvalidRequestError(
        `Select statement '${select.repr()}' returned no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.`,
      );
    }
  }
  return froms;
}

/** The names that ORDER BY and GROUP BY of a SELECT can use, found out when one is looked for. */
export class SelectLabels implements LabelLookup {
  #froms: Map<string, ColumnElement> | null = null;
  #columns: Map<string, ColumnElement> | null = null;

  constructor(
    private readonly select: Select,
    private readonly froms: readonly FromClause[],
  ) {}

  get onlyColumns(): ReadonlyMap<string, ColumnElement> {
    return (this.#columns ??= this.#named(this.select.selectedColumns, (column) => column.tableQualifiedLabel ?? column.key));
  }

  get onlyFroms(): ReadonlyMap<string, ColumnElement> {
    return (this.#froms ??= this.#named(this.froms.flatMap(columnsOf), (column) => column.key));
  }

  #named(columns: readonly ClauseElement[], nameOf: (column: ColumnElement) => Name | null): Map<string, ColumnElement> {
    const found = new Map<string, ColumnElement>();
    for (const column of columns) {
      if (!(column instanceof ColumnElement) || !column.allowLabelResolve) continue;
      const name = nameOf(column) ?? (column instanceof Label ? column.labelName : null);
      if (name !== null) found.set(nameKey(name), column);
    }
    return found;
  }
}
