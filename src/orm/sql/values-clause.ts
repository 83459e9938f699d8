import type { Structure } from './clause';
import { ColumnClause } from './column';
import { ColumnCollection } from './column-collection';
import { FromClause, type RowSource } from './from-clause';
import { BindParameter, type ColumnElement } from './elements';
import { asClause } from './clause';
import { GeneratedName, type Name } from './names';
import type { TypeEngine } from './types/type-engine';

/** Rows of values in FROM: `values(column('a', Integer)).data([[1], [2]])`. */
export class Values extends FromClause implements RowSource {
  readonly kind = 'values';
  readonly rows: readonly (readonly unknown[])[] = [];
  readonly isLateral: boolean = false;
  readonly valuesName: Name | null;
  /** The values are written into the text. */
  readonly literalBinds: boolean;

  constructor(
    readonly valueColumns: readonly ColumnClause[],
    options: { readonly name?: string | null; readonly literalBinds?: boolean } = {},
  ) {
    super();
    this.valuesName = options.name ?? null;
    this.literalBinds = options.literalBinds ?? false;
  }

  get structure(): Structure {
    return valuesStructure;
  }

  override get name(): Name | null {
    return this.valuesName;
  }

  override get namedWithColumn(): boolean {
    return this.valuesName !== null;
  }

  get c(): ColumnCollection {
    if (this.origin instanceof Values) return this.origin.c;
    return this.memoized('c', () => new ColumnCollection(this.valueColumns.map((column): [string, ColumnElement] => [String(column.key), column.rebuilt({ table: this })])));
  }

  /** More rows. Plain values become parameters of their columns' types. */
  data(rows: readonly (readonly unknown[])[]): this {
    const added = rows.map((row) => row.map((value, index) => asClause(value) ?? this.parameter(value, index)));
    return this.rebuilt({ rows: [...this.rows, ...added] });
  }

  private parameter(value: unknown, index: number): unknown {
    if (value === null || value === undefined) return null;
    const type: TypeEngine | null = this.valueColumns[index]?.type ?? null;
    return new BindParameter(null, value, { type: type?.isNull ? null : type, unique: true });
  }

  override alias(name: string | null = null): this {
    return this.rebuilt({ valuesName: name ?? GeneratedName.of({}, 'anon') });
  }

  lateral(name: string | null = null): this {
    return this.rebuilt({ isLateral: true, valuesName: name ?? this.valuesName });
  }

  proxyColumns(from: FromClause): Iterable<readonly [string, ColumnElement]> {
    return this.valueColumns.map((column) => column.makeProxy(from, { name: null, key: null }));
  }
}

const valuesStructure: Structure = [
  ['valueColumns', 'elements'],
  ['rows', 'rows'],
  ['valuesName', 'value'],
  ['isLateral', 'value'],
  ['literalBinds', 'value'],
];

/** Columns for rows of values. */
export function values(...columns: readonly (ColumnClause | { readonly name?: string; readonly literalBinds?: boolean })[]): Values {
  const named = columns.filter((one) => one instanceof ColumnClause);
  const options = Object.assign({}, ...columns.filter((one) => !(one instanceof ColumnClause))) as { readonly name?: string; readonly literalBinds?: boolean };
  return new Values(named, options);
}
