import type { Value } from '../objects/object';

type Names = Readonly<Record<string, Value>>;

/**
 * Modules of SQLAlchemy that notes know as where a name comes from: the names themselves are those of a larger module. A
 * name that is not there yet is left out.
 */
const paths: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sqlalchemy: {
    'sql.base': 'Executable ColumnCollection ReadOnlyColumnCollection SchemaEventTarget Generative SyntaxExtension ExecutableOption SchemaVisitable',
    'sql.ddl': 'AddConstraint BaseDDLElement CheckFirst CreateColumn CreateConstraint CreateIndex CreateSchema CreateSequence CreateTable CreateTableAs CreateView DDL DDLElement DropColumnComment DropConstraint DropConstraintComment DropIndex DropSchema DropSequence DropTable DropTableComment DropView ExecutableDDLElement InvokeDDLBase SetColumnComment SetConstraintComment SetTableComment sort_tables sort_tables_and_constraints',
    'sql.dml': 'Delete Insert Update UpdateBase ValuesBase',
    'sql.visitors': 'ClauseVisitor Visitable iterate traverse',
    'sql.compiler': 'Compiled SQLCompiler DDLCompiler TypeCompiler IdentifierPreparer COLLECT_CARTESIAN_PRODUCTS FROM_LINTING NO_LINTING WARN_LINTING',
    'sql.type_api': 'ExternalType TypeDecorator TypeEngine UserDefinedType Variant adapt_type to_instance',
    'sql.lambdas': 'LambdaElement StatementLambdaElement lambda_stmt',
    'engine.base': 'Connection Engine NestedTransaction RootTransaction Transaction TwoPhaseTransaction',
    'engine.create': 'create_engine create_pool_from_url engine_from_config',
    'engine.interfaces': 'AdaptedConnection BindTyping Compiled ConnectionEventsTarget CreateEnginePlugin Dialect ExceptionContext ExecutionContext TypeCompiler',
    'engine.result': 'ChunkedIteratorResult FilterResult FrozenResult IteratorResult MappingResult MergedResult Result ScalarResult TupleResult result_tuple',
    'engine.row': 'Row RowMapping',
    'engine.cursor': 'CursorResult',
    'engine.reflection': 'Inspector ObjectKind ObjectScope',
    'engine.default': 'DefaultDialect DefaultExecutionContext',
    'engine.mock': 'MockConnection create_mock_engine',
    'pool.base': 'Pool PoolProxiedConnection PoolResetState ConnectionPoolEntry ManagesConnection',
    'pool.impl': 'AssertionPool AsyncAdaptedQueuePool NullPool QueuePool SingletonThreadPool StaticPool',
    'event.api': 'CANCEL NO_RETVAL contains listen listens_for remove',
  },
  'sqlalchemy.orm': {
    base: 'ATTR_EMPTY DynamicMapped EXT_CONTINUE EXT_SKIP EXT_STOP InspectionAttr LoaderCallableStatus MANYTOMANY MANYTOONE Mapped NO_KEY NO_VALUE NotExtension ONETOMANY PassiveFlag RelationshipDirection WriteOnlyMapped class_mapper object_mapper',
    query: 'AliasOption BulkDelete BulkUD BulkUpdate Query',
    relationships: 'Relationship RelationshipProperty foreign remote',
    strategy_options: 'Load contains_eager defaultload defer immediateload joinedload lazyload load_only noload raiseload selectin_polymorphic selectinload subqueryload undefer undefer_group with_expression',
    decl_base: 'MappedClassProtocol',
    descriptor_props: 'Composite CompositeProperty Synonym SynonymProperty',
    scoping: 'QueryPropertyDescriptor scoped_session',
    state: 'AttributeState InstanceState',
    mapped_collection: 'KeyFuncDict MappedCollection attribute_keyed_dict attribute_mapped_collection column_keyed_dict column_mapped_collection keyfunc_mapping mapped_collection',
    dynamic: 'AppenderQuery',
    writeonly: 'WriteOnlyCollection',
    context: 'FromStatement QueryContext',
    identity: 'IdentityMap',
    instrumentation: 'ClassManager',
    unitofwork: 'UOWTransaction',
    events: 'AttributeEvents InstanceEvents InstrumentationEvents MapperEvents QueryEvents RegistryEvents SessionEvents',
    mapper: 'Mapper configure_mappers reconstructor validates',
    properties: 'ColumnProperty MappedColumn MappedSQLExpression RelationshipProperty CompositeProperty SynonymProperty',
    interfaces: 'InspectionAttr LoaderOption MapperProperty NotExtension PropComparator UserDefinedOption EXT_CONTINUE EXT_SKIP EXT_STOP MANYTOMANY MANYTOONE ONETOMANY',
    session: 'ORMExecuteState Session SessionTransaction SessionTransactionOrigin close_all_sessions make_transient make_transient_to_detached object_session sessionmaker',
    util: 'AliasedClass AliasedInsp Bundle CascadeOptions LoaderCriteriaOption polymorphic_union was_deleted with_parent identity_key class_mapper object_mapper',
    attributes: 'InstrumentedAttribute NO_VALUE QueryableAttribute History',
    decl_api: 'DeclarativeBase DeclarativeBaseNoMeta DeclarativeMeta MappedAsDataclass add_mapped_attribute as_declarative declarative_base declarative_mixin declared_attr has_inherited_table mapped_as_dataclass registry synonym_for unmapped_dataclass',
  },
  'sqlalchemy.dialects.postgresql': {
    json: 'JSON JSONB JSONPATH',
    ranges: 'AbstractMultiRange AbstractRange AbstractSingleRange DATEMULTIRANGE DATERANGE INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE MultiRange NUMMULTIRANGE NUMRANGE Range TSMULTIRANGE TSRANGE TSTZMULTIRANGE TSTZRANGE',
    array: 'ARRAY All Any array',
    dml: 'Insert insert',
    hstore: 'HSTORE hstore',
    ext: 'ExcludeConstraint aggregate_order_by array_agg distinct_on phraseto_tsquery plainto_tsquery to_tsquery to_tsvector ts_headline websearch_to_tsquery',
    types: 'BIT BYTEA CIDR CITEXT INET INTERVAL MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG TIME TIMESTAMP TSQUERY TSVECTOR',
    named_types: 'CreateDomainType CreateEnumType DOMAIN DropDomainType DropEnumType ENUM NamedType',
    base: 'ARRAY BIGINT BOOLEAN BYTEA CHAR CIDR DATE DOUBLE_PRECISION ENUM INET INTEGER INTERVAL MACADDR NUMERIC OID REAL SMALLINT TEXT TIME TIMESTAMP TSVECTOR UUID VARCHAR',
  },
  'sqlalchemy.dialects.sqlite': {
    base: 'DATE DATETIME TIME',
    dml: 'Insert insert',
    json: 'JSON JSONB',
  },
  'sqlalchemy.ext.asyncio': {
    engine: 'AsyncConnection AsyncEngine AsyncTransaction create_async_engine create_async_pool_from_url async_engine_from_config',
    session: 'AsyncAttrs AsyncSession AsyncSessionTransaction async_object_session async_session async_sessionmaker close_all_sessions',
    scoping: 'async_scoped_session',
    result: 'AsyncMappingResult AsyncResult AsyncScalarResult AsyncTupleResult',
  },
};

/** The names of those modules. */
export const modulePaths: readonly string[] = Object.entries(paths).flatMap(([large, parts]) => Object.keys(parts).map((part) => `${large}.${part}`));

/** What the modules hold: theirs, and those of the larger module that belong to them. */
export function withPaths(modules: Readonly<Record<string, Names>>): Readonly<Record<string, Names>> {
  const all = { ...modules };
  for (const [large, parts] of Object.entries(paths)) {
    for (const [part, list] of Object.entries(parts)) {
      const path = `${large}.${part}`;
      const known = { ...modules['sqlalchemy'], ...modules['sqlalchemy.sql.expression'], ...modules['sqlalchemy.schema'], ...modules['sqlalchemy.engine'], ...modules['sqlalchemy.pool'], ...modules['sqlalchemy.event'], ...modules['sqlalchemy.types'], ...modules[large], ...modules[path] };
      const found = list.split(' ').flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]] as const]));
      all[path] = { ...Object.fromEntries(found), ...modules[path] };
    }
  }
  return all;
}

/** The modules of a package that importing it imports, as CPython's SQLAlchemy does; of each package that has any. */
export const packageParts: Readonly<Record<string, readonly string[]>> = {
  sqlalchemy: 'dialects engine event exc future inspection log pool schema sql types util'.split(' '),
  'sqlalchemy.sql': 'base compiler ddl dml elements expression functions lambdas operators schema selectable sqltypes type_api visitors'.split(' '),
  'sqlalchemy.engine': 'base create cursor default interfaces mock reflection result row url'.split(' '),
  'sqlalchemy.event': ['api'],
  'sqlalchemy.pool': ['base', 'impl'],
  'sqlalchemy.orm':
    'attributes base collections context decl_api decl_base descriptor_props dynamic events exc identity instrumentation interfaces loading properties query relationships scoping session state strategy_options unitofwork util writeonly'.split(' '),
  'sqlalchemy.dialects.postgresql': 'base dml ext json named_types ranges types'.split(' '),
  'sqlalchemy.dialects.sqlite': 'base dml json'.split(' '),
}; // prettier-ignore
