import { ArgumentError } from '../errors';
import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import { Decimal } from '../values/decimal';
import { Float } from '../values/exact';
import { objectAddress } from '../values/object-address';
import { asClause, type ClauseElement } from './clause';
import { ColumnClause } from './column';
import { BindParameter, ColumnElement, null_, orderable, shortRepr, TextualLabelReference, true_, false_, UnaryExpression } from './elements';
import { scalarOf } from './expression/select-like';
import { FromClause } from './from-clause';
import { SelectBase } from './selectable';
import { typeOf } from './types/resolve';
import type { TypeEngine } from './types/type-engine';

/** Lists among arguments, opened: `where([a, b])` is not allowed, `select(*columns)` is. */
export function listed(given: readonly unknown[]): readonly unknown[] {
  const [only] = given;
  return given.length === 1 && Array.isArray(only) ? (only as readonly unknown[]) : given;
}

/** What `select()` takes as a column: an expression, a table, a mapped class. @throws ArgumentError for text */
export function selectedColumn(given: unknown): ClauseElement {
  const element = asClause(given);
  if (element instanceof SelectBase) {
    const kind = /^<(\S+)/.exec(element.repr())?.[1] ?? '';
    throw new ArgumentError(
      `Column expression, FROM clause, or other columns clause element expected, got ${element.repr()}. To create a FROM clause from a <class '${kind}'> object, use the .subquery() method.`, '89ve',
    );
  }
  if (element) return element;
  const value = ormValue(given);
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float || value instanceof Decimal) return new ColumnClause(pythonRepr(given), typeOf(value), true);
  if (typeof value === 'string') {
    const short = shortRepr(value);
    const hint = /^\w\S*$/.test(value) ? `use column(${short}) for more specificity` : `use literal_column(${short}) for more specificity`;
    throw new ArgumentError(`Textual column expression ${short} should be explicitly declared with text(${short}), or ${hint}`);
  }
  if (value === null || value === undefined) return null_();
  if (typeof value === 'boolean') return value ? true_() : false_();
  const hint = Array.isArray(given) ? ` Did you mean to say select(${given.map(reprOf).join(', ')})?` : '';
  throw new ArgumentError(`Column expression, FROM clause, or other columns clause element expected, got ${reprOf(given)}.${hint}`);
}

/** What ORDER BY, GROUP BY and DISTINCT take: an expression or the name of a label. */
export function ordering(given: unknown, role: 'ORDER BY' | 'GROUP BY'): ClauseElement[] {
  const element = asClause(given);
  if (element instanceof FromClause) return element.c.values();
  if (element instanceof SelectBase) return [scalarOf(element)];
  if (element) return [orderable(element)];
  const value = ormValue(given);
  if (typeof value === 'string') return [new TextualLabelReference(value)];
  throw new ArgumentError(`${role} expression expected, got ${reprOf(given)}.`);
}

/** An expression, or a value as a parameter. Null is SQL's NULL. */
export function expression(given: unknown, type: TypeEngine | null = null, name: string | null = null): ClauseElement {
  const element = asClause(given);
  if (element instanceof SelectBase) return scalarOf(element);
  if (element) return element;
  if ((given === null || given === undefined) && !type?.evaluatesNone) return null_();
  // A column that has no name yet gives the parameter none.
  return new BindParameter(name === '' ? null : name, given, { type, unique: true });
}

/** As {@link expression}, where a column is wanted. @throws ArgumentError */
export function columnExpression(given: unknown, role: string): ColumnElement {
  const element = expression(given);
  if (element instanceof ColumnElement) return element;
  throw new ArgumentError(`${role} expected, got ${element.repr()}.`);
}

/** LIMIT and OFFSET: a number as a parameter, or an expression. @throws ArgumentError */
export function rowLimit(given: unknown): ClauseElement | null {
  if (given === null || given === undefined) return null;
  const element = asClause(given);
  if (element) return element;
  const value = ormValue(given);
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'bigint' || (typeof number === 'number' && Number.isInteger(number))) return new BindParameter(null, number, { unique: true });
  if (typeof value === 'string') throw new RangeError(`invalid literal for int() with base 10: ${pythonRepr(value)}`);
  throw new ArgumentError(`LIMIT/OFFSET expression expected, got ${reprOf(given)}.`);
}

/** The element at the heart of an ORDER BY term. */
export function withoutModifiers(element: ClauseElement): ClauseElement {
  return element instanceof UnaryExpression && element.modifier ? withoutModifiers(element.element) : element;
}

function reprOf(given: unknown): string {
  if (Array.isArray(given)) return `[${given.map(reprOf).join(', ')}]`;
  const element = asClause(given);
  if (!element) return pythonRepr(given);
  return given === element || typeof given === 'function' ? element.repr() : `<sqlalchemy.orm.attributes.InstrumentedAttribute object at ${objectAddress(given as object)}>`;
}
