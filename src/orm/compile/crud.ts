import { CompileError } from '../errors';
import type { ClauseElement } from '../sql/clause';
import { pythonRepr } from '../values/python-repr';
import { ColumnClause } from '../sql/column';
import { BindParameter, type ColumnElement } from '../sql/elements';
import { keyOf, type Dml, type Insert, type Setter, type Update } from '../sql/dml';
import { NextValue } from '../sql/functions';
import { Select } from '../sql/select';
import type { SelectBase } from '../sql/selectable';
import { Column } from '../sql/schema/column';
import { ColumnDefault, Sequence } from '../sql/schema/defaults';
import { Table } from '../sql/schema/table';
import type { Context } from './context';
import type { SqlCompiler } from './sql-compiler';

/** A column of INSERT or UPDATE and what stands for its value. */
export interface CrudColumn {
  readonly column: ColumnElement;
  readonly text: string;
  /** The parameters in the text. */
  readonly binds: readonly string[];
  /** The parameter that is the whole value; null for expressions. */
  readonly bindName: string | null;
}

export interface CrudColumns {
  readonly list: readonly CrudColumn[];
  /** Columns whose values must come back: the primary key, defaults of the database. */
  readonly returning: readonly ColumnElement[];
  /** The SELECT to insert from, with the defaults of columns that it does not give. */
  readonly select: SelectBase | null;
  /** The only column stands for a row of nothing but defaults. */
  readonly defaultsOnly?: boolean;
}

/** A default that is worked out before the statement runs. */
export interface Prefetch {
  readonly column: Column;
  readonly bindName: string;
  readonly default: ColumnDefault;
  /** For which row of several in VALUES; null for all. */
  readonly row: number | null;
}

/** The values that a statement names, by column key. */
function given(compiler: SqlCompiler, statement: Dml, setters: readonly Setter[]): Map<string, ClauseElement | null> {
  const values = new Map<string, ClauseElement | null>(setters.map(([column, value]) => [keyOf(column), value]));
  const keys = compiler.stack.length > 1 ? null : (compiler.request.crud?.keys ?? null);
  for (const key of keys ?? []) if (!values.has(key)) values.set(key, null);
  // Nothing is said: the text shows a parameter for each column.
  if (keys === null && setters.length === 0 && statement.state.multi.length === 0 && !statement.state.noValues) for (const key of statement.table.c.keys()) values.set(key, null);
  return values;
}

/** What stands for a value: a parameter named after the column, or an expression. */
function valueText(compiler: SqlCompiler, column: ColumnElement, value: ClauseElement | null, name: string, context: Context): CrudColumn {
  const binds: string[] = [];
  const own: Context = { ...context, collectBinds: binds };
  if (value === null) {
    const bind = new BindParameter(name, null, { type: column.type, required: true, unique: false, isCrud: true });
    return { column, text: compiler.bind(bind, own), binds, bindName: name };
  }
  if (value instanceof BindParameter) {
    const typed = value.type.isNull || value.isCrud ? value.withType(column.type) : value;
    const named = value.isCrud && value.unique && !context.visitingCte ? typed.rebuilt({ bindKey: name, unique: false, origin: value.identity }) : typed;
    const text = compiler.bind(named, own);
    return { column, text, binds, bindName: binds[0] ?? null };
  }
  return { column, text: compiler.process(value.selfGroup(), own), binds, bindName: null };
}

function literalBind(compiler: SqlCompiler, column: Column, action: ColumnDefault, name: string, row: number | null, context: Context): CrudColumn {
  compiler.prefetches.push({ column, bindName: name, default: action, row });
  const binds: string[] = [];
  const bind = new BindParameter(name, null, { type: column.type, required: false, unique: false, isCrud: true });
  return { column, text: compiler.bind(bind, { ...context, collectBinds: binds, literalBinds: false }), binds, bindName: name };
}

/** The columns of an INSERT, in the order of the table. @throws CompileError when it names columns that do not exist */
export function insertColumns(compiler: SqlCompiler, statement: Insert, toplevel: boolean, context: Context): CrudColumns {
  const { state } = statement;
  if (state.fromSelect) return insertFromSelect(statement);
  const [firstRow] = state.multi;
  const setters = firstRow ? [...firstRow] : state.setters;
  const values = given(compiler, statement, setters);
  const columns = statement.table.c.items();
  checkConsumed(columns.map(([key]) => key), setters);
  const many = compiler.request.crud?.many === true;
  const needKeys = toplevel && !state.inline && (!many || state.returnDefaults) && state.returning.length === 0 && state.multi.length === 0;
  const returning: ColumnElement[] = [];
  const useReturning = needKeys && compiler.dialect.supportsReturning && (compiler.dialect.implicitReturning || state.returnDefaults || many);
  const list = columns.flatMap(([key, column]): CrudColumn[] => {
    const name = firstRow ? `${key}_m0` : key;
    if (values.has(key)) {
      const written = valueText(compiler, column, values.get(key) ?? null, name, context);
      if (useReturning && column instanceof Column && isMadeOf(compiler, statement, column, written)) returning.push(column);
      return [written];
    }
    if (!(column instanceof Column)) return [];
    const made = insertDefault(compiler, column, name, firstRow ? 0 : null, context);
    const unknown = !made || made.bindName === null;
    if (useReturning && unknown && (column.primaryKey || (state.returnDefaults && isServerMade(column)))) returning.push(column);
    return made ? [made] : [];
  });
  if (needKeys && !useReturning) warnOfMissingKeys(compiler, statement, list);
  if (list.length === 0 && many && columns[0] !== undefined) return { list: [defaultOf(compiler, columns[0][1])], returning, select: null, defaultsOnly: true };
  return { list, returning, select: null };
}

/** What the database made of a value that was given: of SQL, or of NULL for a key that it would count itself. */
function isMadeOf(compiler: SqlCompiler, { state: { table, returnDefaults } }: Insert, column: Column, { bindName }: CrudColumn): boolean {
  if (bindName === null) return column.primaryKey || (returnDefaults && isServerMade(column));
  return compiler.dialect.name === 'sqlite' && table instanceof Table && table.autoincrementColumn === column;
}

/** Rows of nothing but defaults can be repeated only when one column is named. */
function defaultOf(compiler: SqlCompiler, column: ColumnElement): CrudColumn {
  return { column, text: compiler.dialect.name === 'sqlite' ? 'NULL' : 'DEFAULT', binds: [], bindName: null };
}

/** The database gives the column a value of its own. */
function isServerMade(column: Column): boolean {
  return column.serverDefault !== null || (column.default instanceof ColumnDefault && column.default.clause !== null) || column.default instanceof Sequence;
}

/** What a column gets that the statement does not name; null leaves it to the database. */
function insertDefault(compiler: SqlCompiler, column: Column, name: string, row: number | null, context: Context): CrudColumn | null {
  const action = column.default;
  if (action instanceof Sequence) {
    if (!compiler.dialect.supportsSequences || (action.optional && column.primaryKey)) return null;
    return { column, text: compiler.process(new NextValue(action), context), binds: [], bindName: null };
  }
  if (!action) return null;
  if (action.clause) {
    const binds: string[] = [];
    const clause = action.clause instanceof Select ? action.clause.scalarSubquery() : action.clause.selfGroup();
    return { column, text: compiler.process(clause, { ...context, collectBinds: binds }), binds, bindName: null };
  }
  return literalBind(compiler, column, action, name, row, context);
}

function checkConsumed(keys: readonly string[], setters: readonly Setter[]): void {
  const checked = setters.map(([column]) => keyOf(column));
  const unknown = checked.filter((key) => !keys.includes(key));
  if (unknown.length > 0) throw new CompileError(`Unconsumed column names: ${unknown.sort().join(', ')}`);
}

/** A primary key that nobody gives a value. */
function warnOfMissingKeys(compiler: SqlCompiler, statement: Insert, list: readonly CrudColumn[]): void {
  const { table } = statement;
  if (!(table instanceof Table) || compiler.request.crud === undefined || compiler.request.crud.keys === null) return;
  const numbered = table.autoincrementColumn;
  for (const column of table.primaryKey) {
    const isGiven = list.some((one) => one.column.identity === column.identity);
    const isMade = column === numbered || column.serverDefault !== null || column.default !== null || column.nullable;
    if (isGiven || isMade) continue;
    compiler.warn(
      `Column '${column.description}' is marked as a member of the primary key for table '${table.fullname}', but has no Python-side or server-side default generator indicated, nor does it indicate 'autoincrement=True' or 'nullable=True', and no explicit value is passed.  Primary key columns typically may not store NULL.${table.primaryKey.length > 1 ? " Note that as of SQLAlchemy 1.1, 'autoincrement=True' must be indicated explicitly for composite (e.g. multicolumn) primary keys if AUTO_INCREMENT/SERIAL/IDENTITY behavior is expected for one of the columns in the primary key. CREATE TABLE statements are impacted by this change as well on most backends." : ''}`,
    );
  }
}

/** The rows of an INSERT with several, each with its parentheses. */
export function multiRows(compiler: SqlCompiler, statement: Insert, columns: CrudColumns, context: Context): string[] {
  const [, ...rest] = statement.state.multi;
  const first = `(${columns.list.map(({ text }) => text).join(', ')})`;
  const others = rest.map((row, index) => {
    const values = new Map(row.map(([column, value]) => [keyOf(column), value]));
    const texts = columns.list.map(({ column }) => {
      const key = String(column.key);
      const name = `${key}_m${index + 1}`;
      const value = values.get(key);
      if (value) return valueText(compiler, column, value, name, context).text;
      const made = column instanceof Column ? insertDefault(compiler, column, name, index + 1, context) : null;
      if (made) return made.text;
      throw new CompileError(
        `INSERT value for column ${column instanceof Column ? column.description : key} is explicitly rendered as a boundparameter in the VALUES clause; a Python-side value or SQL expression is required`,
      );
    });
    return `(${texts.join(', ')})`;
  });
  return [first, ...others];
}

/** The columns of INSERT … SELECT; defaults of other columns are added to the SELECT. */
function insertFromSelect(statement: Insert): CrudColumns {
  const { fromSelect, table } = statement.state;
  if (!fromSelect) return { list: [], returning: [], select: null };
  const named = fromSelect.names.map((name) => {
    const column = table.c.get(name);
    if (!column) throw new CompileError(`Unconsumed column names: ${name}`);
    return column;
  });
  const defaults = !fromSelect.includeDefaults || !(fromSelect.select instanceof Select)
    ? []
    : table.c.values().filter((column): column is Column => column instanceof Column && !fromSelect.names.includes(column.key) && column.default instanceof ColumnDefault);
  const added = defaults.map((column) => {
    const action = column.default as ColumnDefault;
    return action.clause ?? new BindParameter(null, action.valueFor({ currentParameters: {} }), { type: column.type, unique: true });
  });
  const select = fromSelect.select instanceof Select && added.length > 0 ? fromSelect.select.addColumns(...added) : fromSelect.select;
  const list = [...named, ...defaults].map((column): CrudColumn => ({ column, text: '', binds: [], bindName: null }));
  return { list, returning: [], select };
}

/** The columns that UPDATE sets. @throws CompileError when it names columns that do not exist */
export function updateColumns(compiler: SqlCompiler, statement: Update, context: Context): CrudColumns {
  const { state } = statement;
  const columns = statement.table.c.items();
  const others = otherTables(statement);
  const values = given(compiler, statement, state.setters.filter(([column]) => !others.some((other) => other === column)));
  if (others.length > 0 && !compiler.dialect.updatesOtherTables) {
    const names = [...new Set(others.map(({ table }) => pythonRepr(table?.description ?? '')))].sort();
    throw new CompileError(`Backend does not support additional tables in the SET clause; cannot include columns from table(s) ${names.join(', ')} in SET clause`);
  }
  checkConsumed(columns.map(([key]) => key), state.setters.filter(([column]) => !others.some((other) => other === column)));
  const byKey = new Map(columns);
  const order = state.ordered ? [...state.setters.map(([column]) => keyOf(column)), ...columns.map(([key]) => key).filter((key) => !state.setters.some(([column]) => keyOf(column) === key))] : columns.map(([key]) => key);
  const returning: ColumnElement[] = [];
  const elsewhere = state.setters.flatMap(([column, value]): CrudColumn[] => {
    const other = others.find((one) => one === column);
    return other ? [valueText(compiler, other, value, `${String(other.table?.name)}_${String(other.key)}`, context)] : [];
  });
  const list = order.flatMap((key): CrudColumn[] => {
    const column = byKey.get(key);
    if (!column) return [];
    if (values.has(key)) return [valueText(compiler, column, values.get(key) ?? null, key, context)];
    if (!(column instanceof Column)) return [];
    const made = updateDefault(compiler, column, key, context);
    const serverMade = column.serverOnupdate !== null || (made !== null && made.bindName === null);
    if (state.returnDefaults && serverMade && compiler.dialect.supportsReturning) returning.push(column);
    return made ? [made] : [];
  });
  return { list: [...elsewhere, ...list], returning, select: null };
}

/** The columns in SET that belong to other tables than the one that is updated. */
function otherTables(statement: Update): ColumnClause[] {
  const own = statement.table.fromObjects.map((from) => from.identity);
  return statement.state.setters.flatMap(([column]) => (column instanceof ColumnClause && column.table && !own.includes(column.table.identity) && !statement.table.c.includes(column) ? [column] : []));
}

function updateDefault(compiler: SqlCompiler, column: Column, name: string, context: Context): CrudColumn | null {
  const action = column.onupdate;
  if (!action || action instanceof Sequence) return null;
  if (!action.clause) return literalBind(compiler, column, action, name, null, context);
  const binds: string[] = [];
  return { column, text: compiler.process(action.clause.selfGroup(), { ...context, collectBinds: binds }), binds, bindName: null };
}
