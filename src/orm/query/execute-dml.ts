import type { StatementParameters } from '../engine/connection';
import type { Result } from '../engine/result';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import { Delete, Insert, Update, type Dml } from '../sql/dml';
import { ormValue } from '../values/host-values';
import { executeBulkInsert } from './bulk-insert';
import type { Mapping } from './bulk-rows';
import { executeBulkUpdate } from './bulk-update';
import { columnKey, compileDml, dmlEntity } from './dml-compile';
import { returnedObjects } from './execute-select';
import { executeSynchronized, type DmlCall } from './synchronize';

/** Executes an INSERT, UPDATE or DELETE of a mapped class. Rows of RETURNING have objects. */
export function* executeDml(statement: Dml, call: DmlCall): Flow<Result> {
  const entity = dmlEntity(statement);
  const strategy = call.settings['dmlStrategy'] ?? call.settings['dml_strategy'] ?? 'auto';
  // As the Core would have it: parameter sets are not mappings by attribute.
  if (entity && strategy === 'core_only') return yield* call.connection.execute(compileDml(statement).core, call.parameters, { executionOptions: call.settings, cause: call.cause });
  const given = strategy === 'orm' ? null : manyMappings(call.parameters);
  const many = entity && given ? given.map((mapping) => entity.mapper.spread(mapping)) : given;
  if (entity && many && statement instanceof Insert) return yield* executeBulkInsert(statement, entity, many, call);
  if (entity && many && statement instanceof Update) return yield* executeBulkUpdate(statement, entity.mapper, many, call);
  if (entity && (statement instanceof Update || statement instanceof Delete) && !many) return yield* executeSynchronized(statement, entity.mapper, call);
  const { connection, settings, cause } = call;
  const parameters = entity && statement instanceof Insert ? byColumn(call.parameters, entity.mapper) : call.parameters;
  const result = yield* connection.execute(statement, parameters, { executionOptions: settings, cause });
  const { returning } = compileDml(statement);
  return returning ? yield* returnedObjects(result, returning, call) : result;
}

function manyMappings(parameters: StatementParameters): readonly Mapping[] | null {
  const plain = ormValue(parameters);
  return Array.isArray(plain) && plain.length > 0 ? (plain as readonly Mapping[]) : null;
}

/** Parameters named after attributes, by the keys of their columns. */
function byColumn(parameters: StatementParameters, mapper: Mapper): StatementParameters {
  if (parameters === null || parameters === undefined || Array.isArray(parameters)) return parameters;
  return Object.fromEntries(Object.entries(mapper.spread(parameters as Mapping)).map(([name, value]): [string, unknown] => [columnKey(mapper, name), value]));
}
