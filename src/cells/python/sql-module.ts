import type { Value as DriverValue } from '../../databases/result';
import { waitFor, type Flow } from '../../python/flow';
import { define } from '../../python/native/define';
import { typeError } from '../../python/objects/exceptions';
import { PyDict } from '../../python/objects/mappings';
import type { Value } from '../../python/objects/object';
import { PyList, PyTuple } from '../../python/objects/sequences';
import type { NativeModule, Runtime } from '../../python/runtime';
import type { NamedResult } from '../named-rows';
import type { StatementParameters } from '../run-statement';
import { databaseExceptions, toPythonError } from './database-errors';
import { rowsToPython, toParameter } from './driver-values';
import { erDiagram } from './er-diagram';
import { rowType } from './row';

/** Runs one statement for the cell that runs. */
export type ExecuteStatement = (sql: string, parameters: StatementParameters) => Promise<NamedResult>;

/** `sql('select … where id = ?', [7])`: runs a statement on the database of the cell, gives its rows as a list. */
function sqlFunction(runtime: Runtime, execute: ExecuteStatement): Value {
  return define('sql(statement, parameters=None, /)', function* (statement, parameters): Flow<Value> {
    if (typeof statement !== 'string') throw typeError('sql() takes a statement: a str');
    const values = yield* toParameters(parameters ?? null);
    try {
      return yield* rowsToPython(yield* waitFor(execute(statement, values), 'a statement'), runtime);
    } catch (error) {
      throw toPythonError(error);
    }
  }, 'savepoint');
}

function* toParameters(given: Value): Flow<StatementParameters> {
  if (given === null) return [];
  if (given instanceof PyList || given instanceof PyTuple) {
    const values: DriverValue[] = [];
    for (const item of given.items) values.push(yield* toParameter(item));
    return values;
  }
  if (!(given instanceof PyDict)) throw typeError('parameters are a list, or a dict by name');
  const named = new Map<string, DriverValue>();
  for (const { key, value } of given.table.entries()) if (typeof key === 'string') named.set(key, yield* toParameter(value));
  return named;
}

/** The module `savepoint`: what a note's code has of the notebook. */
export function savepointModule(execute: ExecuteStatement): NativeModule {
  return {
    name: 'savepoint',
    create: (runtime) => new Map<string, Value>([['sql', sqlFunction(runtime, execute)], ['er_diagram', erDiagram], ['Row', rowType], ...databaseExceptions]),
  };
}
