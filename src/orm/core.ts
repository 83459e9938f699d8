/**
 * The Core: SQL expressions, schema, statements, engines. Names are SQLAlchemy's, spelled for TypeScript; those that are
 * reserved words keep SQLAlchemy's underscore.
 */
export { compile, CompiledDdl, CompiledSql } from './compile';
export type { Dialect } from './dialect/dialect';
export { postgresDialect } from './dialect/postgres';
export { sqliteDialect } from './dialect/sqlite';
export type { Activity, Cause, EngineSurroundings } from './engine/activity';
export { AsyncConnection, AsyncEngine } from './engine/async-engine';
export { Connection } from './engine/connection';
export { createEngine } from './engine/create-engine';
export { CursorResult } from './engine/cursor-result';
export { Engine } from './engine/engine';
export { Inspector } from './engine/inspector';
export { reflectAll, reflectTable } from './engine/reflect';
export { MappingResult, Result, ScalarResult } from './engine/result';
export { Row, RowMapping } from './engine/row';
export { SyncConnection, SyncEngine } from './engine/sync-engine';
export { createAll, createOne, dropAll, dropOne } from './engine/table-definitions';
export { Transaction } from './engine/transaction';
export { Url } from './engine/url';
export * from './errors';
export { ClauseElement, clauseElement } from './sql/clause';
export { column, ColumnClause, literalColumn } from './sql/column';
export {
  all_, any_, asc, between, bindparam, case_, cast, collate, CustomElement, desc, distinct, extract, label, literal, nullsFirst, nullsLast, tryCast, tuple_, typeCoerce,
} from './sql/constructs'; // prettier-ignore
export { addConstraint, createIndex, createSchema, createSequence, createTable, ddl, dropConstraint, dropIndex, dropSchema, dropSequence, dropTable } from './sql/ddl';
export { Delete, delete_, delete_ as delete, Insert, insert, Update, update } from './sql/dml';
export { and_, BindParameter, ColumnElement, false_, Label, not_, null_, or_, true_ } from './sql/elements';
export { FromClause, table } from './sql/from-clause';
export { callFunction, func, FunctionElement } from './sql/functions';
export { Column } from './sql/schema/column';
export { CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint } from './sql/schema/constraints';
export { Computed, FetchedValue, Identity, Sequence } from './sql/schema/defaults';
export { ForeignKey } from './sql/schema/foreign-key';
export { MetaData } from './sql/schema/metadata';
export { Table } from './sql/schema/table';
export { except_, exceptAll, exists, intersect, intersectAll, lateral, Select, select, union, unionAll } from './sql/select';
export { Text as TextClause, text } from './sql/text-clause';
export { Array_ as Array } from './sql/types/array';
export { Enum } from './sql/types/enum';
export * from './sql/types/exact';
export { Json as JSON, jsonNull } from './sql/types/json';
export {
  BigInteger, Boolean_ as Boolean, Date_ as Date, DateTime, Double, Float, Integer, Interval, LargeBinary, NullType, Numeric, SmallInteger, String_ as String, Text, Time,
  Unicode, UnicodeText, UserDefinedType, Uuid,
} from './sql/types/standard'; // prettier-ignore
export { TypeDecorator } from './sql/types/type-decorator';
export { TypeEngine } from './sql/types/type-engine';
export { values } from './sql/values-clause';
export { Decimal } from './values/decimal';
export { PlainDate, PlainDateTime, PlainTime, TimeSpan } from './values/temporal';
