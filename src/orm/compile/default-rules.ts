import { CompileError, NotImplementedError, UnsupportedCompilationError } from '../errors';
import { ColumnClause } from '../sql/column';
import { BinaryExpression, Cast, ColumnElement, type UnaryExpression } from '../sql/elements';
import { FunctionElement } from '../sql/functions';
import { operators, type Operator } from '../sql/operators';
import { types } from '../sql/types/resolve';
import { Numeric } from '../sql/types/standard';
import type { Context } from './context';
import type { BinaryRule, SqlRules } from './rules';
import type { SqlCompiler } from './sql-compiler';

const percent = (): ColumnElement => new ColumnClause("'%'", types.string, true);

/** The operand in lower case, as ILIKE is written where there is no ILIKE. */
function lowered(operand: BinaryExpression['left']): FunctionElement {
  return new FunctionElement('lower', [operand]);
}

function escapeClause(compiler: SqlCompiler, binary: BinaryExpression): string {
  const { escape } = binary.modifiers;
  return escape === undefined || escape === null ? '' : ` ESCAPE ${compiler.literalValue(escape, types.string)}`;
}

/** `x LIKE y`, `x NOT LIKE y`. */
export function likeRule(keyword: string): BinaryRule {
  return (compiler, binary, context) => {
    const inner = { ...context, inOperator: true };
    return `${compiler.process(binary.left, inner)} ${keyword} ${compiler.process(binary.right, inner)}${escapeClause(compiler, binary)}`;
  };
}

/** ILIKE for databases without it: both sides in lower case. */
function ilikeRule(keyword: string): BinaryRule {
  const like = likeRule(keyword);
  return (compiler, binary, context) => like(compiler, binary.rebuilt({ left: lowered(binary.left), right: lowered(binary.right) }), context);
}

/** LIKE with `%` at one end of the text or at both. */
function withPercents(before: boolean, after: boolean, keyword: string): BinaryRule {
  const like = likeRule(keyword);
  return (compiler, binary, context) => {
    const pattern = surrounded(binary.right, before, after);
    return like(compiler, binary.rebuilt({ right: pattern }), context);
  };
}

function surrounded(text: BinaryExpression['right'], before: boolean, after: boolean): ColumnElement {
  if (!before) return percent().reverseOperate(operators.concat, text);
  const start = percent().concat(text);
  return after ? start.concat(percent()) : start;
}

/** ILIKE with `%`: only the operands are put in lower case. @param ilike how ILIKE itself is written */
export function caseInsensitive(before: boolean, after: boolean, ilike: 'native' | 'lower', keyword: string): BinaryRule {
  const like = likeRule(keyword);
  return (compiler, binary, context) => {
    const left = ilike === 'lower' ? lowered(binary.left) : binary.left;
    const right = ilike === 'lower' ? lowered(binary.right) : binary.right;
    return like(compiler, binary.rebuilt({ left, right: surrounded(right, before, after) }), context);
  };
}

const between = (keyword: string): BinaryRule => (compiler, binary, context) => compiler.genericBinary(binary, binary.modifiers['symmetric'] === true ? ` ${keyword} SYMMETRIC ` : ` ${keyword} `, context);

const noRegularExpressions: BinaryRule = (compiler) => {
  throw new CompileError(`${compiler.dialect.name} dialect does not support regular expressions`);
};

const isTrue = (value: 0 | 1) => (compiler: SqlCompiler, unary: UnaryExpression, context: Context): string => {
  const inner = compiler.process(unary.element, context);
  if (unary.isImplicitlyBoolean || compiler.dialect.supportsNativeBoolean) return value === 1 ? inner : `NOT ${inner}`;
  return `${inner} = ${value}`;
};

/** The text inside the parentheses of an IN with nothing to choose from. */
export function emptySetExpression(operator: Operator | null, count: number): string | null {
  const nulls = count > 1 ? `(${new Array(count).fill('NULL').join(', ')})` : 'NULL';
  if (operator === operators.notIn) return `${nulls}) OR (1 = 1`;
  if (operator === operators.in) return `${nulls}) AND (1 != 1`;
  return null;
}

/** How the default dialect writes things, and the others where they do not say otherwise. */
export const defaultRules: SqlRules = {
  binary: {
    like_op: likeRule('LIKE'),
    not_like_op: likeRule('NOT LIKE'),
    ilike_op: ilikeRule('LIKE'),
    not_ilike_op: ilikeRule('NOT LIKE'),
    contains_op: withPercents(true, true, 'LIKE'),
    not_contains_op: withPercents(true, true, 'NOT LIKE'),
    startswith_op: withPercents(false, true, 'LIKE'),
    not_startswith_op: withPercents(false, true, 'NOT LIKE'),
    endswith_op: withPercents(true, false, 'LIKE'),
    not_endswith_op: withPercents(true, false, 'NOT LIKE'),
    icontains_op: caseInsensitive(true, true, 'lower', 'LIKE'),
    not_icontains_op: caseInsensitive(true, true, 'lower', 'NOT LIKE'),
    istartswith_op: caseInsensitive(false, true, 'lower', 'LIKE'),
    not_istartswith_op: caseInsensitive(false, true, 'lower', 'NOT LIKE'),
    iendswith_op: caseInsensitive(true, false, 'lower', 'LIKE'),
    not_iendswith_op: caseInsensitive(true, false, 'lower', 'NOT LIKE'),
    between_op: between('BETWEEN'),
    not_between_op: between('NOT BETWEEN'),
    not_in_op: (compiler, binary, context) => `(${compiler.genericBinary(binary, ' NOT IN ', context)})`,
    not_match_op: (compiler, binary, context) => `NOT ${compiler.process(binary.rebuilt({ operator: operators.match }), context)}`,
    regexp_match_op: noRegularExpressions,
    not_regexp_match_op: noRegularExpressions,
    regexp_replace_op: (compiler) => {
      throw new CompileError(`${compiler.dialect.name} dialect does not support regular expression replacements`);
    },
    truediv: (compiler, binary, context) => {
      const inner = { ...context, inOperator: true };
      const { right } = binary;
      const left = compiler.process(binary.left, inner);
      if (!compiler.dialect.divIsFloordiv) return `${left} / ${compiler.process(right, inner)}`;
      const type = right instanceof ColumnElement ? right.type : types.null;
      const exact = type.affinity === 'numeric' || type.affinity === 'float';
      return `${left} / ${compiler.process(new Cast(right, exact ? type : new Numeric()), inner)}`;
    },
    floordiv: (compiler, binary, context) => {
      const whole = [binary.left, binary.right].every((side) => side instanceof ColumnElement && side.type.affinity === 'integer');
      const inner = { ...context, inOperator: true };
      const text = `${compiler.process(binary.left, inner)} / ${compiler.process(binary.right, inner)}`;
      return compiler.dialect.divIsFloordiv && whole ? text : `FLOOR(${text})`;
    },
    mod: (compiler, binary, context) => compiler.genericBinary(binary, compiler.identifiers.doublesPercents ? ' %% ' : ' % ', context),
    pow: (compiler, binary, context) => `pow(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`,
  },
  unary: { is_true: isTrue(1), is_false: isTrue(0) },
  list: {},
  functions: {
    cube: (compiler, call, context) => `CUBE${compiler.functionArguments(call, context)}`,
    rollup: (compiler, call, context) => `ROLLUP${compiler.functionArguments(call, context)}`,
    grouping_sets: (compiler, call, context) => `GROUPING SETS${compiler.functionArguments(call, context)}`,
  },
  limit: (compiler, order, context) => {
    const limit = order.limit ? `\n LIMIT ${compiler.process(order.limit, context)}` : '';
    if (!order.offset) return limit;
    return `${limit || '\n LIMIT -1'} OFFSET ${compiler.process(order.offset, context)}`;
  },
  fetch: (compiler, order, context) => {
    const offset = order.offset ? `\n OFFSET ${compiler.process(order.offset, context)} ROWS` : '';
    if (!order.fetch) return offset;
    const { percent: isPercent, withTies } = order.fetchOptions;
    return `${offset}\n FETCH FIRST ${compiler.process(order.fetch, context)}${isPercent ? ' PERCENT' : ''} ROWS ${withTies ? 'WITH TIES' : 'ONLY'}`;
  },
  forUpdate: () => ' FOR UPDATE',
  precolumns: (_compiler, state) => (state.distinct ? 'DISTINCT ' : ''),
  emptySet: (_compiler, elementTypes, operator) => emptySetExpression(operator, elementTypes.length) ?? 'SELECT 1 WHERE 1!=1',
  extract: (compiler, element, context) => `EXTRACT(${element.field} FROM ${compiler.process(element.expr, context)})`,
  cast: (compiler, type, inner) => {
    const [, name, collation] = /^(.*?)( COLLATE .*)?$/s.exec(compiler.typeText(type)) ?? [];
    return `CAST(${inner} AS ${name ?? ''})${collation ?? ''}`;
  },
  nextValue: (_compiler, sequence) => `<next sequence value: ${sequence.fullname}>`,
  updateFrom: () => {
    throw new NotImplementedError('This backend does not support multiple-table criteria within UPDATE');
  },
  deleteFrom: () => {
    throw new NotImplementedError('This backend does not support multiple-table criteria within DELETE');
  },
  onConflict: (compiler, clause) => {
    throw new UnsupportedCompilationError(`Compiler ${compiler.dialect.compilerName} can't render element of type <class 'sqlalchemy.dialects.postgresql.dml.${clause.className}'>`, 'l7de');
  },
  fromHint: (text) => text,
  custom: () => null,
};

/** What the text of a statement without a dialect shows instead of refusing. */
export const stringRules: SqlRules = {
  ...defaultRules,
  fromHint: (text, hint) => `${text} [${hint}]`,
  binary: {
    ...defaultRules.binary,
    getitem: (compiler, binary, context) => `${compiler.process(binary.left, context)}[${compiler.process(binary.right, context)}]`,
    json_getitem_op: (compiler, binary, context) => `${compiler.process(binary.left, context)}[${compiler.process(binary.right, context)}]`,
    json_path_getitem_op: (compiler, binary, context) => `${compiler.process(binary.left, context)}[${compiler.process(binary.right, context)}]`,
    regexp_match_op: (compiler, binary, context) => compiler.genericBinary(binary, ' <regexp> ', context),
    not_regexp_match_op: (compiler, binary, context) => compiler.genericBinary(binary, ' <not regexp> ', context),
    regexp_replace_op: (compiler, binary, context) => `<regexp replace>(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`,
  },
  updateFrom: (compiler, froms, context) => `FROM ${froms.map((from) => compiler.process(from, { ...context, asfrom: true })).join(', ')}`,
  deleteFrom: (compiler, froms, context) => `, ${froms.map((from) => compiler.process(from, { ...context, asfrom: true })).join(', ')}`,
};
