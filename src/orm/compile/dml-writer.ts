import { CompileError } from '../errors';
import type { ClauseElement } from '../sql/clause';
import { namedColumns } from '../sql/column-names';
import type { ColumnElement } from '../sql/elements';
import type { Delete, Dml, Insert, Update } from '../sql/dml';
import type { FromClause } from '../sql/from-clause';
import type { Column } from '../sql/schema/column';
import { Table } from '../sql/schema/table';
import { bindsIn } from '../sql/traverse';
import type { Context } from './context';
import { insertColumns, multiRows, updateColumns, type CrudColumn, type CrudColumns } from './crud';
import { FromLinter } from './from-linter';
import { castType } from './parameter-text';
import { writeColumn } from './select-writer';
import type { SqlCompiler } from './sql-compiler';

/** What a statement is executed with, as far as its text depends on it. */
export interface CrudRequest {
  /** The names of the parameters; null when it is only written and not executed. */
  readonly keys: readonly string[] | null;
  /** There are several sets of parameters. */
  readonly many: boolean;
}

const NONE: ReadonlySet<ClauseElement> = new Set();

function placeless(context: Context): Context {
  return { ...(context.literalBinds ? { literalBinds: true } : {}), ...(context.visitingCte ? { visitingCte: context.visitingCte } : {}) };
}

function prefixes(compiler: SqlCompiler, statement: Dml, context: Context): string {
  const texts = statement.state.prefixes.filter(({ dialect }) => dialect === null || dialect === compiler.dialect.name).map(({ text }) => compiler.process(text, context));
  return texts.map((text) => `${text} `).join('');
}

/** RETURNING with its columns; empty without. */
function returning(compiler: SqlCompiler, columns: readonly ClauseElement[], toplevel: boolean, context: Context): string {
  if (columns.length === 0) return '';
  if (!compiler.dialect.supportsReturning) throw new CompileError(`RETURNING is not supported by this dialect's statement compiler.`);
  const withTable = compiler.dialect.returningWithTable;
  const written = namedColumns(columns, 'disambiguate', true).map((column) => writeColumn(compiler, column, context, toplevel, withTable));
  return ` RETURNING ${written.join(', ')}`;
}

function coreOf<D extends Insert | Update | Delete>(statement: D): D {
  return (statement.plugin?.toCore(statement) ?? statement) as D;
}

export function writeInsert(compiler: SqlCompiler, given: Insert, context: Context): string {
  const statement = coreOf(given);
  const { state } = statement;
  const toplevel = compiler.stack.length === 0;
  // FROM of a SELECT that is inserted is its own: the table is not in it.
  compiler.stack.push({ correlateFroms: NONE, asfromFroms: NONE, selectable: statement, labels: null, needResultForCompound: false, firstSelect: null });
  const own = placeless(context);
  for (const cte of state.independentCtes) compiler.ctes.visit(cte, own);
  const columns = insertColumns(compiler, statement, toplevel, own);
  const { dialect } = compiler;
  let text = `INSERT ${prefixes(compiler, statement, own)}INTO ${compiler.identifiers.table(tableName(statement.table), statement.table.schema)}`;
  if (columns.list.length > 0) text += ` (${columns.list.map(({ column }) => quotedColumn(compiler, column)).join(', ')})`;

  const asked = state.returning.length > 0 ? statement.selectedColumns : [];
  const wanted = asked.length > 0 ? [...asked, ...columns.returning.filter((one) => state.returnDefaults && !asked.includes(one))] : columns.returning;
  const many = toplevel && compiler.request.crud?.many === true && wanted.length > 0 && state.multi.length === 0 && !state.fromSelect;
  const sentinels = many && state.sortByParameterOrder ? sentinelColumns(statement.table) : null;
  const sentinelBinds = sentinels?.map((sentinel) => columns.list.find(({ column }) => column.identity === sentinel.identity)?.bindName ?? null) ?? null;
  // A key that the database counts tells no order, even where it was given.
  const isCounted = dialect.sentinelForm === 'row' && isAutoincrement(statement.table);
  const clientSide = !isCounted && sentinelBinds?.every((name): name is string => name !== null) === true ? sentinelBinds : null;
  const serverSide = sentinels !== null && clientSide === null && dialect.sentinelForm === 'select' && isAutoincrement(statement.table);
  const usable = sentinels !== null && (clientSide !== null || serverSide) ? sentinels : null;
  if (toplevel && asked.length === 0) compiler.implicitReturning = columns.returning.length > 0 ? columns.returning : null;
  const returned = usable ? [...wanted, ...usable] : wanted;

  // What the database makes of a sequence is made after the rows were put in order.
  const inRows = serverSide ? columns.list.filter(({ column }) => !sentinels.includes(column)) : columns.list;
  const counted = serverSide && columns.defaultsOnly !== true && inRows.length > 0;
  const inValues = counted ? inRows : columns.list;
  text += insertSource(compiler, statement, columns, counted ? inRows : null, own);
  if (state.onConflict) text += ` ${dialect.rules.onConflict(compiler, state.onConflict, statement.table, own)}`;
  text += returning(compiler, returned, toplevel, own);
  if (many) {
    compiler.manyValues = {
      rowText: inValues.map(({ text: value }) => value).join(', '),
      rowBinds: inValues.flatMap(({ binds }) => binds),
      withCounter: counted,
      sorted: state.sortByParameterOrder,
      sentinels: usable,
      sentinelBinds: clientSide,
      upsert: state.onConflict !== null,
      upsertBinds: (state.onConflict?.set ?? []).some(([, value]) => bindsIn(value).some((bind) => bind.value === null && bind.callable === null)),
      defaultsOnly: columns.list.length === 0,
    };
  }
  text = compiler.ctes.clause(toplevel) + text;
  compiler.stack.pop();
  return text;
}

/** VALUES, a SELECT, or DEFAULT VALUES. @param counted the columns that stand in VALUES where rows have a number; null where they have none */
function insertSource(compiler: SqlCompiler, statement: Insert, columns: CrudColumns, counted: readonly CrudColumn[] | null, context: Context): string {
  const { fromSelect, multi } = statement.state;
  if (fromSelect) return ` ${compiler.process(columns.select ?? fromSelect.select, { ...context, insertInto: true })}`;
  if (columns.list.length === 0) return compiler.dialect.supportsDefaultValues ? ' DEFAULT VALUES' : ' () VALUES ()';
  if (multi.length > 0) return ` VALUES ${multiRows(compiler, statement, columns, context).join(', ')}`;
  const values = (counted ?? columns.list).map(({ text }) => text).join(', ');
  if (!counted) return ` VALUES (${values})`;
  const place = (one: CrudColumn): string => `p${columns.list.indexOf(one)}`;
  const cast = (one: CrudColumn): string => (one.column.type.isNull ? place(one) : `${place(one)}::${compiler.typeText(castType(one.column.type, compiler.dialect.name))}`);
  const selected = columns.list.map((one) => (counted.includes(one) ? cast(one) : one.text));
  return ` SELECT ${selected.join(', ')} FROM (VALUES (${values})) AS imp_sen(${counted.map(place).join(', ')}, sen_counter) ORDER BY sen_counter`;
}

function tableName(table: FromClause): string {
  return String(table.name ?? '');
}

function quotedColumn(compiler: SqlCompiler, column: ColumnElement): string {
  return compiler.identifiers.quote(String(column.name));
}

/** The columns by which inserted rows are matched with their parameters: the primary key, or one that is marked. */
function sentinelColumns(table: FromClause): readonly ColumnElement[] | null {
  if (!(table instanceof Table)) return null;
  const marked = table.c.values().filter((column: Column) => column.insertSentinel);
  if (marked.length > 0) return marked;
  return table.primaryKey.length > 0 ? table.primaryKey : null;
}

function isAutoincrement(table: FromClause): boolean {
  return table instanceof Table && table.autoincrementColumn !== null;
}

/** Other tables that WHERE and SET name. */
function extraFroms(statement: Update | Delete): FromClause[] {
  const own = new Set<ClauseElement>(statement.table.fromObjects.map((from) => from.identity));
  const seen = new Set<ClauseElement>();
  return [...statement.state.where, ...statement.state.setters.flatMap(([column, value]) => (typeof column === 'string' ? [value] : [column, value]))]
    .flatMap((element) => element.fromObjects)
    .filter((from) => !own.has(from.identity) && !seen.has(from.identity) && seen.add(from.identity));
}

/** What UPDATE and DELETE are written from. */
interface Searched<D extends Update | Delete> {
  readonly statement: D;
  /** Other tables that it names. */
  readonly others: readonly FromClause[];
  /** Where its own elements stand. */
  readonly own: Context;
  /** The same for what names tables: they are to be joined. */
  readonly linted: Context;
  readonly toplevel: boolean;
}

/** Writes a statement that searches rows of a table, with its common table expressions before it. */
function writeSearched<D extends Update | Delete>(compiler: SqlCompiler, given: D, context: Context, kind: 'UPDATE' | 'DELETE', write: (parts: Searched<D>) => string): string {
  const statement = coreOf<D>(given);
  const toplevel = compiler.stack.length === 0;
  const others = extraFroms(statement);
  const froms = new Set<ClauseElement>([statement.table, ...others].map((from) => from.identity));
  compiler.stack.push({ correlateFroms: froms, asfromFroms: froms, selectable: statement, labels: null, needResultForCompound: false, firstSelect: null });
  const own = placeless(context);
  const linter = compiler.request.linting ? new FromLinter() : null;
  for (const cte of statement.state.independentCtes) compiler.ctes.visit(cte, own);
  const text = write({ statement, others, own, linted: { ...own, linter }, toplevel });
  const whole = compiler.ctes.clause(toplevel) + text;
  const warning = linter?.warning(kind) ?? null;
  if (warning !== null) compiler.warn(warning);
  compiler.stack.pop();
  return whole;
}

export function writeUpdate(compiler: SqlCompiler, given: Update, context: Context): string {
  return writeSearched(compiler, given, context, 'UPDATE', ({ statement, others, own, linted, toplevel }) => {
    const together = compiler.dialect.updatesOtherTables && others.length > 0;
    const table = [statement.table, ...(together ? others : [])].map((from) => compiler.process(from, { ...linted, asfrom: true })).join(', ');
    const columns = updateColumns(compiler, statement, own);
    const set = columns.list.map(({ column, text }) => `${together ? compiler.process(column, own) : quotedColumn(compiler, column)}=${text}`).join(', ');
    let text = `UPDATE ${prefixes(compiler, statement, own)}${table} SET ${set}`;
    if (others.length > 0 && !together) text += ` ${compiler.dialect.rules.updateFrom(compiler, others, linted)}`;
    text += where(compiler, statement, linted);
    text += returning(compiler, statement.selectedColumns.length > 0 ? statement.selectedColumns : columns.returning, toplevel, own);
    if (toplevel && columns.returning.length > 0 && statement.selectedColumns.length === 0) compiler.implicitReturning = columns.returning;
    return text;
  });
}

export function writeDelete(compiler: SqlCompiler, given: Delete, context: Context): string {
  return writeSearched(compiler, given, context, 'DELETE', ({ statement, others, own, linted, toplevel }) => {
    let text = `DELETE ${prefixes(compiler, statement, own)}FROM ${compiler.process(statement.table, { ...linted, asfrom: true })}`;
    if (others.length > 0) text += ` ${compiler.dialect.rules.deleteFrom(compiler, others, linted)}`;
    text += where(compiler, statement, linted);
    return text + returning(compiler, statement.selectedColumns, toplevel, own);
  });
}

function where(compiler: SqlCompiler, statement: Dml, context: Context): string {
  const { where: conditions } = statement.state;
  if (conditions.length === 0) return '';
  const text = compiler.conditions(conditions, context);
  return text === '' ? '' : ` WHERE ${text}`;
}
