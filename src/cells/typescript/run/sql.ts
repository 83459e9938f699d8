import type { Result, Value } from '../../../databases/result';
import type { StatementParameters } from '../../run-statement';
import { rowsOf, type Rows } from './rows';

/** Runs one statement and gives what the driver gave. */
export type ExecuteStatement = (sql: string, parameters: StatementParameters) => Promise<Result>;

/** `sql("select …", [values])`, `sql("… :name", { name })` and sql`select … ${value}`. */
export type SqlFunction = (text: unknown, ...values: readonly unknown[]) => Promise<Rows>;

/**
 * The function by which cells run SQL.
 * @param placeholder how the engine writes its nth parameter, from 1
 */
export function sqlFunction(execute: ExecuteStatement, placeholder: (n: number) => string): SqlFunction {
  const run = async (text: string, parameters: StatementParameters, site: string | undefined): Promise<Rows> => {
    try {
      return rowsOf(await execute(text, parameters));
    } catch (error) {
      // The statement fails in the kernel; what a reader wants to see is where it was asked for.
      if (error instanceof Error && site !== undefined) error.stack = `${error.name}: ${error.message}\n${site}`;
      throw error;
    }
  };
  return (text, ...values) => {
    const site = new Error().stack?.replace(/^.*\n/, '');
    if (isTemplate(text)) {
      const parts = text.map((part, i) => part + (i < values.length ? placeholder(i + 1) : ''));
      return run(parts.join(''), values.map(toParameter), site);
    }
    if (typeof text !== 'string') throw new TypeError('sql takes a statement: sql("select …", [values]) or sql`select …`');
    return run(text, parametersOf(values[0]), site);
  };
}

function isTemplate(value: unknown): value is readonly string[] {
  return Array.isArray(value) && 'raw' in value;
}

function parametersOf(given: unknown): StatementParameters {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) return given.map(toParameter);
  if (typeof given === 'object') return new Map(Object.entries(given).map(([name, value]) => [name, toParameter(value, name)]));
  throw new TypeError('parameters are a list, or an object of names');
}

function toParameter(value: unknown, place: number | string): Value {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'object':
      if (value === null || value instanceof Uint8Array) return value;
      if (value instanceof Date) return value.toISOString();
  }
  const which = typeof place === 'number' ? String(place + 1) : place;
  throw new TypeError(`parameter ${which} is ${typeof value === 'object' ? 'an object' : `a ${typeof value}`}; a database takes null, booleans, numbers, texts, dates and bytes`);
}
