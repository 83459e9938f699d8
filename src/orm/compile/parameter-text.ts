import { ormValue } from '../values/host-values';
import type { BindParameter } from '../sql/elements';
import { types } from '../sql/types/resolve';
import { String_, TupleType } from '../sql/types/standard';
import { TypeDecorator } from '../sql/types/type-decorator';
import type { TypeEngine } from '../sql/types/type-engine';
import type { SqlCompiler } from './sql-compiler';

/*
 * While a statement is written, each parameter is a token with its name. Only when the text is complete is it known
 * where in it each stands: then the tokens become `?`, `$1` and so on (compiled.ts).
 */

/** The token of a parameter. */
export function bindToken(name: string): string {
  return `\uE000${name}\uE001`;
}

/** Finds the tokens of parameters; the name is the first group. */
export const BIND_TOKENS = /\uE000([^\uE001]*)\uE001/g;

/** The place-holder for a parameter whose text depends on its value. */
export function postcompileToken(name: string): string {
  return `__[POSTCOMPILE_${name}]`;
}

/** Finds place-holders; the name is the first group. */
export const POSTCOMPILE_TOKENS = /__\[POSTCOMPILE_([^\]]*)\]/g;

/** A parameter with its type behind it, where the driver needs that. */
export function castText(compiler: SqlCompiler, type: TypeEngine, text: string): string {
  const { dialect } = compiler;
  if (!dialect.castsParameters || !dialect.castsParameter(type)) return text;
  return `${text}::${compiler.typeText(castType(type, dialect.name))}`;
}

/** The type that a parameter is said to have: text of any length, whatever the column's. */
export function castType(type: TypeEngine, dialectName: string): TypeEngine {
  const own = type.forDialect(dialectName);
  const impl = own instanceof TypeDecorator ? own.impl.forDialect(dialectName) : own;
  // The drivers know one kind of floating point number.
  if (impl.affinity === 'float') return types.float;
  return impl instanceof String_ && impl.affinity === 'string' ? (impl.collation === null ? types.string : types.string.collated(impl.collation)) : impl;
}

/** What stands in the parentheses of IN. @param write writes one value of the list */
export function inListText(compiler: SqlCompiler, bind: BindParameter, values: readonly unknown[], write: (value: unknown, type: TypeEngine, place: readonly number[]) => string): string {
  const memberTypes = bind.type instanceof TupleType ? bind.type.types : null;
  if (values.length === 0) return compiler.dialect.rules.emptySet(compiler, memberTypes ?? [bind.type], bind.expandOperator);
  const first = ormValue(values[0]);
  if (!memberTypes && !(bind.type.isNull && Array.isArray(first))) return values.map((value, index) => write(value, bind.type, [index + 1])).join(', ');
  const rows = values.map((value, row) => {
    const members = ormValue(value) as readonly unknown[];
    return `(${members.map((member, column) => write(member, memberTypes?.[column] ?? types.null, [row + 1, column + 1])).join(', ')})`;
  });
  return `${compiler.dialect.tupleInValues ? 'VALUES ' : ''}${rows.join(', ')}`;
}
