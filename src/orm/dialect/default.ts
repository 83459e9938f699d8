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

/** What a dialect does with the values of types, but for those that notes make of others. */
export interface ValueRules {
  readonly bind: (type: TypeEngine) => Processor | null;
  readonly result: (type: TypeEngine, columnType: string) => Processor | null;
  readonly literal: (type: TypeEngine) => ((value: unknown) => string) | null;
}

type Processors = Pick<Dialect, 'bindProcessor' | 'resultProcessor' | 'literalProcessor'>;

/** The processors of a dialect: its own rules, with a note's own types around those that they decorate. */
export function processors(dialect: Dialect, rules: ValueRules): Processors {
  const bind = (given: TypeEngine): Processor | null => {
    const type = given.forDialect(dialect.name);
    return type instanceof TypeDecorator ? type.decorateBind(bind(type.implFor(dialect)), dialect) : rules.bind(type);
  };
  const result = (given: TypeEngine, columnType: string): Processor | null => {
    const type = given.forDialect(dialect.name);
    return type instanceof TypeDecorator ? type.decorateResult(result(type.implFor(dialect), columnType), dialect) : rules.result(type, columnType);
  };
  return {
    bindProcessor: bind,
    resultProcessor: result,
    literalProcessor: (given) => {
      const type = given.forDialect(dialect.name);
      return type instanceof TypeDecorator ? type.literalProcessor(dialect) : rules.literal(type);
    },
  };
}

/** What a dialect is made of, but for what all derive from it. */
export type DialectTraits = Omit<Dialect, 'bindProcessor' | 'resultProcessor' | 'literalProcessor' | 'castsParameter'>;

/** What most dialects agree on. */
export const commonTraits: DialectTraits = {
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

/** The dialect by which `String(statement)` writes. @param relatives dialects by name for elements that only they have */
export function defaultDialect(relatives: Dialect['relatives'] = {}): Dialect {
  const dialect = { ...commonTraits, compilerName: 'StrSQLCompiler', relatives, castsParameter: () => false } as unknown as Dialect;
  return Object.assign(
    dialect,
    processors(dialect, {
      bind: (type) => type.bindProcessor(dialect),
      result: (type) => type.resultProcessor(dialect),
      literal: (type) => (type.affinity === 'boolean' ? (value) => (ormValue(value) === true ? 'true' : 'false') : type.literalProcessor(dialect)),
    }),
  );
}
