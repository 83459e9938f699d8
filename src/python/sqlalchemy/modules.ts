import type { NativeModule, Runtime } from '../runtime';
import type { Value } from '../objects/object';
import { alembicModules } from '../alembic/modules';
import { bindMigrations } from '../alembic/native';
import { Binder } from './bind';
import { Bridge } from './bridge';
import { bindChanges, changeFunctions, dialectFunctions } from './changes';
import { boundIn, boundNames } from './bound-names';
import { bindCompiled } from './compiled';
import { bindCompilerExtension } from './compiler-extension';
import { bindDbApi } from './dbapi-connection';
import { engineEvents, EverywhereListeners, ParameterTuple } from './engine-events';
import { dialectsByName } from './dialect-names';
import { asyncEngineFunctions, bindEngines, engineFunctions, type AlchemySurroundings, type EngineHome } from './engines';
import { definitionEventSource } from './definition-events';
import { EventRegistry } from './events';
import { exceptionsOf } from './exceptions';
import { bindExpressions, expressionFunctions } from './expressions';
import { coreNames, coreNamesModule } from './core-names';
import { bindFunctionClasses, FunctionClasses } from './function-classes';
import { bindInspector, DatabaseInspector } from './inspection';
import { bindMockEngine } from './mock-engine';
import { bindPools } from './pools';
import { bindResults } from './results';
import { bindDefinitions } from './definition-classes';
import { bindSchema } from './schema';
import { bindSelectables, FunctionPath, selectableFunctions } from './selectables';
import { bindTypes } from './types';
import { Notices } from './notices';
import { letValuesTell } from './values';
import { Engine } from '../../orm/engine/engine';
import { Connection } from '../../orm/engine/connection';
import { functions } from './rows';
import { raise } from './exceptions';
import type { PyType } from '../objects/object';
import { builtinException, importError } from '../objects/exceptions';
import { PyTuple } from '../objects/sequences';
import { bindDialects } from './dialects';
import { postgresFunctions } from './postgres-functions';
import { AsyncEngineHost, AsyncConnectionHost } from './async-hosts';
import { associationProxyModule } from './mapping/association-proxies';
import { mutableModule } from './mapping/mutable';
import { automapModule } from './mapping/automap';
import { indexableModule } from './mapping/indexable';
import { Direction, NoValue } from './mapping/mapped-inspection';
import { bindMapping } from './mapping/names';
import { ormAliases, ormNames, ormNamesModule } from './mapping/orm-names';
import { modulePaths, packageParts, withPaths } from './module-paths';
import { operatorsModule } from './operators';

type Names = Readonly<Record<string, Value>>;

/** All names of SQLAlchemy in one interpreter, module by module. */
interface AlchemyNames {
  readonly modules: Readonly<Record<string, Names>>;
}

function makeNames(runtime: Runtime, surroundings: AlchemySurroundings): AlchemyNames {
  letValuesTell();
  const notices = new Notices(runtime, (message) => { surroundings.echo(message); });
  const bridge = new Bridge(runtime, (message) => { notices.warn(message, 'SADeprecationWarning'); });
  const binder = new Binder(bridge, ({ message, category }) => { notices.warn(message, category); });
  bridge.showsAs(ParameterTuple, (host) => new PyTuple((host as ParameterTuple).values.map((one) => bridge.toPython(one))));
  bindCompiled(binder);
  const extension = bindCompilerExtension(binder);
  const functionClasses = new FunctionClasses(binder);
  const expressions = bindExpressions(binder, extension);
  const functionNames = bindFunctionClasses(binder, expressions.byName['FunctionElement'] as PyType, functionClasses, extension.compiler);
  const results = bindResults(binder);
  const changes = bindChanges(binder, expressions.clause.type, expressions.executable);
  const selectables = bindSelectables(binder, expressions.clause.type, expressions.executable, functionClasses);
  const types = bindTypes(binder);
  const schema = bindSchema(binder, { clause: expressions.clause.type, column: expressions.column.type, from: selectables['FromClause'] as PyType });
  const dialectClass = bindDialects(binder);
  const engines = bindEngines(binder);
  bindInspector(binder);
  const events = new EventRegistry(binder);
  const registry: EngineHome['registry'] = new Map();
  const pools = bindPools(binder);
  const mock = bindMockEngine(binder);
  const home: EngineHome = { binder, surroundings, registry, notices, everywhere: new EverywhereListeners(registry), extension: extension.compiler };
  bindDbApi(binder);
  events.add(definitionEventSource(binder));
  events.add(engineEvents(binder, [engines['Engine'], pools['Pool']], home.registry, home.everywhere));
  const named = (rows: Parameters<Binder['functions']>[0], module = 'sqlalchemy'): Record<string, Value> => binder.functions(rows, module);
  const core: Names = {
    ...named(expressionFunctions, 'sqlalchemy.sql.expression'),
    ...named(selectableFunctions, 'sqlalchemy.sql.expression'),
    ...named(changeFunctions, 'sqlalchemy.sql.expression'),
    func: bridge.toPython(new FunctionPath([])),
  };
  const { DialectInsert: dialectInsert, ...plainChanges } = changes;
  const elements: Names = { ...expressions.byName, Function: functionNames['Function'] as Value, ...selectables, ...plainChanges };
  const { TypeDecorator, TypeEngine, UserDefinedType, ...plainTypes } = types.generic;
  const typeNames: Names = { ...plainTypes, TypeDecorator: TypeDecorator as Value };
  const items: Names = { ...schema.names, ...bindDefinitions(binder, expressions.clause.type, expressions.executable, extension.compiler) };
  const engineNames: Names = { ...named(engineFunctions(home)), ...engines };
  const operators = Object.fromEntries(operatorsModule.create(runtime) as ReadonlyMap<string, Value>);
  const mapping = bindMapping({ binder, runtime, events, operators, warn: (message, category) => { notices.warn(message, category); } });
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
    modules: withPaths(completed(binder, runtime, {
      sqlalchemy: { ...items, ...typeNames, ...core, ...elements, ...engineNames, ...inspect, Row: results['Row'] as Value, Result: results['Result'] as Value, CursorResult: results['CursorResult'] as Value, ...pools, ...mock, Dialect: dialectClass, Compiled: extension.classes['Compiled'] as Value, TypeCompiler: extension.classes['TypeCompiler'] as Value, __version__: '2.1.1' },
      'sqlalchemy.sql': { ...core, ...elements },
      'sqlalchemy.sql.expression': { ...core, ...elements },
      'sqlalchemy.sql.elements': elements,
      'sqlalchemy.sql.operators': operators,
      'sqlalchemy.sql.selectable': elements,
      'sqlalchemy.sql.functions': { func: core['func'] as Value, ...functionNames },
      'sqlalchemy.sql.compiler': extension.classes,
      'sqlalchemy.ext.compiler': extension.names,
      'sqlalchemy.sql.schema': items,
      'sqlalchemy.schema': items,
      'sqlalchemy.types': { ...typeNames, TypeEngine: TypeEngine as Value, UserDefinedType: UserDefinedType as Value },
      'sqlalchemy.sql.sqltypes': typeNames,
      'sqlalchemy.engine': { ...engineNames, ...results, ...mock, Dialect: dialectClass, Compiled: extension.classes['Compiled'] as Value, TypeCompiler: extension.classes['TypeCompiler'] as Value },
      'sqlalchemy.engine.url': { URL: engines['URL'] as Value, make_url: engineNames['make_url'] as Value },
      'sqlalchemy.future': { ...engineNames, select: core['select'] as Value },
      'sqlalchemy.exc': exceptionsOf('sqlalchemy.exc'),
      'sqlalchemy.inspection': inspect,
      'sqlalchemy.event': eventNames,
      'sqlalchemy.pool': pools,
      'sqlalchemy.engine.mock': mock,
      'sqlalchemy.dialects': {},
      _alembic: bindMigrations(binder),
      'sqlalchemy.dialects.sqlite': { Insert: dialectInsert as Value, ...typeNames, ...dialectNames('sqlite'), dialect: dialect('sqlite') },
      'sqlalchemy.dialects.postgresql': { ...pick(items, ['CreateEnumType', 'DropEnumType']), Insert: dialectInsert as Value, ...types.postgres, ...named(postgresFunctions, 'sqlalchemy.dialects.postgresql'), ...dialectNames('postgresql'), dialect: dialect('postgresql') },
      'sqlalchemy.dialects.mysql': { ...typeNames, dialect: dialect('mysql') },
      'sqlalchemy.dialects.oracle': { ...typeNames, dialect: dialect('oracle') },
      'sqlalchemy.dialects.postgresql.asyncpg': { dialect: dialect('asyncpg') },
      'sqlalchemy.ext': {},
      'sqlalchemy.orm.exc': exceptionsOf('sqlalchemy.orm.exc'),
      'sqlalchemy.ext.asyncio': { ...named(asyncEngineFunctions(home), 'sqlalchemy.ext.asyncio'), ...asyncTypes(binder), ...mapping.modules['sqlalchemy.ext.asyncio'] },
      ...Object.fromEntries(Object.entries(mapping.modules).filter(([name]) => name !== 'sqlalchemy.ext.asyncio')),
    })),
  };
}

function pick(names: Names, wanted: readonly string[]): Names {
  return Object.fromEntries(wanted.flatMap((name) => { const found = names[name]; return found === undefined ? [] : [[name, found] as const]; })); // prettier-ignore
}

/** The modules with those names that others work out: classes for annotations, and what is written in Python. */
function completed(binder: Binder, runtime: Runtime, modules: Readonly<Record<string, Names>>): Readonly<Record<string, Names>> {
  const written = coreNamesModule.create(runtime) as ReadonlyMap<string, Value>;
  const all: Record<string, Names> = { ...modules };
  const orm = modules['sqlalchemy.orm'] ?? {};
  const ofOrm = ormNamesModule.create(runtime) as ReadonlyMap<string, Value>;
  const collections = modules['sqlalchemy.orm.collections'] ?? {};
  const { bridge } = binder;
  all['sqlalchemy.orm'] = {
    ...Object.fromEntries(ormNames.map((name) => [name, ofOrm.get(name) ?? null])),
    ...Object.fromEntries(Object.entries(ormAliases).flatMap(([name, own]) => { const found = orm[own] ?? collections[own] ?? binder.byName.get(own); return found === undefined ? [] : [[name, found] as const]; })),
    ...Object.fromEntries(['ONETOMANY', 'MANYTOONE', 'MANYTOMANY'].map((name) => [name, bridge.toPython(Direction.of(name))])),
    NO_VALUE: bridge.toPython(NoValue.only),
    ...pick(collections, ['KeyFuncDict', 'MappedCollection', 'column_mapped_collection']),
    ...pick(modules['sqlalchemy.orm.loading'] ?? {}, ['merge_result', 'merge_frozen_result']),
    ...pick(modules['sqlalchemy.orm.util'] ?? {}, ['was_deleted', 'identity_key']),
    ...orm,
  };
  const pooled = (name: string): Names => all[name] ?? {};
  all['sqlalchemy.orm.attributes'] = { NO_VALUE: bridge.toPython(NoValue.only), ...pooled('sqlalchemy.orm.attributes') };
  const operators = modules['sqlalchemy.sql.operators'] ?? {};
  const classes = new Map<string, Value>([...binder.byName, ...Object.entries(operators)]);
  for (const name of new Set([...Object.keys(boundNames), ...Object.keys(coreNames)])) {
    const plain = Object.fromEntries((coreNames[name] ?? []).map((one) => [one, written.get(one) ?? null]));
    all[name] = { ...boundIn(name, classes), ...plain, ...all[name] };
  }
  return all;
}

/** The classes of the async engine, for annotations. */
function asyncTypes(binder: Binder): Names {
  return binder.typesOf({ AsyncEngine: AsyncEngineHost, AsyncConnection: AsyncConnectionHost });
}

/** The names of the modules that {@link sqlalchemyModules} gives. */
const moduleNames: readonly string[] = [...new Set([
  'sqlalchemy', 'sqlalchemy.sql', 'sqlalchemy.sql.expression', 'sqlalchemy.sql.elements', 'sqlalchemy.sql.operators', 'sqlalchemy.sql.selectable', 'sqlalchemy.sql.functions', 'sqlalchemy.sql.schema', 'sqlalchemy.sql.sqltypes',
  'sqlalchemy.schema', 'sqlalchemy.types', 'sqlalchemy.engine', 'sqlalchemy.engine.url', 'sqlalchemy.future', 'sqlalchemy.exc', 'sqlalchemy.inspection', 'sqlalchemy.event', 'sqlalchemy.dialects',
  'sqlalchemy.dialects.sqlite', 'sqlalchemy.dialects.postgresql', 'sqlalchemy.dialects.postgresql.asyncpg', 'sqlalchemy.dialects.mysql', 'sqlalchemy.dialects.oracle', 'sqlalchemy.orm', 'sqlalchemy.orm.exc', 'sqlalchemy.orm.attributes', 'sqlalchemy.orm.collections', 'sqlalchemy.orm.decl_api', 'sqlalchemy.orm.loading', 'sqlalchemy.orm.session', 'sqlalchemy.orm.util', 'sqlalchemy.orm.mapper', 'sqlalchemy.orm.properties', 'sqlalchemy.orm.interfaces', 'sqlalchemy.ext', 'sqlalchemy.ext.asyncio',
  'sqlalchemy.ext.declarative', 'sqlalchemy.ext.hybrid', 'sqlalchemy.ext.orderinglist', 'sqlalchemy._mapping', '_alembic',
  'sqlalchemy.ext.compiler', 'sqlalchemy.pool', 'sqlalchemy.log', 'sqlalchemy.util', 'sqlalchemy.orm.loading', ...modulePaths,
])]; // prettier-ignore

function isPackage(name: string): boolean {
  return moduleNames.some((one) => one.startsWith(`${name}.`));
}

/** Dialects that SQLAlchemy has, for databases that there are none of here. */
const missingDialects: readonly NativeModule[] = ['mssql'].map((name) => ({
  name: `sqlalchemy.dialects.${name}`,
  create: () => {
    throw importError(`No module named 'sqlalchemy.dialects.${name}': the dialects here are sqlite and postgresql, and mysql and oracle for texts`, `sqlalchemy.dialects.${name}`, builtinException('ModuleNotFoundError'));
  },
}));

/** SQLAlchemy and Alembic for one interpreter: the modules that notes import. All names are made when the first of them is. */
export function sqlalchemyModules(surroundings: AlchemySurroundings): readonly NativeModule[] {
  const made = new WeakMap<Runtime, AlchemyNames>();
  const namesOf = (runtime: Runtime): AlchemyNames => {
    let names = made.get(runtime);
    if (!names) made.set(runtime, (names = makeNames(runtime, surroundings)));
    return names;
  };
  return [...moduleNames.map((name): NativeModule => ({ name, ...(isPackage(name) ? { parts: packageParts[name] ?? [] } : {}), create: (runtime) => namesOf(runtime).modules[name] ?? {} })), ...missingDialects, automapModule, indexableModule, associationProxyModule, mutableModule, ...alembicModules];
}
