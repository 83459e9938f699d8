import { InvalidRequestError } from '../errors';
import type { CompiledSql } from '../compile';
import type { ResultColumn } from '../compile/context';
import type { Dialect } from '../dialect/dialect';
import type { ClauseElement } from '../sql/clause';
import { Insert } from '../sql/dml';
import { Select } from '../sql/select';
import { SelectBase } from '../sql/selectable';
import { Table } from '../sql/schema/table';
import { types } from '../sql/types/resolve';
import type { TypeEngine } from '../sql/types/type-engine';
import type { DriverColumn, DriverResult } from './driver';
import { BufferedRows, Result, type ResultOptions, type RowSource } from './result';
import { Row, RowKeys } from './row';

type Decode = ((value: unknown) => unknown) | null;

/** The columns of a result: their names, and how their values are decoded. */
export interface ResultShape {
  readonly keys: RowKeys;
  readonly decoders: readonly Decode[];
}

/**
 * What the columns of an execution are.
 * @param compiled null for SQL text that nobody described
 * @see sqlalchemy.engine.cursor.CursorResultMetaData
 */
export function shapeOf(columns: readonly DriverColumn[], compiled: CompiledSql | null, dialect: Dialect, statement: ClauseElement | null = null): ResultShape {
  const names = columns.map(({ name }) => (dialect.name === 'sqlite' && !compiled?.isSelect ? (name.split('.').pop() ?? name) : name));
  // Sentinels at the end of RETURNING are no columns of the result.
  const known = (compiled?.resultColumns ?? []).slice(0, compiled?.manyValues ? columns.length : undefined);
  const decoder = (type: TypeEngine, index: number): Decode => dialect.resultProcessor(type, columns[index]?.type ?? '');
  if (compiled?.orderedResult && known.length === columns.length) {
    const keys = new RowKeys(
      known.map(({ key, name }, index) => key ?? name ?? names[index] ?? ''),
      withOwnColumns(known, compiled, statement),
    );
    return { keys, decoders: known.map(({ type }, index) => decoder(type, index)) };
  }
  const byName = new Map(known.flatMap((column) => (column.name === null ? [] : [[column.name, column] as const])));
  const matched = names.map((name) => byName.get(name) ?? null);
  return {
    keys: new RowKeys(
      names,
      matched.map((column) => column?.targets ?? []),
    ),
    decoders: matched.map((column, index) => decoder(column?.type ?? types.null, index)),
  };
}

/** What columns can be asked for with. A cached text was written for another statement, whose aliases were others. */
function withOwnColumns(known: readonly ResultColumn[], compiled: CompiledSql, statement: ClauseElement | null): readonly ResultColumn['targets'][] {
  const targets = known.map((column) => column.targets);
  if (!(statement instanceof SelectBase) || statement === compiled.statement || (statement instanceof Select && statement.plugin !== null)) return targets;
  const own = statement.selectedColumns;
  if (own.length !== known.length) return targets;
  return targets.map((list, place) => {
    const column = own[place];
    return !column || list.some((target) => typeof target !== 'string' && target.identity === column.identity) ? list : [...list, column];
  });
}

/** The rows of the driver with their values decoded. */
export function decodedRows(rows: DriverResult['rows'], decoders: readonly Decode[]): readonly (readonly unknown[])[] {
  if (decoders.every((decode) => decode === null)) return rows;
  return rows.map((row) => row.map((value, index) => (decoders[index] ? decoders[index](value) : value)));
}

/** What a statement did besides giving rows. */
export interface Outcome {
  readonly rowCount: number;
  readonly lastRowid: number | bigint | null;
  /** For each row inserted its primary key. */
  readonly insertedKeys: readonly (readonly unknown[] | null)[];
  /** The values of columns that INSERT or UPDATE returned for the ORM: one list for each set of parameters. */
  readonly returned: { readonly keys: RowKeys; readonly rows: readonly (readonly unknown[])[] } | null;
  /** The values that were bound, by name: one record for each set. */
  readonly compiledParameters: readonly Readonly<Record<string, unknown>>[];
  readonly manyValues: boolean;
}

/** The result of one execution. */
export class CursorResult<R extends readonly unknown[] = readonly unknown[]> extends Result<R> {
  constructor(
    keys: RowKeys,
    rows: RowSource | null,
    readonly outcome: Outcome,
    readonly compiled: CompiledSql | null,
    /** The statement that was executed; the cached text may have been written for another like it. */
    readonly statement: ClauseElement | null,
    options: ResultOptions = {},
  ) {
    super(keys, rows, options);
  }

  /** What it was executed with. */
  settings: Readonly<Record<string, unknown>> = {};

  /** Rows that the statement changed; -1 where nobody knows. */
  get rowcount(): number {
    return this.outcome.rowCount;
  }

  get lastrowid(): number | bigint | null {
    return this.outcome.lastRowid;
  }

  get isInsert(): boolean {
    return this.statement instanceof Insert;
  }

  /** The primary key of the one row that was inserted. @throws InvalidRequestError for other statements and for many rows */
  get insertedPrimaryKey(): Row | null {
    const statement = this.#insert();
    if (this.outcome.insertedKeys.length > 1 || this.outcome.compiledParameters.length > 1) {
      throw new InvalidRequestError('This statement was an executemany call; if primary key returning is supported, please use .inserted_primary_key_rows.');
    }
    return this.#keyRow(statement, this.outcome.insertedKeys[0] ?? null);
  }

  get insertedPrimaryKeyRows(): readonly (Row | null)[] {
    const statement = this.#insert();
    return this.outcome.insertedKeys.map((key) => this.#keyRow(statement, key));
  }

  #insert(): Insert {
    if (!(this.statement instanceof Insert)) {
      throw new InvalidRequestError(this.compiled ? 'Statement is not an insert() expression construct.' : 'Statement is not a compiled expression construct.');
    }
    if (this.statement.state.returning.length > 0) {
      throw new InvalidRequestError("Can't call inserted_primary_key when returning() is used.");
    }
    return this.statement;
  }

  #keyRow(statement: Insert, key: readonly unknown[] | null): Row | null {
    if (!key || !(statement.table instanceof Table)) return null;
    const keys = new RowKeys(
      statement.table.primaryKey.map((column) => column.key),
      statement.table.primaryKey.map((column) => [column]),
    );
    return new keys.rowClass(key);
  }

  /** The defaults that came back for the one row. */
  get returnedDefaults(): Row | null {
    return this.returnedDefaultsRows?.[0] ?? null;
  }

  get returnedDefaultsRows(): readonly Row[] | null {
    const { returned } = this.outcome;
    return returned && returned.rows.map((row) => new returned.keys.rowClass(row));
  }
}

/** A result with rows that are all there. */
export function rowsOf(rows: readonly (readonly unknown[])[]): RowSource {
  return new BufferedRows(rows);
}
