import { ArgumentError } from '../../orm/errors';
import { asClause } from '../../orm/sql/clause';
import { ColumnElement } from '../../orm/sql/elements';
import { callFunction } from '../../orm/sql/functions';
import { ArrayLiteral, OrderedArgument } from '../../orm/sql/postgres-expressions';
import { ARRAY } from '../../orm/sql/types/postgres';
import type { TypeEngine } from '../../orm/sql/types/type-engine';
import { asList } from './arguments';
import { comparatorMethod, CustomOperation } from './expressions';
import { functions } from './rows';
import { DistinctOn } from './selectables';

/** Functions of `sqlalchemy.dialects.postgresql`. */
export const postgresFunctions = functions({
  'array(clauses, *, type_=None)': (clauses, type) => new ArrayLiteral(asList(clauses), type as TypeEngine | null),
  'aggregate_order_by(target, *order_by)': (target, orderBy) => new OrderedArgument(target, orderBy),
  'array_agg(*arg, **kw)': (given) => {
    const call = callFunction('array_agg', given);
    const { type } = call;
    return call.rebuilt({ type: type instanceof ARRAY ? type : new ARRAY(Reflect.get(type, 'itemType') as TypeEngine, 1) });
  },
  'Any(other, arrexpr, operator=None)': (other, array) => comparedWith('any', other, array),
  'All(other, arrexpr, operator=None)': (other, array) => comparedWith('all', other, array),
  'distinct_on(*expr)': (columns) => new DistinctOn(columns),
  'to_tsvector(*args)': (given) => callFunction('to_tsvector', given),
  'to_tsquery(*args)': (given) => callFunction('to_tsquery', given),
  'plainto_tsquery(*args)': (given) => callFunction('plainto_tsquery', given),
  'phraseto_tsquery(*args)': (given) => callFunction('phraseto_tsquery', given),
  'websearch_to_tsquery(*args)': (given) => callFunction('websearch_to_tsquery', given),
  'ts_headline(*args)': (given) => callFunction('ts_headline', given),
});

/** `Any(5, column)`: as the method of the column. @throws ArgumentError where it is no array */
function comparedWith(name: 'any' | 'all', other: unknown, array: unknown): unknown {
  const column = asClause(array);
  const method = column instanceof ColumnElement ? comparatorMethod(column, name) : undefined;
  if (!(method instanceof CustomOperation)) throw new ArgumentError(`${name}() takes an array`);
  return method.apply([other], {});
}
