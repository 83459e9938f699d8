import { CompileError } from '../errors';
import { computedText, constraintText, defaultDdl, defaultText, ddlExpression, identityText, indexExpressions, indexName, tableText } from '../compile/ddl-parts';
import type { DdlRules } from '../compile/ddl-rules';
import { caseInsensitive, defaultRules, emptySetExpression, likeRule } from '../compile/default-rules';
import { IdentifierPreparer } from '../compile/identifiers';
import type { BinaryRule, SqlRules } from '../compile/rules';
import { typeText } from '../compile/type-compiler';
import type { ClauseElement } from '../sql/clause';
import { Cast, Grouping, type BinaryExpression } from '../sql/elements';
import { FromClause } from '../sql/from-clause';
import { FunctionElement } from '../sql/functions';
import { Sequence } from '../sql/schema/defaults';
import { Enum } from '../sql/types/enum';
import { Jsonb } from '../sql/types/json';
import { types } from '../sql/types/resolve';
import { BigInteger, SmallInteger } from '../sql/types/standard';
import { TypeDecorator } from '../sql/types/type-decorator';
import type { TypeEngine } from '../sql/types/type-engine';
import { pythonRepr } from '../values/python-repr';
import { plainValues, type HostValues } from '../values/host-values';
import { dialectOf } from './default';
import type { Dialect, ParameterStyle } from './dialect';
import { postgresTypes } from './postgres-types';
import { postgresBind, postgresLiteral, postgresResult } from './postgres-values';
import { writeOnConflict } from './upsert';

const RESERVED = new Set(
  ('all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date ' +
    'current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant ' +
    'group having in initially intersect into leading limit localtime localtimestamp new not null of off offset old on only or order placing primary ' +
    'references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with ' +
    'authorization between binary cross current_schema freeze full ilike inner is isnull join left like natural notnull outer over overlaps right ' +
    'similar verbose').split(' '),
);

/** A part of a JSON document; as another type it is read as text and cast. */
function jsonPart(arrow: string, textArrow: string): BinaryRule {
  return (compiler, binary, context) => {
    if (binary.type.affinity !== 'json' && context.castApplied !== true) {
      return compiler.dialect.rules.cast(compiler, binary.type, compiler.process(binary, { ...context, castApplied: true }));
    }
    const { castApplied, ...rest } = context;
    const isSubscript = arrow === '->' && castApplied !== true && typeOf(binary.left) instanceof Jsonb;
    if (!isSubscript) return compiler.genericBinary(binary, castApplied === true ? ` ${textArrow} ` : ` ${arrow} `, { ...rest, eagerGrouping: true });
    const left = binary.left instanceof FunctionElement || binary.left instanceof Cast ? new Grouping(binary.left) : binary.left;
    return `${compiler.process(left, rest)}[${compiler.process(binary.right, rest)}]`;
  };
}

function typeOf(element: ClauseElement): TypeEngine {
  return 'type' in element ? (element.type as TypeEngine) : types.null;
}

function regexp(operator: string): BinaryRule {
  return (compiler, binary: BinaryExpression, context) => {
    const { flags } = binary.modifiers;
    if (flags === null || flags === undefined) return compiler.genericBinary(binary, ` ${operator} `, context);
    if (flags === 'i') return compiler.genericBinary(binary, ` ${operator}* `, context);
    const pattern = `CONCAT('(?', ${compiler.literalValue(flags, types.string)}, ')', ${compiler.process(binary.right, context)})`;
    return `${compiler.process(binary.left, context)} ${operator} ${pattern}`;
  };
}

const rules: SqlRules = {
  ...defaultRules,
  binary: {
    ...defaultRules.binary,
    getitem: (compiler, binary, context) => `${compiler.process(binary.left, context)}[${compiler.process(binary.right, context)}]`,
    json_getitem_op: jsonPart('->', '->>'),
    json_path_getitem_op: jsonPart('#>', '#>>'),
    ilike_op: likeRule('ILIKE'),
    not_ilike_op: likeRule('NOT ILIKE'),
    icontains_op: caseInsensitive(true, true, 'native', 'ILIKE'),
    not_icontains_op: caseInsensitive(true, true, 'native', 'NOT ILIKE'),
    istartswith_op: caseInsensitive(false, true, 'native', 'ILIKE'),
    not_istartswith_op: caseInsensitive(false, true, 'native', 'NOT ILIKE'),
    iendswith_op: caseInsensitive(true, false, 'native', 'ILIKE'),
    not_iendswith_op: caseInsensitive(true, false, 'native', 'NOT ILIKE'),
    bitwise_xor_op: (compiler, binary, context) => compiler.genericBinary(binary, ' # ', context),
    match_op: (compiler, binary, context) => {
      const config = binary.modifiers['postgresqlRegconfig'];
      const prefix = config === undefined || config === null ? '' : `${compiler.literalValue(config, types.string)}, `;
      return `${compiler.process(binary.left, context)} @@ plainto_tsquery(${prefix}${compiler.process(binary.right, context)})`;
    },
    regexp_match_op: regexp('~'),
    not_regexp_match_op: regexp('!~'),
    regexp_replace_op: (compiler, binary, context) => {
      const { flags } = binary.modifiers;
      const text = `${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)}`;
      return flags === null || flags === undefined ? `REGEXP_REPLACE(${text})` : `REGEXP_REPLACE(${text}, ${compiler.literalValue(flags, types.string)})`;
    },
    pow: (compiler, binary, context) => `power(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`,
  },
  functions: {
    ...defaultRules.functions,
    aggregate_strings: (compiler, call, context) => `string_agg${compiler.functionArguments(call, context)}`,
    pow: (compiler, call, context) => `power${compiler.functionArguments(call, context)}`,
    substring: (compiler, call, context) => {
      const [text, start, length] = call.arguments.map((argument) => compiler.process(argument, context));
      return `SUBSTRING(${text ?? ''} FROM ${start ?? ''}${length === undefined ? '' : ` FOR ${length}`})`;
    },
  },
  limit: (compiler, order, context) => {
    const limit = order.limit ? ` \n LIMIT ${compiler.process(order.limit, context)}` : '';
    if (!order.offset) return limit;
    return `${limit || '\n LIMIT ALL'} OFFSET ${compiler.process(order.offset, context)}`;
  },
  fetch: (compiler, order, context) => {
    const offset = order.offset ? `\n OFFSET (${compiler.process(order.offset, context)}) ROWS` : '';
    if (!order.fetch) return offset;
    const { percent, withTies } = order.fetchOptions;
    return `${offset}\n FETCH FIRST (${compiler.process(order.fetch, context)})${percent ? ' PERCENT' : ''} ROWS ${withTies ? 'WITH TIES' : 'ONLY'}`;
  },
  forUpdate: (compiler, order, context) => {
    const lock = order.forUpdate;
    if (!lock) return '';
    const strength = lock.read ? (lock.keyShare ? ' FOR KEY SHARE' : ' FOR SHARE') : lock.keyShare ? ' FOR NO KEY UPDATE' : ' FOR UPDATE';
    const tables = [...new Set(lock.of.flatMap((element) => (element instanceof FromClause ? [element] : element.fromObjects)))];
    const names = tables.map((table) => compiler.process(table, { ...context, asHint: true, useSchema: false }));
    return `${strength}${names.length === 0 ? '' : ` OF ${names.join(', ')}`}${lock.nowait ? ' NOWAIT' : ''}${lock.skipLocked ? ' SKIP LOCKED' : ''}`;
  },
  precolumns: (compiler, state, context) => {
    if (state.distinctOn.length > 0) return `DISTINCT ON (${compiler.list(state.distinctOn, ', ', context)}) `;
    return state.distinct ? 'DISTINCT ' : '';
  },
  emptySet: (compiler, elementTypes, operator) =>
    emptySetExpression(operator, elementTypes.length) ?? `SELECT ${elementTypes.map((type) => `CAST(NULL AS ${compiler.typeText(type.isNull ? types.integer : type)})`).join(', ')} WHERE 1!=1`,
  nextValue: (compiler, sequence) => `nextval('${compiler.identifiers.table(sequence.name, sequence.schema).replaceAll("'", "''")}')`,
  updateFrom: (compiler, froms, context) => `FROM ${froms.map((from) => compiler.process(from, { ...context, asfrom: true })).join(', ')}`,
  deleteFrom: (compiler, froms, context) => `USING ${froms.map((from) => compiler.process(from, { ...context, asfrom: true })).join(', ')}`,
  onConflict: writeOnConflict,
  fromHint: (text, hint) => {
    if (hint.toUpperCase() !== 'ONLY') throw new CompileError(`Unrecognized hint: ${pythonRepr(hint)}`);
    return `ONLY ${text}`;
  },
};

const ddl: DdlRules = {
  ...defaultDdl,
  column: (column, dialect) => {
    const parts = [dialect.identifiers.quote(column.name)];
    const own = column.type.forDialect(dialect.name);
    const type = own instanceof TypeDecorator ? own.implFor(dialect) : own;
    const identity = column.identityOptions;
    const numbered = column.primaryKey && column === column.table?.autoincrementColumn && !identity;
    if (numbered && (column.default === null || (column.default instanceof Sequence && column.default.optional))) {
      parts.push(type instanceof BigInteger ? 'BIGSERIAL' : type instanceof SmallInteger ? 'SMALLSERIAL' : 'SERIAL');
    } else {
      parts.push(typeText(column.type, dialect));
      const given = defaultText(column, dialect);
      if (given !== null) parts.push(`DEFAULT ${given}`);
    }
    if (column.computed) parts.push(computedText(column.computed, dialect));
    if (identity) parts.push(identityText(identity));
    if (!column.nullable && !identity) parts.push('NOT NULL');
    else if (column.nullable && identity) parts.push('NULL');
    return parts.join(' ');
  },
  constraint: (constraint, dialect) => {
    const text = constraintText(constraint, dialect);
    return text !== null && constraint.dialectOptions['postgresqlNotValid'] === true ? `${text} NOT VALID` : text;
  },
  createIndex: (index, ifNotExists, dialect) => {
    if (!index.table) throw new CompileError(`Index '${index.name ?? 'None'}' is not associated with any table.`);
    const options = index.dialectOptions;
    const word = (name: string): unknown => options[`postgresql${name}`];
    const using = word('Using');
    const where = word('Where');
    const include = word('Include');
    const nulls = word('NullsNotDistinct');
    const concurrently = word('Concurrently') === true ? 'CONCURRENTLY ' : '';
    const name = indexName(index, dialect, false, 'CREATE');
    return (
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${concurrently}${ifNotExists ? 'IF NOT EXISTS ' : ''}${name} ON ${tableText(index.table, dialect)} ` +
      (typeof using === 'string' ? `USING ${using.toLowerCase()} ` : '') +
      `(${indexExpressions(index, dialect, (word('Ops') ?? {}) as Readonly<Record<string, string>>)})` +
      (Array.isArray(include) ? ` INCLUDE (${include.map((column) => dialect.identifiers.quote(String(column))).join(', ')})` : '') +
      (nulls === true ? ' NULLS NOT DISTINCT' : nulls === false ? ' NULLS DISTINCT' : '') +
      (where === undefined || where === null ? '' : ` WHERE ${ddlExpression(where as string | ClauseElement, dialect)}`)
    );
  },
};

/** The drivers of PostgreSQL whose texts are known here. They differ in how parameters are written. */
export type PostgresDriver = 'asyncpg' | 'psycopg' | 'psycopg2';

const STYLES: Readonly<Record<PostgresDriver, ParameterStyle>> = { asyncpg: 'numeric_dollar', psycopg: 'pyformat', psycopg2: 'pyformat' };

const CAST_BY_PSYCOPG: ReadonlySet<string> = new Set(['string', 'integer', 'boolean', 'date', 'datetime', 'time', 'interval', 'uuid', 'array', 'json']);

/** Which parameters a driver is told the type of. */
function casts(type: TypeEngine, driver: PostgresDriver): boolean {
  if (type.isNull || driver === 'psycopg2') return false;
  const { affinity, visitName } = type;
  if (visitName === 'json_int_index' || visitName === 'json_str_index' || visitName === 'REGCONFIG') return true;
  if (driver === 'psycopg') return CAST_BY_PSYCOPG.has(affinity);
  if (affinity === 'enum') return type instanceof Enum && type.nativeEnum;
  return affinity !== 'other' && affinity !== 'tuple' && affinity !== 'match';
}

/** PostgreSQL, as SQLAlchemy speaks it through one of its drivers. */
export function postgresDialect(options: { readonly driver?: PostgresDriver; readonly values?: HostValues } = {}): Dialect {
  const driver = options.driver ?? 'asyncpg';
  const values = options.values ?? plainValues;
  return dialectOf({
    name: 'postgresql',
    driver,
    compilerName: 'PGCompiler',
    parameterStyle: STYLES[driver],
    identifiers: new IdentifierPreparer(RESERVED, STYLES[driver] === 'pyformat'),
    maxIdentifierLength: 63,
    rules,
    types: postgresTypes,
    ddl,
    values,
    defaultSchema: 'public',
    supportsNativeDecimal: true,
    supportsNativeUuid: true,
    supportsNativeEnum: true,
    supportsComments: true,
    supportsSequences: true,
    supportsIdentityColumns: true,
    castsParameters: driver !== 'psycopg2',
    implicitReturning: true,
    supportsDefaultValues: true,
    hasLastRowid: false,
    sentinelForm: 'select',
  }, {
    bind: postgresBind,
    result: (type, dialect, columnType) => postgresResult(type, columnType, dialect, values),
    literal: postgresLiteral,
    castsParameter: (given, dialect) => {
      const type = given.forDialect('postgresql');
      return casts(type instanceof TypeDecorator ? type.implFor(dialect) : type, driver);
    },
  });
}
