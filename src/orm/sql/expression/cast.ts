import { ClauseElement, type Structure } from '../clause';
import type { FromClause } from '../from-clause';
import type { Name } from '../names';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement } from './column-element';

/** An expression that takes its name from another inside it, as CAST does. */
export abstract class WrapsColumn<T = unknown> extends ColumnElement<T> {
  /** The expression inside. */
  abstract get wrapped(): ClauseElement;

  override get fromObjects(): readonly FromClause[] {
    return this.wrapped.fromObjects;
  }

  override get tableQualifiedLabel(): Name | null {
    return this.wrapped instanceof ColumnElement ? this.wrapped.tableQualifiedLabel : null;
  }

  override get expressionLabel(): Name | null {
    if (!(this.wrapped instanceof ColumnElement)) return super.expressionLabel;
    return super.expressionLabel ?? this.wrapped.nonAnonLabel ?? this.wrapped.expressionLabel;
  }

  override get anonNameLabel(): Name {
    const inner = this.wrapped;
    if (inner instanceof ColumnElement) return inner.nonAnonLabel ?? inner.anonNameLabel;
    return super.anonNameLabel;
  }

  override get proxyKey(): string | null {
    const own = super.proxyKey;
    return own ?? (this.wrapped instanceof ColumnElement ? this.wrapped.proxyKey : null);
  }
}

/** `CAST(expr AS type)`. */
export class Cast<T = unknown> extends WrapsColumn<T> {
  readonly kind = 'cast';

  constructor(
    readonly clause: ClauseElement,
    readonly type: TypeEngine,
    /** NULL instead of an error where the database has such a form. */
    readonly tryCast = false,
  ) {
    super();
  }

  get structure(): Structure {
    return castStructure;
  }

  get wrapped(): ClauseElement {
    return this.clause;
  }
}

const castStructure: Structure = [
  ['clause', 'element'],
  ['type', 'type'],
  ['tryCast', 'value'],
];

/** The name of a collation. */
export class Collation extends ClauseElement {
  readonly kind = 'collation';

  constructor(readonly collation: string) {
    super();
  }

  get structure(): Structure {
    return collationStructure;
  }
}

const collationStructure: Structure = [['collation', 'value']];
