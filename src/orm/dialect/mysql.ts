import { CompileError } from '../errors';
import { constraintText, defaultDdl, defaultText } from '../compile/ddl-parts';
import type { DdlRules } from '../compile/ddl-rules';
import { defaultRules } from '../compile/default-rules';
import { IdentifierPreparer } from '../compile/identifiers';
import type { BinaryRule, SqlRules } from '../compile/rules';
import { genericTypes, typeText, type TypeRule, type TypeRules } from '../compile/type-compiler';
import { Enum } from '../sql/types/enum';
import { types } from '../sql/types/resolve';
import { Numeric, String_ } from '../sql/types/standard';
import type { TypeEngine } from '../sql/types/type-engine';
import { dialectOf, literalWithWords } from './default';
import type { Dialect } from './dialect';

/*
 * MySQL, for texts only: what a statement would look like there.
 */

const RESERVED = new Set(
  ('accessible add admin all alter analyze and array as asc asensitive before between bigint binary blob both by call cascade case change char character check collate column condition ' +
    'constraint continue convert create cross cube cume_dist current_date current_time current_timestamp current_user cursor database databases day_hour day_microsecond day_minute ' +
    'day_second dec decimal declare default delayed delete dense_rank desc describe deterministic distinct distinctrow div double drop dual each else elseif empty enclosed escaped except ' +
    'exists exit explain false fetch first_value float float4 float8 for force foreign from fulltext function general generated get get_master_public_key grant group grouping groups ' +
    'having high_priority hour_microsecond hour_minute hour_second if ignore ignore_server_ids in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer ' +
    'intersect interval into io_after_gtids io_before_gtids is iterate join json_table key keys kill lag last_value lateral lead leading leave left like limit linear lines load ' +
    'localtime localtimestamp lock long longblob longtext loop low_priority master_bind master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob mediumint ' +
    'mediumtext member middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not nth_value ntile null numeric of on optimize optimizer_costs option ' +
    'optionally or order out outer outfile over parallel parse_gcol_expr partition percent_rank persist persist_only precision primary procedure purge qualify range rank read ' +
    'read_write reads real recursive references regexp release rename repeat replace require resignal restrict return revoke right rlike role row row_number rows schema schemas ' +
    'second_microsecond select sensitive separator set show signal slow smallint spatial specific sql sql_after_gtids sql_before_gtids sql_big_result sql_calc_found_rows ' +
    'sql_small_result sqlexception sqlstate sqlwarning ssl starting stored straight_join system table terminated then tinyblob tinyint tinytext to trailing trigger true undo union ' +
    'unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying virtual when where while window with write xor ' +
    'year_month zerofill').split(' '),
);

const jsonPart: BinaryRule = (compiler, binary, context) => {
  const text = `JSON_EXTRACT(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`;
  switch (binary.type.affinity) {
    case 'integer':
      return `CASE ${text} WHEN 'null' THEN NULL ELSE CAST(${text} AS SIGNED INTEGER) END`;
    case 'string':
      return `CASE ${text} WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(${text}) END`;
    case 'boolean':
      return `CASE ${text} WHEN 'null' THEN NULL ELSE ${text} = true END`;
    default:
      return `CASE ${text} WHEN 'null' THEN NULL ELSE ${text} END`;
  }
};

const regexp = (keyword: string, negated: string): BinaryRule => (compiler, binary, context) => {
  const { flags } = binary.modifiers;
  if (flags === null || flags === undefined) return compiler.genericBinary(binary, ` ${keyword} `, context);
  return `${negated}REGEXP_LIKE(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)}, ${compiler.literalValue(flags, types.string)})`;
};

/** The type that CAST takes; null where it takes none like it. */
function castType(type: TypeEngine, dialect: Dialect): string | null {
  switch (type.affinity) {
    case 'integer':
      return 'SIGNED INTEGER';
    case 'date':
    case 'datetime':
    case 'time':
      return typeText(type, dialect);
    case 'string':
    case 'enum':
      return type instanceof String_ && type.length !== null ? `CHAR(${type.length})` : 'CHAR';
    case 'binary':
      return 'BINARY';
    case 'json':
      return 'JSON';
    case 'float':
      return typeText(type, dialect);
    case 'numeric':
      return typeText(type, dialect).replace('NUMERIC', 'DECIMAL');
    default:
      return null;
  }
}

const rules: SqlRules = {
  ...defaultRules,
  binary: {
    ...defaultRules.binary,
    concat_op: (compiler, binary, context) => `concat(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`,
    match_op: (compiler, binary, context) => `MATCH (${compiler.process(binary.left, context)}) AGAINST (${compiler.process(binary.right, context)} IN BOOLEAN MODE)`,
    is_distinct_from: (compiler, binary, context) => `NOT (${compiler.process(binary.left, context)} <=> ${compiler.process(binary.right, context)})`,
    is_not_distinct_from: (compiler, binary, context) => `${compiler.process(binary.left, context)} <=> ${compiler.process(binary.right, context)}`,
    regexp_match_op: regexp('REGEXP', ''),
    not_regexp_match_op: regexp('NOT REGEXP', 'NOT '),
    regexp_replace_op: (compiler, binary, context) => {
      const { flags } = binary.modifiers;
      const more = flags === null || flags === undefined ? '' : `, ${compiler.literalValue(flags, types.string)}`;
      return `REGEXP_REPLACE(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)}${more})`;
    },
    truediv: (compiler, binary, context) => compiler.genericBinary(binary, ' / ', context),
    json_getitem_op: jsonPart,
    json_path_getitem_op: jsonPart,
  },
  list: { ...defaultRules.list, concat_op: (compiler, list, context) => `concat(${compiler.list(list.clauses, ', ', context)})` },
  functions: {
    ...defaultRules.functions,
    random: (compiler, call, context) => `rand${compiler.functionArguments(call, context)}`,
    sysdate: () => 'SYSDATE()',
    aggregate_strings: (compiler, call, context) => {
      const [text, separator] = call.arguments.map((argument) => compiler.process(argument, context));
      const order = call.aggregateOrder ? ` ORDER BY ${compiler.process(call.aggregateOrder, context)}` : '';
      return `group_concat(${text ?? ''}${order} SEPARATOR ${separator ?? ''})`;
    },
    rollup: (compiler, call, context) => `${compiler.list(call.arguments, ', ', context)} WITH ROLLUP`,
  },
  limit: (compiler, order, context) => {
    const limit = order.limit ? compiler.process(order.limit, context) : '18446744073709551615';
    return order.offset ? ` \n LIMIT ${compiler.process(order.offset, context)}, ${limit}` : ` \n LIMIT ${limit}`;
  },
  forUpdate: (compiler, order, context) => {
    const lock = order.forUpdate;
    if (!lock) return '';
    const tables = [...new Set(lock.of.flatMap((element) => element.fromObjects))].map((table) => compiler.process(table, { ...context, asHint: true, useSchema: false }));
    return `${lock.read ? ' LOCK IN SHARE MODE' : ' FOR UPDATE'}${tables.length === 0 ? '' : ` OF ${tables.join(', ')}`}${lock.nowait ? ' NOWAIT' : ''}${lock.skipLocked ? ' SKIP LOCKED' : ''}`;
  },
  emptySet: (_compiler, elementTypes) => {
    const ones = elementTypes.map((_, index) => `1 AS _in_${index}`).join(', ');
    return `SELECT ${elementTypes.map((_, index) => `_in_${index}`).join(', ')} FROM (SELECT ${ones}) as _empty_set WHERE 1!=1`;
  },
  cast: (compiler, type, inner) => {
    const name = castType(type, compiler.dialect);
    if (name !== null) return `CAST(${inner} AS ${name})`;
    compiler.warn(`Datatype ${compiler.typeText(type)} does not support CAST on MySQL/MariaDb; the CAST will be skipped.`);
    return inner;
  },
  deleteFrom: (compiler, froms, context) => {
    const own = compiler.stack[compiler.stack.length - 1]?.selectable;
    const table = own && 'table' in own ? [own.table as (typeof froms)[number]] : [];
    return `USING ${[...table, ...froms].map((from) => compiler.process(from, { ...context, asfrom: true })).join(', ')}`;
  },
  fetch: (compiler, order, context) => {
    if (!order.fetch) return '';
    const offset = order.offset ? `${compiler.process(order.offset, context)}, ` : '';
    return ` \n LIMIT ${offset}${compiler.process(order.fetch, context)}`;
  },
};

const sized = (name: string): TypeRule => (type) => {
  if (type instanceof String_ && type.length !== null) return `${name}(${type.length})`;
  throw new CompileError(`VARCHAR requires a length on dialect mysql`);
};

const mysqlTypes: TypeRules = {
  ...genericTypes,
  VARCHAR: sized('VARCHAR'),
  BOOLEAN: () => 'BOOL',
  boolean: () => 'BOOL',
  DOUBLE: () => 'DOUBLE',
  NUMERIC: (type) => (type instanceof Numeric && type.precision !== null ? `NUMERIC(${type.precision}${type.scale === null ? '' : `, ${type.scale}`})` : 'NUMERIC'),
  enum: (type, dialect) => (type instanceof Enum && type.nativeEnum ? `ENUM(${type.enums.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')})` : (genericTypes['VARCHAR'] as TypeRule)(type, dialect)),
};

const ddl: DdlRules = {
  ...defaultDdl,
  column: (column, dialect) => {
    const parts = [dialect.identifiers.quote(column.name), typeText(column.type, dialect)];
    if (!column.nullable) parts.push('NOT NULL');
    const given = defaultText(column, dialect);
    if (given !== null) parts.push(`DEFAULT ${given}`);
    if (column === column.table?.autoincrementColumn && column.serverDefault === null) parts.push('AUTO_INCREMENT');
    if (column.comment !== null) parts.push(`COMMENT '${column.comment.replaceAll("'", "''")}'`);
    return parts.join(' ');
  },
  constraint: constraintText,
  afterTable: (table) => {
    const engine = table.dialectOptions['mysqlEngine'];
    const charset = table.dialectOptions['mysqlCharset'];
    return `${typeof engine === 'string' ? `ENGINE=${engine}` : ''}${typeof charset === 'string' ? ` CHARSET=${charset}` : ''}`;
  },
};

/** MySQL, as SQLAlchemy speaks it through `mysqlclient`: for texts only. */
export function mysqlDialect(): Dialect {
  return dialectOf({
    name: 'mysql',
    driver: 'mysqldb',
    compilerName: 'MySQLCompiler_mysqldb',
    parameterStyle: 'format',
    identifiers: new IdentifierPreparer(RESERVED, true, '`'),
    maxIdentifierLength: 255,
    rules,
    types: mysqlTypes,
    ddl,
    supportsReturning: false,
    divIsFloordiv: false,
    updatesOtherTables: true,
  }, { literal: literalWithWords });
}
