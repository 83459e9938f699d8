import type { NativeModule, Runtime } from '../runtime';
import type { Value } from '../objects/object';
import { alembicModules } from '../alembic/modules';
import { bindMigrations } from '../alembic/native';
import { Binder } from './bind';
import { Bridge } from './bridge';
import { bindChanges, changeFunctions, dialectFunctions } from './changes';
import { bindCompiled } from './compiled';
import { bindDbApi } from './dbapi-connection';
import { engineEvents, ParameterTuple } from './engine-events';
import { asyncEngineFunctions, bindEngines, dialectsByName, engineFunctions, type AlchemySurroundings, type EngineHome } from './engines';
import { EventRegistry } from './events';
import { exceptionsOf } from './exceptions';
import { bindExpressions, expressionFunctions } from './expressions';
import { bindInspector, DatabaseInspector } from './inspection';
import { bindResults } from './results';
import { bindSchema, schemaFunctions } from './schema';
import { bindSelectables, FunctionPath, selectableFunctions } from './selectables';
import { bindTypes } from './types';
import { Notices } from './notices';
import { letValuesTell } from './values';
import { Engine } from '../../orm/engine/engine';
import { Connection } from '../../orm/engine/connection';
import { functions } from './rows';
import { raise } from './exceptions';
import type { PyType } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { bindDialects } from './dialects';
import { AsyncEngineHost, AsyncConnectionHost } from './async-hosts';
import { associationProxyModule } from './mapping/association-proxies';
import { bindMapping } from './mapping/names';

type Names = Readonly<Record<string, Value>>;

/** All names of SQLAlchemy in one interpreter, module by module. */
interface AlchemyNames {
  readonly modules: Readonly<Record<string, Names>>;
}

function makeNames(runtime: Runtime, surroundings: AlchemySurroundings): AlchemyNames {
  letValuesTell();
  const bridge = new Bridge(runtime);
  const binder = new Binder(bridge);
  bridge.showsAs(ParameterTuple, (host) => new PyTuple((host as ParameterTuple).values.map((one) => bridge.toPython(one))));
  bindCompiled(binder);
  const expressions = bindExpressions(binder);
  const results = bindResults(binder);
  const changes = bindChanges(binder, expressions.clause.type);
  const selectables = bindSelectables(binder, expressions.clause.type);
  const types = bindTypes(binder);
  const schema = bindSchema(binder, { clause: expressions.clause.type, column: expressions.column.type, from: selectables['FromClause'] as PyType });
  bindDialects(binder);
  const engines = bindEngines(binder);
  bindInspector(binder);
  const events = new EventRegistry(binder);
  const notices = new Notices(runtime, (message) => { surroundings.echo(message); });
  const home: EngineHome = { binder, surroundings, registry: new Map(), notices };
  bindDbApi(binder);
  events.add(engineEvents(binder, engines['Engine'] as PyType, home.registry));
  const named = (rows: Parameters<Binder['functions']>[0], module = 'sqlalchemy'): Record<string, Value> => binder.functions(rows, module);
  const core: Names = {
    ...named(expressionFunctions, 'sqlalchemy.sql.expression'),
    ...named(selectableFunctions, 'sqlalchemy.sql.expression'),
    ...named(changeFunctions, 'sqlalchemy.sql.expression'),
    func: bridge.toPython(new FunctionPath([])),
  };
  const { DialectInsert: _dialectInsert, ...plainChanges } = changes;
  const elements: Names = { ...expressions.byName, ...selectables, ...plainChanges };
  const { TypeDecorator, TypeEngine, UserDefinedType, ...plainTypes } = types.generic;
  const typeNames: Names = { ...plainTypes, TypeDecorator: TypeDecorator as Value };
  const items: Names = { ...schema.names, ...named(schemaFunctions) };
  const engineNames: Names = { ...named(engineFunctions(home)), ...engines };
  const mapping = bindMapping({ binder, runtime, events, warn: (message) => { notices.warn(message); } });
  const inspect = named(
    functions({
      'inspect(subject, raiseerr=True)': (subject) => {
        if (subject instanceof Engine || subject instanceof Connection) return new DatabaseInspector(subject);
        if (subject instanceof AsyncEngineHost || subject instanceof AsyncConnectionHost) throw raise('NoInspectionAvailable', 'Inspection on an AsyncEngine is currently not supported. Please obtain a connection then use ``conn.run_sync`` to pass a callable where it\'s possible to call ``inspect`` on the passed connection.');
        const found = mapping.inspect(subject);
        if (found !== undefined) return found;
        throw raise('NoInspectionAvailable', `No inspection system is available for object of type ${bridge.repr(runtime.callNow(runtime.modules.get('builtins')?.attributes.get('type') ?? null, [bridge.toPython(subject)]))}`);
      },
    }),
  );
  const eventNames = events.names();
  const dialect = (name: keyof typeof dialectsByName): Value => named(functions({ 'dialect()': () => dialectsByName[name]() }), `sqlalchemy.dialects.${name}`)['dialect'] as Value;
  const dialectNames = (name: 'sqlite' | 'postgresql'): Names => named(dialectFunctions(dialectsByName[name]()), `sqlalchemy.dialects.${name}.dml`);
  return {
    modules: {
      sqlalchemy: { ...items, ...typeNames, ...core, ...elements, ...engineNames, ...inspect, Row: results['Row'] as Value, Result: results['Result'] as Value, CursorResult: results['CursorResult'] as Value, __version__: '2.1.0b4' },
      'sqlalchemy.sql': { ...core, ...elements },
      'sqlalchemy.sql.expression': { ...core, ...elements },
      'sqlalchemy.sql.elements': elements,
      'sqlalchemy.sql.selectable': elements,
      'sqlalchemy.sql.functions': { func: core['func'] as Value, Function: elements['Function'] as Value },
      'sqlalchemy.sql.schema': items,
      'sqlalchemy.schema': items,
      'sqlalchemy.types': { ...typeNames, TypeEngine: TypeEngine as Value, UserDefinedType: UserDefinedType as Value },
      'sqlalchemy.sql.sqltypes': typeNames,
      'sqlalchemy.engine': { ...engineNames, ...results },
      'sqlalchemy.engine.url': { URL: engines['URL'] as Value, make_url: engineNames['make_url'] as Value },
      'sqlalchemy.future': { ...engineNames, select: core['select'] as Value },
      'sqlalchemy.exc': exceptionsOf('sqlalchemy.exc'),
      'sqlalchemy.inspection': inspect,
      'sqlalchemy.event': eventNames,
      'sqlalchemy.dialects': {},
      _alembic: bindMigrations(binder),
      'sqlalchemy.dialects.sqlite': { ...typeNames, ...dialectNames('sqlite'), dialect: dialect('sqlite') },
      'sqlalchemy.dialects.postgresql': { ...types.postgres, ...dialectNames('postgresql'), dialect: dialect('postgresql') },
      'sqlalchemy.dialects.postgresql.asyncpg': { dialect: dialect('asyncpg') },
      'sqlalchemy.ext': {},
      'sqlalchemy.orm.exc': exceptionsOf('sqlalchemy.orm.exc'),
      'sqlalchemy.ext.asyncio': { ...named(asyncEngineFunctions(home), 'sqlalchemy.ext.asyncio'), ...asyncTypes(binder), ...mapping.modules['sqlalchemy.ext.asyncio'] },
      ...Object.fromEntries(Object.entries(mapping.modules).filter(([name]) => name !== 'sqlalchemy.ext.asyncio')),
    },
  };
}

/** The classes of the async engine, for annotations. */
function asyncTypes(binder: Binder): Names {
  return binder.typesOf({ AsyncEngine: AsyncEngineHost, AsyncConnection: AsyncConnectionHost });
}

/** The names of the modules that {@link sqlalchemyModules} gives. */
const moduleNames = [
  'sqlalchemy', 'sqlalchemy.sql', 'sqlalchemy.sql.expression', 'sqlalchemy.sql.elements', 'sqlalchemy.sql.selectable', 'sqlalchemy.sql.functions', 'sqlalchemy.sql.schema', 'sqlalchemy.sql.sqltypes',
  'sqlalchemy.schema', 'sqlalchemy.types', 'sqlalchemy.engine', 'sqlalchemy.engine.url', 'sqlalchemy.future', 'sqlalchemy.exc', 'sqlalchemy.inspection', 'sqlalchemy.event', 'sqlalchemy.dialects',
  'sqlalchemy.dialects.sqlite', 'sqlalchemy.dialects.postgresql', 'sqlalchemy.dialects.postgresql.asyncpg', 'sqlalchemy.orm', 'sqlalchemy.orm.exc', 'sqlalchemy.orm.attributes', 'sqlalchemy.orm.collections', 'sqlalchemy.orm.decl_api', 'sqlalchemy.orm.session', 'sqlalchemy.ext', 'sqlalchemy.ext.asyncio',
  'sqlalchemy.ext.declarative', 'sqlalchemy.ext.hybrid', 'sqlalchemy.ext.orderinglist', 'sqlalchemy._mapping', '_alembic',
] as const; // prettier-ignore

/** SQLAlchemy and Alembic for one interpreter: the modules that notes import. All names are made when the first of them is. */
export function sqlalchemyModules(surroundings: AlchemySurroundings): readonly NativeModule[] {
  const made = new WeakMap<Runtime, AlchemyNames>();
  const namesOf = (runtime: Runtime): AlchemyNames => {
    let names = made.get(runtime);
    if (!names) made.set(runtime, (names = makeNames(runtime, surroundings)));
    return names;
  };
  return [...moduleNames.map((name): NativeModule => ({ name, create: (runtime) => namesOf(runtime).modules[name] ?? {} })), associationProxyModule, ...alembicModules];
}
