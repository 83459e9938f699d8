import type { ClauseElement, Structure } from '../clause';
import type { FromClause } from '../from-clause';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement, typeOfElement } from './column-element';

/** Parentheses around an element. */
export class Grouping<T = unknown> extends ColumnElement<T> {
  readonly kind = 'grouping';
  readonly type: TypeEngine;

  constructor(readonly element: ClauseElement) {
    super();
    this.type = typeOfElement(element);
  }

  get structure(): Structure {
    return groupingStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }

  override get isImplicitlyBoolean(): boolean {
    return this.element instanceof ColumnElement && this.element.isImplicitlyBoolean;
  }

  override get proxies(): readonly ColumnElement[] {
    return this.element instanceof ColumnElement ? [this.element] : [];
  }

  override selfGroup(): ClauseElement {
    return this;
  }
}

export const groupingStructure: Structure = [['element', 'element']];
