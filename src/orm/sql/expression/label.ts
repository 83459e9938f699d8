import type { ClauseElement, Structure } from '../clause';
import type { FromClause } from '../from-clause';
import { cleanStem, GeneratedName, type Name } from '../names';
import type { Operator } from '../operators';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement } from './column-element';
import { groupingStructure } from './grouping';

/** An expression with a name: `expr AS name`. */
export class Label<T = unknown> extends ColumnElement<T> {
  readonly kind = 'label';
  readonly labelName: Name;
  readonly element: ColumnElement;
  readonly type: TypeEngine;

  constructor(name: Name | null, element: ColumnElement, type: TypeEngine) {
    super();
    const inner: ColumnElement = element instanceof Label ? element.element : element;
    this.labelName = name ?? GeneratedName.of(this, cleanStem(element.name) ?? 'anon');
    this.element = inner;
    this.type = type;
  }

  get structure(): Structure {
    return labelStructure;
  }

  override get name(): Name {
    return this.labelName;
  }

  override get key(): string | null {
    return typeof this.labelName === 'string' ? this.labelName : null;
  }

  override get nonAnonLabel(): Name {
    return this.labelName;
  }

  override get tableQualifiedLabel(): Name {
    return this.labelName;
  }

  override get proxies(): readonly ColumnElement[] {
    return [this.element];
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }

  override get isImplicitlyBoolean(): boolean {
    return this.element.isImplicitlyBoolean;
  }

  override get orderByLabel(): this {
    return this;
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    const inner = this.element.selfGroup(against);
    return inner === this.element ? this : this.rebuilt({ element: inner });
  }

  override negated(): ColumnElement {
    return this.element.negated();
  }
}

const labelStructure: Structure = [
  ['labelName', 'name'],
  ['element', 'element'],
  ['type', 'type'],
];

/** An expression in ORDER BY that may be a label of the SELECT. */
export class LabelReference extends ColumnElement {
  readonly kind = 'label_reference';
  readonly type: TypeEngine = types.null;

  constructor(readonly element: ClauseElement) {
    super();
  }

  get structure(): Structure {
    return groupingStructure;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }
}

/** A name given as text in ORDER BY or GROUP BY. It is looked up among the labels and columns of the SELECT. */
export class TextualLabelReference extends ColumnElement {
  readonly kind = 'textual_label_reference';
  readonly type: TypeEngine = types.null;

  constructor(readonly text: string) {
    super();
  }

  get structure(): Structure {
    return textualReferenceStructure;
  }
}

const textualReferenceStructure: Structure = [['text', 'value']];

/** An expression as ORDER BY takes it: a label may be named instead of being written out again. */
export function orderable(element: ClauseElement): ClauseElement {
  if (element instanceof LabelReference) return element;
  return element instanceof ColumnElement && element.orderByLabel ? new LabelReference(element) : element;
}
