import { remark } from '../remarks';
import type { Operator } from './operators';
import type { Affinity, TypeEngine } from './types/type-engine';

/** What operators are for (sqlalchemy.sql.operators.OperatorClass). */
type OperatorClass = 'base' | 'algebra' | 'comparison' | 'indexable' | 'contains' | 'concatenable' | 'stringMatch' | 'math' | 'bitwise' | 'dates' | 'json';

const text: readonly OperatorClass[] = ['base', 'comparison', 'stringMatch', 'contains', 'concatenable', 'indexable'];
const numbers: readonly OperatorClass[] = ['base', 'comparison', 'math', 'bitwise'];
const truth: readonly OperatorClass[] = ['base', 'comparison', 'algebra'];
const dates: readonly OperatorClass[] = ['base', 'comparison', 'dates'];
const lists: readonly OperatorClass[] = ['base', 'comparison', 'contains', 'concatenable', 'indexable'];
const documents: readonly OperatorClass[] = ['base', 'comparison', 'indexable', 'json'];
const compared: readonly OperatorClass[] = ['base', 'comparison'];

/** What each family of types can do. Families that are not here can do anything. */
const families: Readonly<Partial<Record<Affinity, readonly OperatorClass[]>>> = {
  string: text, enum: text, integer: numbers, numeric: numbers, float: numbers, boolean: truth, match: truth, date: dates, datetime: dates, time: dates, interval: dates,
  binary: lists, array: lists, tuple: lists, json: documents, uuid: compared,
}; // prettier-ignore

/** Types that can do more or less than their family. */
const named: Readonly<Partial<Record<string, readonly OperatorClass[]>>> = {
  JSONB: [...documents, 'concatenable'],
  INET: compared, CIDR: compared, MACADDR: compared, MONEY: compared, OID: compared, REGCLASS: compared,
}; // prettier-ignore

function classed(names: string, ...classes: readonly OperatorClass[]): [string, readonly OperatorClass[]][] {
  return names.split(' ').map((name) => [name, classes]);
}

/** The classes of operators by name. */
const classes: ReadonlyMap<string, readonly OperatorClass[]> = new Map([
  ...classed('lt le ne gt ge eq is_distinct_from is_not_distinct_from in_op not_in_op is_ is_not between_op not_between_op desc_op asc_op nulls_first_op nulls_last_op distinct_op any_op all_op', 'comparison'),
  ...classed('and_ or_', 'algebra'),
  ...classed('inv', 'algebra', 'bitwise'),
  ...classed('add', 'concatenable', 'math', 'dates', 'bitwise'),
  ...classed('concat_op', 'concatenable', 'bitwise'),
  ...classed('getitem', 'indexable'),
  ...classed('contains_op icontains_op', 'contains'),
  ...classed('like_op ilike_op not_like_op not_ilike_op startswith_op istartswith_op endswith_op iendswith_op collate match_op regexp_match_op regexp_replace_op', 'stringMatch'),
  ...classed('bitwise_xor_op bitwise_or_op bitwise_and_op bitwise_not_op bitwise_lshift_op bitwise_rshift_op lshift rshift', 'bitwise'),
  ...classed('pow neg mul truediv floordiv mod', 'math'),
  ...classed('sub', 'math', 'dates'),
]);

/** Remarks that a type is not meant for an operator. */
export function checkOperator(type: TypeEngine, op: Operator): void {
  const wanted = classes.get(op.name);
  const able = named[type.className] ?? families[type.affinity];
  if (!wanted || !able || wanted.some((one) => able.includes(one))) return;
  remark(
    `Type object <class '${type.pythonClass}'> does not include operator '${op.name}' in its operator classes.  Using built-in operators (not including custom or overridden operators) outside of a type's stated operator classes is deprecated and will raise InvalidRequestError in a future release`,
    'SADeprecationWarning',
  );
}
