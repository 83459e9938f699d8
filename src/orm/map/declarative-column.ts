import type { Column } from '../sql/schema/column';
import type { TypeEngine } from '../sql/types/type-engine';

/** What a class body leaves open about a column, and its annotation tells. */
export interface ColumnSettlement {
  readonly name?: string;
  readonly key?: string | null;
  readonly type?: TypeEngine;
  readonly nullable?: boolean;
}

/**
 * Completes a column that a class body made before its name and type were known: expressions of the body hold the column
 * already, so that it must stay the same one. Only for columns that are in no table yet.
 */
export function settleColumn(column: Column, { name, key, type, nullable }: ColumnSettlement): void {
  Object.assign(column, {
    memo: null,
    ...(name === undefined ? {} : { columnName: name }),
    ...(key === undefined ? {} : { columnKey: key }),
    ...(type === undefined ? {} : { ownType: type }),
    ...(nullable === undefined ? {} : { nullable }),
  });
}
