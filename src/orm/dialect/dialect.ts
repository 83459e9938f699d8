import type { HostValues } from '../values/host-values';
import type { CompilerExtension } from '../compile/extension';
import type { SqlRules } from '../compile/rules';
import type { TypeRules } from '../compile/type-compiler';
import type { DdlRules } from '../compile/ddl-rules';
import type { IdentifierPreparer } from '../compile/identifiers';
import type { Processor, TypeEngine, ValueDialect } from '../sql/types/type-engine';

/** How parameters stand in the text: `:name`, `?`, `%s`, `%(name)s`, `$1`. */
export type ParameterStyle = 'named' | 'qmark' | 'format' | 'pyformat' | 'numeric_dollar';

/**
 * How rows that an INSERT gives back are told apart when many are inserted at once.
 * `row`: one statement for each row; `select`: the rows are inserted from a sorted VALUES with a counter.
 */
export type SentinelForm = 'row' | 'select';

/** Everything that differs between databases and their drivers, as data and functions without state of their own. */
export interface Dialect extends ValueDialect {
  /** `sqlite`, `postgresql`, `default`. */
  readonly name: string;
  /** `pysqlite`, `aiosqlite`, `asyncpg`, `psycopg`, `psycopg2`. */
  readonly driver: string;
  /** The class that writes statements, as messages name it. */
  readonly compilerName: string;
  /** Dialects by name in whose words it writes elements that are theirs. */
  readonly relatives: Readonly<Partial<Record<string, () => Dialect>>>;
  readonly parameterStyle: ParameterStyle;
  readonly identifiers: IdentifierPreparer;
  readonly maxIdentifierLength: number;
  readonly rules: SqlRules;
  readonly types: TypeRules;
  readonly ddl: DdlRules;
  readonly values: HostValues;
  readonly defaultSchema: string | null;
  /** What the program writes in a way of its own. */
  readonly extension?: CompilerExtension;

  readonly supportsNativeBoolean: boolean;
  readonly supportsNativeUuid: boolean;
  readonly supportsNativeEnum: boolean;
  readonly supportsAlter: boolean;
  readonly supportsComments: boolean;
  readonly supportsSequences: boolean;
  readonly supportsIdentityColumns: boolean;
  readonly supportsSchemas: boolean;
  /** `/` of two integers gives an integer. */
  readonly divIsFloordiv: boolean;
  /** `(a, b) IN (VALUES (1, 2))`. */
  readonly tupleInValues: boolean;
  /** Parameters are written with their types: `$1::INTEGER`. */
  readonly castsParameters: boolean;
  /** RETURNING is used to learn the primary keys of a single row. */
  readonly implicitReturning: boolean;
  readonly supportsReturning: boolean;
  /** The table of a SELECT that names none. */
  readonly emptyFrom: string | null;
  /** Names of tables and subqueries stand without AS. */
  readonly aliasesWithoutAs: boolean;
  /** UPDATE names all its tables before SET, and SET may name columns of all of them. */
  readonly updatesOtherTables: boolean;
  /** `INSERT INTO t DEFAULT VALUES`; others name no columns and give no values. */
  readonly supportsDefaultValues: boolean;
  /** RETURNING names columns with their table. */
  readonly returningWithTable: boolean;
  /** The driver tells the number of the last row inserted. */
  readonly hasLastRowid: boolean;
  /** The most parameters that a statement may have when many rows are inserted at once. */
  readonly maxParameters: number;
  readonly sentinelForm: SentinelForm;

  /** True when a parameter of this type is written with it. */
  castsParameter(type: TypeEngine): boolean;
  bindProcessor(type: TypeEngine): Processor | null;
  /**
   * From a value of the driver to what the cell sees; null when that is the same.
   * @param columnType the type of the column as the driver names it
   */
  resultProcessor(type: TypeEngine, columnType: string): Processor | null;
  literalProcessor(type: TypeEngine): ((value: unknown) => string) | null;
}
