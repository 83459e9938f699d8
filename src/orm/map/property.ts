import { ColumnClause } from '../sql/column';
import { Label, null_, type ColumnElement } from '../sql/elements';
import { Column } from '../sql/schema/column';
import type { Mapper } from './mapper';

/** An attribute that is a column, or SQL that is read as one. */
export class ColumnProperty {
  readonly kind = 'column';

  /** The columns that have the value: with joined inheritance the one of each table, the class's own first. */
  readonly columns: readonly ColumnElement[];

  constructor(
    readonly key: string,
    columns: readonly ColumnElement[],
    readonly options: ColumnPropertyOptions = {},
    readonly parent: Mapper | null = null,
  ) {
    // SQL that has no name of its own is read under a made-up one.
    const given = columns.length === 0 && options.queryExpression === true ? [null_()] : columns;
    this.columns = given.map((column) => (column instanceof ColumnClause || column instanceof Label ? column : column.label(null)));
  }

  /** `Author.name`. */
  toString(): string {
    return this.parent ? attributeName(this.parent, this.key) : this.key;
  }

  get column(): ColumnElement {
    const [first] = this.columns;
    if (!first) throw new Error(`the attribute ${this.key} has no column`);
    return first;
  }

  get deferred(): boolean {
    return this.options.deferred ?? false;
  }

  /** It is no column of a table: it is read, never written. */
  get isReadonly(): boolean {
    return !this.columns.some((column) => column instanceof Column);
  }
}

export interface ColumnPropertyOptions {
  /** The value is not read with the object. */
  readonly deferred?: boolean;
  /** Deferred columns of one group are read together. */
  readonly group?: string | null;
  readonly activeHistory?: boolean;
  /** Reading it later than with the object is an error. */
  readonly deferredRaiseload?: boolean;
  /** It is read only where a statement says what it is: `query_expression()`. */
  readonly queryExpression?: boolean;
  readonly info?: Readonly<Record<string, unknown>> | null;
  readonly doc?: string | null;
}

/** Another name for an attribute. */
export class Synonym {
  readonly kind = 'synonym';

  constructor(readonly name: string) {}
}

/** What a definition gives for an attribute that is no relationship. */
export interface ColumnDefinition extends ColumnPropertyOptions {
  readonly columns: readonly ColumnElement[];
}

/** `Author.books`: how messages name an attribute. */
export function attributeName(mapper: Mapper, key: string): string {
  return `${mapper.entity.name}.${key}`;
}
