import { defaultDdl } from '../compile/ddl-parts';
import { stringRules } from '../compile/default-rules';
import { IdentifierPreparer, RESERVED_WORDS } from '../compile/identifiers';
import { genericTypes, type TypeRules } from '../compile/type-compiler';
import { ormValue, plainValues } from '../values/host-values';
import { TypeDecorator } from '../sql/types/type-decorator';
import type { Processor, TypeEngine } from '../sql/types/type-engine';
import type { Dialect } from './dialect';

/** Types that the default dialect does not know are shown by their own names. */
const namedTypes: TypeRules = new Proxy(genericTypes, {
  get: (rules, name) => (typeof name === 'string' ? (rules[name] ?? ((type: TypeEngine) => type.className)) : undefined),
});

type Processors = Pick<Dialect, 'bindProcessor' | 'resultProcessor' | 'literalProcessor'>;

/** What a dialect is made of, but for what all derive from it. */
type DialectTraits = Omit<Dialect, keyof Processors | 'castsParameter'>;

/** What most dialects agree on. */
const commonTraits: DialectTraits = {
  name: 'default',
  driver: 'default',
  compilerName: 'SQLCompiler',
  relatives: {},
  parameterStyle: 'named',
  identifiers: new IdentifierPreparer(RESERVED_WORDS, false),
  maxIdentifierLength: 9999,
  rules: stringRules,
  types: namedTypes,
  ddl: defaultDdl,
  values: plainValues,
  defaultSchema: null,
  supportsNativeDecimal: false,
  supportsNativeBoolean: true,
  supportsNativeUuid: false,
  supportsNativeEnum: false,
  supportsAlter: true,
  supportsComments: false,
  supportsSequences: false,
  supportsIdentityColumns: false,
  supportsSchemas: true,
  divIsFloordiv: true,
  tupleInValues: false,
  castsParameters: false,
  implicitReturning: false,
  supportsReturning: true,
  supportsDefaultValues: false,
  updatesOtherTables: false,
  emptyFrom: null,
  aliasesWithoutAs: false,
  returningWithTable: true,
  hasLastRowid: true,
  maxParameters: 32_700,
  sentinelForm: 'row',
};

/** What a dialect does with types, where it is not what they say themselves. Types that notes make of others are seen to. */
export interface TypeWays {
  readonly bind?: (type: TypeEngine, dialect: Dialect) => Processor | null;
  readonly result?: (type: TypeEngine, dialect: Dialect, columnType: string) => Processor | null;
  readonly literal?: (type: TypeEngine, dialect: Dialect) => ((value: unknown) => string) | null;
  /** None, where this is not said. */
  readonly castsParameter?: (type: TypeEngine, dialect: Dialect) => boolean;
}

/** A dialect, by that in which it differs from most. */
export function dialectOf(traits: Partial<DialectTraits>, ways: TypeWays = {}): Dialect {
  const bind = ways.bind ?? ((type: TypeEngine) => type.bindProcessor(dialect));
  const result = ways.result ?? ((type: TypeEngine) => type.resultProcessor(dialect));
  const literal = ways.literal ?? ((type: TypeEngine) => type.literalProcessor(dialect));
  const dialect: Dialect = {
    ...commonTraits,
    ...traits,
    castsParameter: (type) => ways.castsParameter?.(type, dialect) ?? false,
    bindProcessor: (given) => {
      const type = given.forDialect(dialect.name);
      return type instanceof TypeDecorator ? type.decorateBind(dialect.bindProcessor(type.implFor(dialect)), dialect) : bind(type, dialect);
    },
    resultProcessor: (given, columnType) => {
      const type = given.forDialect(dialect.name);
      return type instanceof TypeDecorator ? type.decorateResult(dialect.resultProcessor(type.implFor(dialect), columnType), dialect) : result(type, dialect, columnType);
    },
    literalProcessor: (given) => {
      const type = given.forDialect(dialect.name);
      return type instanceof TypeDecorator ? type.literalProcessor(dialect) : literal(type, dialect);
    },
  };
  return dialect;
}

/** Booleans as words, also for databases that have none: what a person reads. */
export const literalWithWords: NonNullable<TypeWays['literal']> = (type, dialect) =>
  type.affinity === 'boolean' ? (value) => (ormValue(value) === true ? 'true' : 'false') : type.literalProcessor(dialect);

/** The dialect by which `String(statement)` writes. @param relatives dialects by name for elements that only they have */
export function defaultDialect(relatives: Dialect['relatives'] = {}): Dialect {
  return dialectOf({ compilerName: 'StrSQLCompiler', relatives }, { literal: literalWithWords });
}
