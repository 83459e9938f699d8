import type { MappingResult, ScalarResult } from '../engine/result';
import type { Row, RowKey } from '../engine/row';

/** One row: a tuple whose members have names, too. */
export type RowOf<R extends readonly unknown[]> = Row & R;

/** The rows of a typed SELECT. @see Result */
export interface TypedResult<R extends readonly unknown[]> extends Iterable<RowOf<R>> {
  readonly closed: boolean;
  readonly returnsRows: boolean;
  keys(): readonly string[];
  all(): RowOf<R>[];
  fetchall(): RowOf<R>[];
  fetchone(): RowOf<R> | null;
  fetchmany(count?: number): RowOf<R>[];
  partitions(size?: number): Generator<RowOf<R>[]>;
  /** The first, or null. The rest is given up. */
  first(): RowOf<R> | null;
  /** @throws NoResultFound, MultipleResultsFound */
  one(): RowOf<R>;
  /** @throws MultipleResultsFound */
  oneOrNone(): RowOf<R> | null;
  scalars(): ScalarResult<R[0]>;
  scalars(key: RowKey): ScalarResult;
  mappings(): MappingResult;
  /** The first value of the first row, or null. */
  scalar(): R[0] | null;
  /** @throws NoResultFound, MultipleResultsFound */
  scalarOne(): R[0];
  /** @throws MultipleResultsFound */
  scalarOneOrNone(): R[0] | null;
  columns(...keys: readonly RowKey[]): TypedResult<readonly unknown[]>;
  unique(key?: ((row: unknown) => unknown) | null): this;
  yieldPer(count: number): this;
  close(): void;
}
