/** What an operator is for: which types take it. */
export interface Operator {
  /** SQLAlchemy's name for it, by which dialects override how it is written. */
  readonly name: string;
  /** As it stands between (or before, or after) its operands, with the spaces around it; null where a dialect must write it. */
  readonly text: string | null;
  /** The higher, the tighter it binds. */
  readonly precedence: number;
  readonly isComparison: boolean;
  /** `(a op b) op c` needs no parentheses. */
  readonly naturalSelfPrecedent: boolean;
  /** `a op (b op c)` is the same as `(a op b) op c`. */
  readonly isAssociative: boolean;
  /** Set on operators that a note made with `op()`. */
  readonly custom?: true;
  /** Put operands that are operations into parentheses in any case. */
  readonly eagerGrouping?: boolean;
}

const LOWEST = -100;
const HIGHEST = 100;

interface Traits {
  readonly comparison?: boolean;
  readonly associative?: boolean;
  readonly natural?: boolean;
}

function operator(name: string, text: string | null, precedence: number, traits: Traits = {}): Operator {
  return {
    name,
    text,
    precedence,
    isComparison: traits.comparison ?? false,
    isAssociative: traits.associative ?? false,
    naturalSelfPrecedent: traits.natural ?? traits.associative ?? false,
  };
}

const comparison: Traits = { comparison: true };
const associative: Traits = { associative: true };

/** All operators, with SQLAlchemy's names, texts and precedence (sql/operators.py, sql/compiler.py). */
export const operators = {
  from_: operator('from_', ' FROM ', 15),
  functionAsComparison: operator('function_as_comparison_op', null, 15, comparison),
  any: operator('any_op', 'ANY ', 15),
  all: operator('all_op', 'ALL ', 15),
  getitem: operator('getitem', null, 15, { natural: true }),
  jsonGetitem: operator('json_getitem_op', null, 15, { natural: true }),
  jsonPathGetitem: operator('json_path_getitem_op', null, 15, { natural: true }),
  pow: operator('pow', null, 15),

  mul: operator('mul', ' * ', 8, associative),
  truediv: operator('truediv', ' / ', 8),
  floordiv: operator('floordiv', ' // ', 8),
  mod: operator('mod', ' % ', 8),
  neg: operator('neg', '-', 8),
  bitwiseNot: operator('bitwise_not_op', '~', 8),

  add: operator('add', ' + ', 7, associative),
  sub: operator('sub', ' - ', 7),
  bitwiseXor: operator('bitwise_xor_op', ' ^ ', 7),
  bitwiseOr: operator('bitwise_or_op', ' | ', 7),
  bitwiseAnd: operator('bitwise_and_op', ' & ', 7),
  bitwiseLshift: operator('bitwise_lshift_op', ' << ', 7),
  bitwiseRshift: operator('bitwise_rshift_op', ' >> ', 7),

  filter: operator('filter_op', null, 6),
  concat: operator('concat_op', ' || ', 5, associative),

  match: operator('match_op', ' MATCH ', 5, comparison),
  notMatch: operator('not_match_op', ' NOT MATCH ', 5, comparison),
  regexpMatch: operator('regexp_match_op', null, 5, comparison),
  notRegexpMatch: operator('not_regexp_match_op', null, 5, comparison),
  regexpReplace: operator('regexp_replace_op', null, 5),
  like: operator('like_op', ' LIKE ', 5, comparison),
  notLike: operator('not_like_op', ' NOT LIKE ', 5, comparison),
  ilike: operator('ilike_op', null, 5, comparison),
  notIlike: operator('not_ilike_op', null, 5, comparison),
  // These six and their case-insensitive twins have no entry in SQLAlchemy's table of precedence.
  contains: operator('contains_op', null, LOWEST, comparison),
  notContains: operator('not_contains_op', null, LOWEST, comparison),
  startswith: operator('startswith_op', null, LOWEST, comparison),
  notStartswith: operator('not_startswith_op', null, LOWEST, comparison),
  endswith: operator('endswith_op', null, LOWEST, comparison),
  notEndswith: operator('not_endswith_op', null, LOWEST, comparison),
  icontains: operator('icontains_op', null, LOWEST, comparison),
  notIcontains: operator('not_icontains_op', null, LOWEST, comparison),
  istartswith: operator('istartswith_op', null, LOWEST, comparison),
  notIstartswith: operator('not_istartswith_op', null, LOWEST, comparison),
  iendswith: operator('iendswith_op', null, LOWEST, comparison),
  notIendswith: operator('not_iendswith_op', null, LOWEST, comparison),

  in: operator('in_op', ' IN ', 5, comparison),
  notIn: operator('not_in_op', ' NOT IN ', 5, comparison),
  is: operator('is_', ' IS ', 5, comparison),
  isNot: operator('is_not', ' IS NOT ', 5, comparison),
  eq: operator('eq', ' = ', 5, comparison),
  ne: operator('ne', ' != ', 5, comparison),
  isDistinctFrom: operator('is_distinct_from', ' IS DISTINCT FROM ', 5, comparison),
  isNotDistinctFrom: operator('is_not_distinct_from', ' IS NOT DISTINCT FROM ', 5, comparison),
  gt: operator('gt', ' > ', 5, comparison),
  lt: operator('lt', ' < ', 5, comparison),
  ge: operator('ge', ' >= ', 5, comparison),
  le: operator('le', ' <= ', 5, comparison),
  between: operator('between_op', ' BETWEEN ', 5, comparison),
  notBetween: operator('not_between_op', ' NOT BETWEEN ', 5, comparison),
  distinct: operator('distinct_op', 'DISTINCT ', 5),
  inv: operator('inv', 'NOT ', 5),
  isTrue: operator('is_true', null, 5),
  isFalse: operator('is_false', null, 5),

  collate: operator('collate', ' COLLATE ', 4),
  and: operator('and_', ' AND ', 3, associative),
  desc: operator('desc_op', ' DESC', 3),
  asc: operator('asc_op', ' ASC', 3),
  nullsFirst: operator('nulls_first_op', ' NULLS FIRST', LOWEST),
  nullsLast: operator('nulls_last_op', ' NULLS LAST', LOWEST),
  or: operator('or_', ' OR ', 2, associative),
  exists: operator('exists', 'EXISTS ', 0),
  comma: operator('comma_op', ', ', -1),
  as: operator('as_', ' AS ', -1),
  asBool: operator('_asbool', null, -10),
} as const satisfies Record<string, Operator>;

const negations = new Map<Operator, Operator>(
  (
    [
      [operators.eq, operators.ne],
      [operators.lt, operators.ge],
      [operators.le, operators.gt],
      [operators.is, operators.isNot],
      [operators.isDistinctFrom, operators.isNotDistinctFrom],
      [operators.like, operators.notLike],
      [operators.ilike, operators.notIlike],
      [operators.contains, operators.notContains],
      [operators.startswith, operators.notStartswith],
      [operators.endswith, operators.notEndswith],
      [operators.icontains, operators.notIcontains],
      [operators.istartswith, operators.notIstartswith],
      [operators.iendswith, operators.notIendswith],
      [operators.in, operators.notIn],
      [operators.between, operators.notBetween],
      [operators.match, operators.notMatch],
      [operators.regexpMatch, operators.notRegexpMatch],
    ] as const
  ).flatMap(([one, other]): [Operator, Operator][] => [
    [one, other],
    [other, one],
  ]),
);

/** The operator that says the opposite; null where there is none. */
export function negationOf(op: Operator): Operator | null {
  return negations.get(op) ?? null;
}

/** An operator of a note's own: `op('->>')`. Without a precedence it binds loosest, so that its operands are never taken apart. */
export function customOperator(
  text: string,
  options: { readonly precedence?: number; readonly isComparison?: boolean; readonly naturalSelfPrecedent?: boolean; readonly eagerGrouping?: boolean } = {},
): Operator {
  return {
    name: 'custom_op',
    text: ` ${text} `,
    precedence: options.precedence ?? 0,
    isComparison: options.isComparison ?? false,
    naturalSelfPrecedent: options.naturalSelfPrecedent ?? false,
    isAssociative: false,
    custom: true,
    eagerGrouping: options.eagerGrouping ?? false,
  };
}

/** True when an expression of `op` inside one of `against` needs parentheses. */
export function isPrecedent(op: Operator, against: Operator | null): boolean {
  if (op === against && op.naturalSelfPrecedent) return false;
  if (against === null) return true;
  return op.precedence <= (against.precedence === LOWEST ? HIGHEST : against.precedence);
}

const booleanOperators: ReadonlySet<Operator> = new Set<Operator>([
  operators.inv,
  operators.isTrue,
  operators.isFalse,
  operators.and,
  operators.or,
]);

/** True for operators whose result is a truth value. */
export function isBooleanOperator(op: Operator): boolean {
  return op.isComparison || booleanOperators.has(op);
}

const mirrors = new Map<Operator, Operator>([
  [operators.gt, operators.lt],
  [operators.ge, operators.le],
  [operators.lt, operators.gt],
  [operators.le, operators.ge],
]);

/** The operator that says the same with its operands exchanged. */
export function mirrored(op: Operator): Operator {
  return mirrors.get(op) ?? op;
}
