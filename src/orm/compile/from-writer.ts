import { CompileError } from '../errors';
import { FromClause, TableSample, type Alias, type TableClause } from '../sql/from-clause';
import { Tuple } from '../sql/constructs';
import { TableValuedAlias } from '../sql/functions';
import { BindParameter, ColumnElement } from '../sql/elements';
import { asClause, type ClauseElement } from '../sql/clause';
import { null_ } from '../sql/elements';
import type { Table } from '../sql/schema/table';
import type { Values } from '../sql/values-clause';
import type { Context } from './context';
import { FromLinter } from './from-linter';
import type { SqlCompiler } from './sql-compiler';

/** A table in FROM. Elsewhere it is nothing. */
export function writeTable(compiler: SqlCompiler, table: TableClause | Table, context: Context): string {
  context.linter?.addFrom(table, table.fullname);
  if (!context.asfrom && !context.asHint) return '';
  return hinted(compiler, table, compiler.identifiers.table(table.tableName, context.useSchema === false ? null : table.tableSchema), context);
}

/** An element of FROM with what the statement says of it. */
function hinted(compiler: SqlCompiler, from: FromClause, text: string, context: Context): string {
  const hint = context.fromHints?.find((one) => one.from.identity === from.identity && (one.dialect === '*' || one.dialect === compiler.dialect.name));
  return hint ? compiler.dialect.rules.fromHint(text, hint.text.replaceAll('%(name)s', text)) : text;
}

/** `element AS name`, and its kin. */
export function writeAlias(compiler: SqlCompiler, alias: Alias, context: Context): string {
  const implicit = alias instanceof TableValuedAlias && alias.joinsImplicitly;
  const own: Context = implicit ? { ...context, linter: null } : context;
  const prefix = alias.isLateral && context.asfrom ? 'LATERAL ' : '';
  if (alias instanceof TableSample) return tableSample(compiler, alias, own);
  return prefix + aliasText(compiler, alias, alias.isLateral ? lateral(alias, own) : own);
}

/** What is inside may be linked to what stands around the LATERAL element. */
function lateral(alias: Alias, context: Context): Context {
  return {
    ...context,
    lateral: true,
    enclosingLateral: context.enclosingLateral ?? alias,
    ...(context.linter && !context.lateralLinter ? { lateralLinter: context.linter } : {}),
  };
}

function aliasText(compiler: SqlCompiler, alias: Alias, context: Context): string {
  const isSubquery = !(alias.element instanceof FromClause) && alias.aliasKind === 'subquery';
  if (context.asHint) return compiler.identifiers.quote(compiler.resolve(alias.aliasName, 'alias'));
  if (!context.asfrom) return compiler.process(alias.element, { ...context, linter: null });
  const name = compiler.resolve(alias.aliasName, 'alias');
  context.linter?.addFrom(alias, name);
  const inner = compiler.process(alias.element, { ...context, asfrom: true, enclosingAlias: alias, linter: context.lateralLinter ? new FromLinter() : null });
  const { aliasesWithoutAs } = compiler.dialect;
  const rows = isSubquery ? `(${inner})` : aliasesWithoutAs && alias instanceof TableValuedAlias ? `TABLE (${inner})` : inner;
  const text = `${rows}${aliasesWithoutAs ? ' ' : ' AS '}${compiler.identifiers.quote(name)}`;
  return hinted(compiler, alias, alias instanceof TableValuedAlias && alias.derived !== 'no' ? text + derivedColumns(compiler, alias) : text, context);
}

function derivedColumns(compiler: SqlCompiler, alias: TableValuedAlias): string {
  const columns = alias.c.values().map((column) => {
    const name = compiler.identifiers.quote(String(column.name));
    return alias.derived === 'types' ? `${name} ${compiler.typeText(column.type)}` : name;
  });
  return `(${columns.join(', ')})`;
}

function tableSample(compiler: SqlCompiler, sample: TableSample, context: Context): string {
  const { sampling, seed } = sample;
  const method = typeof sampling === 'number' ? `system(${sampling})` : compiler.process(sampling, { ...context, asfrom: false, linter: null });
  const repeatable = seed ? ` REPEATABLE (${compiler.process(seed, { ...context, asfrom: false })})` : '';
  return `${aliasText(compiler, sample, context)} TABLESAMPLE ${method}${repeatable}`;
}

/** `(VALUES (…), (…)) AS name (a, b)`. */
export function writeValues(compiler: SqlCompiler, values: Values, context: Context): string {
  const own: Context = { ...context, asfrom: false, linter: null, ...(values.literalBinds ? { literalBinds: true } : {}) };
  const rows = values.rows.map((row) => compiler.process(new Tuple(row.map((value, index) => valueElement(value, values.valueColumns[index] ?? null))), own));
  const text = `VALUES ${rows.join(', ')}`;
  const name = values.valuesName === null ? null : compiler.resolve(values.valuesName, 'values');
  if (!context.asfrom) return text;
  context.linter?.addFrom(values, name ?? '(unnamed VALUES element)');
  if (context.visitingCte?.element === values) {
    if (values.isLateral) throw new CompileError("Can't use a LATERAL VALUES expression inside of a CTE");
    return text;
  }
  const prefix = values.isLateral ? 'LATERAL ' : '';
  if (name === null) return `${prefix}(${text})`;
  const columns = values.c.values().map((column) => compiler.process(column, { ...context, asfrom: false, includeTable: false, linter: null }));
  return `${prefix}(${text}) AS ${compiler.identifiers.quote(name)} (${columns.join(', ')})`;
}

function valueElement(value: unknown, column: ColumnElement | null): ClauseElement {
  const element = asClause(value);
  if (element) return element;
  if (value === null || value === undefined) return null_();
  return new BindParameter(null, value, { type: column?.type ?? null, unique: true });
}
