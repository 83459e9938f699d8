import { CompileError } from '../errors';
import type { ClauseElement } from '../sql/clause';
import { ColumnClause } from '../sql/column';
import { namedColumns } from '../sql/column-names';
import { ColumnElement, Label, UnaryExpression } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import type { Name } from '../sql/names';
import { operators } from '../sql/operators';
import type { Affix, CompoundSelect, RowOrder, Select } from '../sql/select';
import type { NamedColumn } from '../sql/selectable';
import { Text, type TextualSelect } from '../sql/text-clause';
import { NOWHERE, type Context, type LabelLookup, type StackEntry } from './context';
import { FromLinter } from './from-linter';
import { displayedFroms, fromsOf, SelectLabels } from './select-froms';
import type { SqlCompiler } from './sql-compiler';

const NONE: ReadonlySet<ClauseElement> = new Set();

/** True when the columns of this statement are those of the result. */
function givesResult(compiler: SqlCompiler, context: Context): boolean {
  const entry = compiler.stack[compiler.stack.length - 1];
  const wanted = entry === undefined || entry.needResultForCompound;
  return wanted && !context.compoundIndex;
}

export function writeSelect(compiler: SqlCompiler, given: Select, context: Context): string {
  const toplevel = compiler.stack.length === 0;
  const select = given.plugin?.toCore(given, { toplevel, asSubquery: context.asfrom === true }) ?? given;
  const { state } = select;
  const withResult = givesResult(compiler, context);
  const all = fromsOf(select);
  const froms = visibleFroms(compiler, select, all, context);
  const columns = namedColumns(select.selectedColumns, state.labelStyle, true);
  checkColumnCount(compiler, select, columns.length, context);
  compiler.stack.push(stackEntry(compiler, select, froms, new SelectLabels(select, all)));

  const own = withoutPlace(context);
  for (const cte of state.independentCtes) compiler.ctes.visit(cte, own);
  const prefixes = affixes(compiler, state.prefixes, own);
  const precolumns = compiler.dialect.rules.precolumns(compiler, state, own);
  const inColumns = context.asfrom ? { ...own, asfrom: true } : own;
  const written = columns.map((column) => writeColumn(compiler, column, inColumns, withResult));
  let text = `SELECT ${prefixes}${precolumns}${written.join(', ')}`;
  if (written.length === 0) text = text.trimEnd();

  const linter = compiler.request.linting ? new FromLinter() : null;
  const linted: Context = { ...own, linter, fromHints: state.fromHints.length > 0 ? state.fromHints : undefined };
  if (froms.length > 0) text += ` \nFROM ${froms.map((from) => compiler.process(from, { ...linted, asfrom: true })).join(', ')}`;
  else if (compiler.dialect.emptyFrom !== null) text += ` FROM ${compiler.dialect.emptyFrom}`;
  if (state.where.length > 0) {
    const where = compiler.conditions(state.where, linted);
    if (where !== '') text += ` \nWHERE ${where}`;
  }
  const warning = linter?.warning('SELECT') ?? null;
  if (warning !== null) compiler.warn(warning);
  if (state.groupBy.length > 0) text += groupBy(compiler, state, own);
  if (state.having.length > 0) {
    const having = compiler.conditions(state.having, own);
    if (having !== '') text += ` \nHAVING ${having}`;
  }
  text += orderAndLimit(compiler, state, own);
  if (state.forUpdate) text += compiler.dialect.rules.forUpdate(compiler, state, own);
  const hints = state.statementHints.filter(({ dialect }) => dialect === '*' || dialect === compiler.dialect.name);
  if (hints.length > 0) text += ` ${hints.map((hint) => hint.text).join(' ')}`;
  const isEmbedded = context.compoundIndex !== undefined || context.insertInto === true;
  if (!isEmbedded || toplevel) text = compiler.ctes.clause(toplevel) + text;
  if (state.suffixes.length > 0) text += ` ${affixes(compiler, state.suffixes, own)}`;
  compiler.stack.pop();
  return text;
}

/** The context of the clauses of a statement, wherever the statement itself stands. */
function withoutPlace(context: Context): Context {
  const { literalBinds, visitingCte, collectBinds, enclosingLateral } = context;
  return { ...NOWHERE, literalBinds, visitingCte, collectBinds, enclosingLateral, lateralLinter: enclosingLateral ? context.lateralLinter : null };
}

function visibleFroms(compiler: SqlCompiler, select: Select, all: readonly FromClause[], context: Context): FromClause[] {
  const { correlateFroms, asfromFroms } = compiler.enclosing;
  if (context.asfrom && !context.lateral) {
    const explicit = new Set([...correlateFroms].filter((from) => !asfromFroms.has(from)));
    return displayedFroms(select, all, { explicit, implicit: NONE });
  }
  return displayedFroms(select, all, { explicit: correlateFroms, implicit: asfromFroms });
}

function stackEntry(compiler: SqlCompiler, selectable: ClauseElement, froms: readonly FromClause[], labels: LabelLookup | null, needResultForCompound = false): StackEntry {
  const own = new Set<ClauseElement>();
  for (const from of froms) for (const one of from.fromObjects) own.add(one.identity);
  const { correlateFroms } = compiler.enclosing;
  return {
    correlateFroms: correlateFroms.size === 0 ? own : new Set([...own, ...correlateFroms]),
    asfromFroms: own,
    selectable,
    labels,
    needResultForCompound,
    firstSelect: null,
  };
}

function checkColumnCount(compiler: SqlCompiler, select: Select, count: number, context: Context): void {
  const entry = compiler.stack[compiler.stack.length - 1];
  if (context.compoundIndex === undefined || !entry) return;
  if (context.compoundIndex === 0) entry.firstSelect = select;
  const expected = entry.firstSelect?.selectedColumns.length ?? count;
  if (expected !== count) {
    throw new CompileError(
      `All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has ${expected} columns, select #${context.compoundIndex + 1} has ${count}`,
    );
  }
}

function affixes(compiler: SqlCompiler, list: readonly Affix[], context: Context): string {
  const texts = list.filter(({ dialect }) => dialect === null || dialect === '*' || dialect === compiler.dialect.name).map(({ text }) => compiler.process(text, context));
  return texts.length === 0 ? '' : `${texts.join(' ')} `;
}

/** A column of SELECT or RETURNING, with a label where it needs one. */
export function writeColumn(compiler: SqlCompiler, named: NamedColumn, context: Context, withResult: boolean, includeTable = true): string {
  const { column, requiredLabel, fallbackLabel, repeated } = named;
  const typed = column instanceof ColumnElement ? column.type.forDialect(compiler.dialect.name).columnExpression(column) : null;
  const expression = typed ?? column;
  const targets = column instanceof ColumnElement ? [column] : [];
  const addResult: Context['addResult'] = withResult
    ? (result) => {
        compiler.addResult(repeated ? { ...result, targets: result.key === null ? [] : [result.key] } : { ...result, targets: [...targets, ...result.targets] });
      }
    : null;
  const { asfrom } = context;
  const own: Context = { ...context, asfrom: undefined, withinColumns: true, addResult, includeTable: includeTable ? context.includeTable : false };
  if (column instanceof Label) return compiler.process(typed instanceof ColumnElement ? new Label(column.name, typed, column.type) : column, own);
  const label = requiredLabel ?? (needsLabel(compiler, column, typed !== null, asfrom === true) ? fallbackLabel : null);
  if (label === null || !(expression instanceof ColumnElement)) return compiler.process(expression, own);
  return compiler.process(labelled(expression, label), own);
}

function labelled(expression: ColumnElement, name: Name): Label {
  return new Label(name, expression, expression.type);
}

/** Expressions without a name get one; columns only in subqueries, where they are asked for by it. */
function needsLabel(compiler: SqlCompiler, column: ClauseElement, typed: boolean, asfrom: boolean): boolean {
  if (typed) return true;
  if (column instanceof ColumnClause) return asfrom && !column.isLiteral && column.table !== null;
  if (column instanceof Text) return false;
  if (column instanceof UnaryExpression) {
    const asCondition = column.operator === operators.isTrue || column.operator === operators.isFalse;
    return (asCondition && !compiler.dialect.supportsNativeBoolean) || column.wrapsUnnamed || asfrom;
  }
  return column instanceof ColumnElement && column.nonAnonLabel === null;
}

function groupBy(compiler: SqlCompiler, order: RowOrder, context: Context): string {
  const terms = compiler.list(order.groupBy, ', ', context);
  return terms === '' ? '' : ` GROUP BY ${terms}`;
}

function orderAndLimit(compiler: SqlCompiler, order: RowOrder, context: Context): string {
  const terms = compiler.list(order.orderBy, ', ', context);
  const ordered = terms === '' ? '' : ` ORDER BY ${terms}`;
  if (order.fetch) return ordered + compiler.dialect.rules.fetch(compiler, order, context);
  return order.limit || order.offset ? ordered + compiler.dialect.rules.limit(compiler, order, context) : ordered;
}

export function writeCompound(compiler: SqlCompiler, compound: CompoundSelect, context: Context): string {
  const toplevel = compiler.stack.length === 0;
  const { state } = compound;
  const entry = compiler.stack[compiler.stack.length - 1];
  const withResult = givesResult(compiler, context);
  if (context.compoundIndex === 0 && entry) entry.firstSelect = compound;
  compiler.stack.push({
    correlateFroms: entry?.correlateFroms ?? NONE,
    asfromFroms: entry?.asfromFroms ?? NONE,
    selectable: compound,
    labels: compoundLabels(compound),
    needResultForCompound: withResult,
    firstSelect: null,
  });
  const own = withoutPlace(context);
  for (const cte of state.independentCtes) compiler.ctes.visit(cte, own);
  const members = state.selects.map((select, index) => compiler.process(select, { ...own, asfrom: context.asfrom, lateral: context.lateral, compoundIndex: index }));
  const outer: Context = { ...own, includeTable: false };
  let text = members.join(` ${state.keyword} `) + groupBy(compiler, state, outer) + orderAndLimit(compiler, state, outer);
  text = compiler.ctes.clause(toplevel) + text;
  compiler.stack.pop();
  return text;
}

/** ORDER BY of a UNION names the columns of its first SELECT. */
function compoundLabels(compound: CompoundSelect): LabelLookup {
  const columns = new Map<string, ColumnElement>();
  for (const column of compound.selectedColumns) {
    if (column instanceof ColumnElement && column.key !== null) columns.set(column.key, column);
  }
  return { onlyFroms: columns, onlyColumns: columns };
}

export function writeTextualSelect(compiler: SqlCompiler, textual: TextualSelect, context: Context): string {
  const toplevel = compiler.stack.length === 0;
  const withResult = givesResult(compiler, context);
  compiler.stack.push({ correlateFroms: NONE, asfromFroms: NONE, selectable: textual, labels: null, needResultForCompound: false, firstSelect: null });
  if (withResult) {
    compiler.orderedResult = textual.positional;
    for (const column of textual.columnArguments) compiler.process(column, { withinColumns: true, addResult: compiler.addResult });
    compiler.orderedResult = textual.positional;
  }
  const text = compiler.ctes.clause(toplevel) + compiler.process(textual.element, withoutPlace(context));
  compiler.stack.pop();
  return text;
}

