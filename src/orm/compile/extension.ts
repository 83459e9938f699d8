import type { Dialect } from '../dialect/dialect';
import type { ClauseElement } from '../sql/clause';
import type { DdlElement } from '../sql/ddl';
import type { TypeEngine } from '../sql/types/type-engine';
import type { Context } from './context';
import type { SqlCompiler } from './sql-compiler';

/**
 * How a program writes elements, definitions and types: its own, or those there are in a way of its own. Each gives null
 * where the dialect's way stands.
 */
export interface CompilerExtension {
  element(element: ClauseElement, compiler: SqlCompiler, context: Context): string | null;
  definition(element: DdlElement, dialect: Dialect): string | null;
  type(type: TypeEngine, dialect: Dialect): string | null;
}

let current: CompilerExtension | null = null;

/**
 * Does something whose texts are written with an extension. Elements belong to no engine, so that whoever has them shown
 * says who extends the compiler, for the time of that call alone.
 */
export function extendedBy<R>(extension: CompilerExtension, work: () => R): R {
  const before = current;
  current = extension;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** A dialect with the extension of the program that asks for a text right now. */
export function extended(dialect: Dialect): Dialect {
  return current === null || dialect.extension ? dialect : { ...dialect, extension: current };
}
