import { AsyncEngine } from '../engine/async-engine';
import { Engine } from '../engine/engine';
import { Inspector } from '../engine/inspector';
import { SyncEngine } from '../engine/sync-engine';
import { ArgumentError } from '../errors';
import type { Flow } from '../flow';
import { InstanceInspection } from '../map/inspection';
import type { Mapper } from '../map/mapper';
import { stateOrNull } from '../map/state';
import { pythonRepr } from '../values/python-repr';
import { entityBehind } from './class-attributes';
import { engineOf, settle, type AnyEngine, type Settled } from './settle';

/** Methods of an {@link Inspector}, which are flows there. */
type Inspected = { [K in keyof Inspector as Inspector[K] extends (...given: never[]) => Flow<unknown> ? K : never]: Inspector[K] extends (...given: infer A) => Flow<infer T> ? (...given: A) => Settled<T> : never };

/** What a database has: `inspect(engine).getTableNames()`. Each question is asked on a connection of its own. */
export type DatabaseInspection = Inspected;

const questions = [
  'getTableNames', 'getViewNames', 'getViewDefinition', 'getSchemaNames', 'getSequenceNames', 'hasTable', 'getColumns', 'getPkConstraint', 'getForeignKeys', 'getIndexes',
  'getUniqueConstraints', 'getCheckConstraints', 'getTableComment',
] as const satisfies readonly (keyof Inspected)[]; // prettier-ignore

function databaseInspection(engine: Engine): DatabaseInspection {
  const ask = function* (name: (typeof questions)[number], given: readonly unknown[]): Flow<unknown> {
    const connection = yield* engine.connect();
    try {
      const inspector = new Inspector(connection);
      const question: unknown = Reflect.get(inspector, name);
      return yield* Reflect.apply(question as (...all: readonly unknown[]) => Flow<unknown>, inspector, given);
    } finally {
      yield* connection.close();
    }
  };
  return Object.fromEntries(questions.map((name) => [name, (...given: readonly unknown[]) => settle(ask(name, given), engine)])) as unknown as DatabaseInspection;
}

function isEngine(target: unknown): target is AnyEngine {
  return target instanceof Engine || target instanceof SyncEngine || target instanceof AsyncEngine;
}

/**
 * What is known about something: the state and history of a mapped object, the mapper of a class, the tables of a database.
 * @throws ArgumentError for anything else
 * @see sqlalchemy.inspect
 */
export function inspect(target: AnyEngine): DatabaseInspection;
export function inspect(target: abstract new (...given: never) => object): Mapper;
export function inspect(target: object): InstanceInspection;
export function inspect(target: object): DatabaseInspection | Mapper | InstanceInspection {
  if (isEngine(target)) return databaseInspection(engineOf(target));
  const entity = entityBehind(target);
  if (entity) return entity.mapper;
  const state = stateOrNull(target);
  if (state) return new InstanceInspection(state);
  throw new ArgumentError(`No inspection system is available for object of type ${pythonRepr(target)}`);
}
