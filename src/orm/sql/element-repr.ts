import { objectAddress, objectId } from '../values/object-address';
import { pythonRepr } from '../values/python-repr';
import { setElementRepr, type ClauseElement, type Kind } from './clause';
import { Tuple } from './constructs';
import { AsBoolean, BindParameter, CollectionAggregate, ExpressionClauseList } from './elements';
import { FromClause, Join, Lateral, Subquery, TableSample } from './from-clause';
import { FunctionElement, ScalarFunctionColumn, TableValuedAlias, TableValuedColumn } from './functions';
import type { Name } from './names';
import { isBooleanOperator } from './operators';
import { ArrayLiteral, OrderedArgument } from './postgres-expressions';
import { Exists } from './selectable';

const ELEMENTS = 'sqlalchemy.sql.elements';
const SELECTABLE = 'sqlalchemy.sql.selectable';
const DML = 'sqlalchemy.sql.dml';

/** The classes of elements in SQLAlchemy, by kind; those that share a kind are told apart in {@link classOf}. */
const classes: Readonly<Partial<Record<Kind, string>>> = {
  binary: `${ELEMENTS}.BinaryExpression`, unary: `${ELEMENTS}.UnaryExpression`, clauselist: `${ELEMENTS}.ClauseList`, grouping: `${ELEMENTS}.Grouping`, label: `${ELEMENTS}.Label`,
  null: `${ELEMENTS}.Null`, true: `${ELEMENTS}.True_`, false: `${ELEMENTS}.False_`, text: `${ELEMENTS}.TextClause`, case: `${ELEMENTS}.Case`, cast: `${ELEMENTS}.Cast`,
  type_coerce: `${ELEMENTS}.TypeCoerce`, extract: `${ELEMENTS}.Extract`, over: `${ELEMENTS}.Over`, within_group: `${ELEMENTS}.WithinGroup`, function_filter: `${ELEMENTS}.FunctionFilter`,
  slice: `${ELEMENTS}.Slice`, column: `${ELEMENTS}.ColumnClause`, collation: `${ELEMENTS}.CollationClause`, next_value: 'sqlalchemy.sql.functions.next_value',
  label_reference: `${ELEMENTS}._label_reference`, textual_label_reference: `${ELEMENTS}._textual_label_reference`,
  select: `${SELECTABLE}.Select`, compound_select: `${SELECTABLE}.CompoundSelect`, textual_select: `${SELECTABLE}.TextualSelect`, scalar_select: `${SELECTABLE}.ScalarSelect`,
  table: `${SELECTABLE}.TableClause`, join: `${SELECTABLE}.Join`, alias: `${SELECTABLE}.Alias`, cte: `${SELECTABLE}.CTE`, values: `${SELECTABLE}.Values`,
  insert: `${DML}.Insert`, update: `${DML}.Update`, delete: `${DML}.Delete`,
}; // prettier-ignore

/** Functions that SQLAlchemy has a class for. */
const functionClasses: ReadonlySet<string> = new Set(
  ('coalesce max min sum now pow concat char_length random count current_date current_time current_timestamp current_user localtime localtimestamp session_user sysdate user array_agg some ' +
    'mode percentile_cont percentile_disc rank dense_rank percent_rank cume_dist cube rollup grouping_sets aggregate_strings').split(' '),
);

function classOf(element: ClauseElement): string {
  if (element instanceof Tuple) return `${ELEMENTS}.Tuple`;
  if (element instanceof CollectionAggregate) return `${ELEMENTS}.CollectionAggregate`;
  if (element instanceof AsBoolean) return `${ELEMENTS}.AsBoolean`;
  if (element instanceof ExpressionClauseList) return `${ELEMENTS}.${isBooleanOperator(element.operator) ? 'BooleanClauseList' : 'ExpressionClauseList'}`;
  if (element instanceof Exists) return `${SELECTABLE}.Exists`;
  if (element instanceof FunctionElement) {
    const { functionName, packages } = element;
    return `sqlalchemy.sql.functions.${packages.length === 0 && functionClasses.has(functionName) ? functionName : 'Function'}`;
  }
  if (element instanceof TableValuedAlias) return `${SELECTABLE}.TableValuedAlias`;
  if (element instanceof Subquery) return `${SELECTABLE}.Subquery`;
  if (element instanceof Lateral) return `${SELECTABLE}.Lateral`;
  if (element instanceof TableSample) return `${SELECTABLE}.TableSample`;
  if (element instanceof TableValuedColumn) return `${ELEMENTS}.TableValuedColumn`;
  if (element instanceof ScalarFunctionColumn) return 'sqlalchemy.sql.functions.ScalarFunctionColumn';
  if (element instanceof ArrayLiteral) return 'sqlalchemy.dialects.postgresql.array.array';
  if (element instanceof OrderedArgument) return 'sqlalchemy.dialects.postgresql.ext.aggregate_order_by';
  return classes[element.kind] ?? `${ELEMENTS}.ColumnElement`;
}

const named: ReadonlySet<Kind> = new Set<Kind>(['label', 'column', 'function', 'next_value', 'table', 'join', 'alias', 'cte', 'values', 'custom']);

/** What stands behind the address of elements that have a name. */
function detailOf(element: ClauseElement): string | null {
  if (!named.has(element.kind) || element instanceof ArrayLiteral || element instanceof OrderedArgument) return null;
  if (element instanceof Join) return `Join object on ${sideText(element.left)} and ${sideText(element.right)}`;
  const name = 'name' in element ? (element.name as Name | null) : null;
  if (typeof name === 'string') return name;
  if (element instanceof Subquery && name !== null) return 'anon_1';
  if (element instanceof FromClause && 'element' in element) {
    const inner = element.element as ClauseElement;
    return `Anonymous alias of ${detailOf(inner) ?? 'anon_1'}`;
  }
  return name === null ? null : '%(anon)s';
}

function sideText(side: FromClause): string {
  return `${side.description}(${objectId(side)})`;
}

/** An element as Python's `repr()` shows it. */
function elementRepr(element: ClauseElement): string {
  if (element instanceof BindParameter) {
    const key = typeof element.bindKey === 'string' ? element.bindKey : `%(${objectId(element.identity)} ${element.originalKey})s`;
    return `BindParameter(${pythonRepr(key)}, ${pythonRepr(element.value)}, type_=${element.type.repr()})`;
  }
  const detail = detailOf(element);
  return `<${classOf(element)}${detail === null ? ' object' : ''} at ${objectAddress(element)}${detail === null ? '' : `; ${detail}`}>`;
}

setElementRepr(elementRepr);
