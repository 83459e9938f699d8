import { Synonym } from '../map/property';
import type { ColumnElement } from '../sql/elements';

/** SQL that is read with each object as if it were a column. */
export class ExpressionBuilder<T> {
  /** Phantom: only the type checker looks at it. */
  declare readonly columnType: T;

  constructor(
    readonly expression: ColumnElement<T>,
    readonly options: { readonly deferred?: boolean; readonly group?: string | null } = {},
  ) {}
}

/**
 * SQL that is read with each object as if it were a column. It stands in an arrow:
 * `fullName: () => columnProperty(User.first.concat(' ').concat(User.last))`.
 */
export function columnProperty<T>(expression: ColumnElement<T>, options: { readonly deferred?: boolean; readonly group?: string | null } = {}): ExpressionBuilder<T> {
  return new ExpressionBuilder<T>(expression, options);
}

/** Another name for an attribute. */
export class SynonymBuilder<T> {
  /** Phantom: only the type checker looks at it. */
  declare readonly columnType: T;

  constructor(readonly property: Synonym) {}
}

/** Another name for an attribute, whose type it does not know: `login: synonym<string>('name')`. */
export function synonym<T = unknown>(attribute: string): SynonymBuilder<T> {
  return new SynonymBuilder<T>(new Synonym(attribute));
}
