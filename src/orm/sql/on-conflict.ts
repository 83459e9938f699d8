import { ArgumentError } from '../errors';
import { plainText } from '../values/plain-text';
import { asClause, type ClauseElement } from './clause';
import { expression } from './coerce';
import { BindParameter, condition } from './elements';
import type { Constraint, Index } from './schema/constraints';
import { NullType } from './types/standard';

/** The type of a plain value, until its column gives it one. */
const UNSAID = new NullType();

/** What an ON CONFLICT clause is about: columns, or a constraint by name. */
export interface ConflictTarget {
  readonly constraint?: string | Constraint | Index | null;
  readonly indexElements?: readonly unknown[] | null;
  readonly indexWhere?: unknown;
}

/** ON CONFLICT … DO NOTHING, or DO UPDATE. */
export interface OnConflict {
  readonly className: 'OnConflictDoNothing' | 'OnConflictDoUpdate';
  readonly constraint: string | null;
  readonly elements: readonly (string | ClauseElement)[] | null;
  readonly where: ClauseElement | null;
  /** What is set; null for DO NOTHING. */
  readonly set: readonly (readonly [column: string | ClauseElement, value: ClauseElement])[] | null;
  readonly updateWhere: ClauseElement | null;
}

function target(given: ConflictTarget): Pick<OnConflict, 'constraint' | 'elements' | 'where'> {
  if (given.constraint !== undefined && given.constraint !== null) {
    if (given.indexElements) throw new ArgumentError("'constraint' and 'index_elements' are mutually exclusive");
    const constraint = typeof given.constraint === 'string' ? given.constraint : given.constraint.name;
    if (constraint !== null) return { constraint, elements: null, where: null };
    const columns = typeof given.constraint === 'string' ? [] : given.constraint.columns;
    return { constraint: null, elements: columns.map((column) => column.name), where: null };
  }
  if (!given.indexElements) return { constraint: null, elements: null, where: null };
  const elements = given.indexElements.map((element) => (typeof element === 'string' ? element : asClause(element) ?? String(element)));
  return { constraint: null, elements, where: given.indexWhere === undefined || given.indexWhere === null ? null : condition(given.indexWhere) };
}

export function onConflictDoNothing(given: ConflictTarget = {}): OnConflict {
  return { className: 'OnConflictDoNothing', ...target(given), set: null, updateWhere: null };
}

/** @throws ArgumentError when nothing is set */
export function onConflictDoUpdate(given: ConflictTarget & { readonly set: Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown>; readonly where?: unknown }): OnConflict {
  const entries: readonly (readonly [unknown, unknown])[] = given.set instanceof Map ? [...(given.set as ReadonlyMap<unknown, unknown>)] : Object.entries(given.set);
  if (entries.length === 0) throw new RangeError('set parameter dictionary must not be empty');
  const place = target(given);
  return {
    className: 'OnConflictDoUpdate',
    ...place,
    set: entries.map(([column, value]) => [typeof column === 'string' ? column : asClause(column) ?? plainText(column), asClause(value) || value === null || value === undefined ? expression(value) : new BindParameter(null, value, { unique: true, type: UNSAID })] as const),
    updateWhere: given.where === undefined || given.where === null ? null : condition(given.where),
  };
}
