import { nameDistance, suggest } from '../../python/machine/suggestions';

/** Names that programs forget to import, by the module that has them. Of two modules with one name the first goes before. */
const namesOfModules: Readonly<Record<string, string>> = {
  typing: 'Annotated Any AsyncGenerator AsyncIterator Awaitable Callable ClassVar Coroutine Dict Final FrozenSet Generator Generic Iterable Iterator List Literal Mapping NamedTuple Never Optional ParamSpec Protocol Self Sequence Set Tuple Type TypeVar TypedDict TYPE_CHECKING Union cast overload runtime_checkable',
  datetime: 'datetime date timedelta timezone',
  decimal: 'Decimal getcontext localcontext ROUND_HALF_EVEN ROUND_HALF_UP',
  enum: 'Enum IntEnum StrEnum Flag IntFlag auto unique',
  dataclasses: 'dataclass field fields asdict astuple is_dataclass',
  functools: 'wraps lru_cache cache cached_property partial reduce total_ordering singledispatch',
  itertools: 'accumulate chain combinations cycle dropwhile groupby islice pairwise permutations product starmap takewhile zip_longest',
  collections: 'ChainMap Counter OrderedDict defaultdict deque namedtuple',
  contextlib: 'AsyncExitStack ExitStack asynccontextmanager closing contextmanager nullcontext suppress',
  abc: 'ABC abstractmethod',
  uuid: 'UUID uuid4 uuid5',
  pprint: 'pprint',
  copy: 'deepcopy',
  math: 'ceil floor gcd isclose pi sqrt',
  random: 'choice randint sample shuffle',
  operator: 'attrgetter itemgetter',
  textwrap: 'dedent',
  time: 'perf_counter sleep',
  savepoint: 'DatabaseError DataError IntegrityError InternalError NotSupportedError OperationalError ProgrammingError',
  sqlalchemy:
    'ARRAY BigInteger Boolean CheckConstraint Column Computed Date DateTime Double Engine Float ForeignKey ForeignKeyConstraint Identity Index Integer Interval JSON LargeBinary MetaData Numeric PrimaryKeyConstraint Select Sequence SmallInteger String Table Text Time UniqueConstraint Uuid Enum and_ asc bindparam case cast create_engine delete desc distinct event exists extract func insert inspect literal not_ or_ select text tuple_ type_coerce union union_all update',
  'sqlalchemy.orm':
    'DeclarativeBase DynamicMapped Mapped MappedAsDataclass Session WriteOnlyMapped aliased backref class_mapper column_property composite contains_eager declarative_base declared_attr defer deferred immediateload joinedload lazyload load_only mapped_column noload object_session raiseload reconstructor registry relationship scoped_session selectinload sessionmaker subqueryload synonym undefer validates with_loader_criteria with_polymorphic',
  'sqlalchemy.ext.asyncio': 'AsyncAttrs AsyncConnection AsyncEngine AsyncSession async_scoped_session async_sessionmaker create_async_engine',
  'sqlalchemy.exc': 'DBAPIError DetachedInstanceError IntegrityError InvalidRequestError MissingGreenlet MultipleResultsFound NoResultFound OperationalError ProgrammingError SQLAlchemyError StatementError',
  'sqlalchemy.ext.hybrid': 'hybrid_method hybrid_property',
  'sqlalchemy.ext.associationproxy': 'AssociationProxy association_proxy',
  'sqlalchemy.types': 'TypeDecorator',
  'sqlalchemy.dialects.postgresql': 'CITEXT INET JSONB TSVECTOR',
  pydantic: 'BaseModel ConfigDict EmailStr Field ValidationError computed_field field_validator model_validator',
  pydantic_settings: 'BaseSettings SettingsConfigDict',
};

const modules = 'abc alembic asyncio collections contextlib copy dataclasses datetime decimal enum functools itertools json logging math operator os pydantic pydantic_settings random re sqlalchemy string sys textwrap time typing uuid warnings'.split(' ');

const known: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(namesOfModules).map(([module, names]) => [module, names.split(' ')]));

/**
 * The statement that imports a name which a well-known module has, or which is one; null for others.
 * @param code of the cell: a module whose package it mentions goes before others, and so does a module whose name it uses like `datetime.datetime`
 */
export function importOf(name: string, code: string): string | null {
  const having = [...known].filter(([, names]) => names.includes(name)).map(([module]) => module);
  const [first] = having;
  const ownNames = known.get(name) ?? [];
  const asModule = modules.includes(name) && (first === undefined || new RegExp(`\\b${name}\\s*\\.\\s*(?:${ownNames.join('|') || '(?!)'})\\b`).test(code));
  if (asModule) return `import ${name}`;
  if (first === undefined) return null;
  const mentioned = having.find((module) => new RegExp(`\\b(?:from|import)\\s+${module.split('.')[0] ?? ''}\\b`).test(code));
  return `from ${mentioned ?? first} import ${name}`;
}

/** A name of a well-known module that was meant by a slip; null if there is none. They are too many to guess more freely. */
export function nearWellKnown(name: string): string | null {
  return [...known.values()].flat().find((candidate) => candidate.length > shortest && isSlipOf(name, candidate)) ?? null;
}

/** Names as short as this are often like others by chance. */
const shortest = 5;

/** The name of a well-known module that a misspelt one was probably meant to be; null if none is near. */
export function nearInModule(name: string, module: string): string | null {
  return nearest(name, known.get(module) ?? []);
}

/** The candidate that a misspelt name is near: by a slip, else by CPython's measure. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  return candidates.find((candidate) => isSlipOf(name, candidate)) ?? suggest(name, candidates);
}

/** Whether one name is another with one letter wrong, or with the same letters in another order (`joinloaded`, `joinedload`). */
export function isSlipOf(name: string, meant: string): boolean {
  return name !== meant && (letters(name) === letters(meant) || nameDistance(name, meant, oneEdit) <= oneEdit);
}

/** What one letter that is wrong, missing or too much costs. */
const oneEdit = 2;

function letters(name: string): string {
  return [...name.toLowerCase()].sort().join('');
}
