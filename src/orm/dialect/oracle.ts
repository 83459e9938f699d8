import { defaultRules } from '../compile/default-rules';
import { IdentifierPreparer } from '../compile/identifiers';
import type { SqlRules } from '../compile/rules';
import { genericTypes, type TypeRules } from '../compile/type-compiler';
import { String_ } from '../sql/types/standard';
import { dialectOf } from './default';
import type { Dialect } from './dialect';

/*
 * Oracle Database, for texts only: what a statement would look like there.
 */

const RESERVED = new Set(
  ('all alter and any as asc between by char check cluster comment compress connect create current date decimal default delete desc distinct drop else exclusive exists float for from ' +
    'grant group having identified in index insert integer intersect into is level like lock long minus mode nocompress not nowait null number of on option or order pctfree prior public ' +
    'raw rename resource revoke select set share size smallint start synonym table then to trigger uid union unique update user values varchar varchar2 view where with').split(' '),
);

const rules: SqlRules = {
  ...defaultRules,
  binary: {
    ...defaultRules.binary,
    is_distinct_from: (compiler, binary, context) => `DECODE(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)}, 0, 1) = 1`,
    is_not_distinct_from: (compiler, binary, context) => `DECODE(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)}, 0, 1) = 0`,
    mod: (compiler, binary, context) => `mod(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`,
  },
  functions: {
    ...defaultRules.functions,
    now: () => 'CURRENT_TIMESTAMP',
    char_length: (compiler, call, context) => `LENGTH${compiler.functionArguments(call, context)}`,
    aggregate_strings: (compiler, call, context) => `LISTAGG${compiler.functionArguments(call, context)}`,
  },
  limit: (compiler, order, context) => {
    const offset = order.offset ? `\n OFFSET ${compiler.process(order.offset, context)} ROWS` : '';
    return order.limit ? `${offset}\n FETCH FIRST ${compiler.process(order.limit, context)} ROWS ONLY` : offset;
  },
};

const oracleTypes: TypeRules = {
  ...genericTypes,
  VARCHAR: (type) => (type instanceof String_ && type.length !== null ? `VARCHAR2(${type.length} CHAR)` : 'VARCHAR2'),
  TEXT: () => 'CLOB',
  text: () => 'CLOB',
  boolean: () => 'SMALLINT',
  BOOLEAN: () => 'SMALLINT',
  big_integer: () => 'NUMBER(19)',
  BIGINT: () => 'NUMBER(19)',
  datetime: () => 'DATE',
};

/** Oracle Database, as SQLAlchemy speaks it through `oracledb`: for texts only. */
export function oracleDialect(): Dialect {
  return dialectOf({
    name: 'oracle',
    driver: 'oracledb',
    compilerName: 'OracleCompiler_oracledb',
    identifiers: new IdentifierPreparer(RESERVED, false),
    maxIdentifierLength: 128,
    rules,
    types: oracleTypes,
    supportsNativeBoolean: false,
    emptyFrom: 'DUAL',
    aliasesWithoutAs: true,
  });
}
