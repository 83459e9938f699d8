import { ClauseElement, type Structure } from './clause';
import type { ColumnCollection } from './column-collection';
import { ColumnElement, Grouping, UnaryExpression } from './elements';
import { Cte, Lateral, Subquery, type CteOptions, type FromClause, type RowSource } from './from-clause';
import type { Name } from './names';
import { operators, type Operator } from './operators';
import { types } from './types/resolve';
import type { TypeEngine } from './types/type-engine';

/** A column of a SELECT with the names that it gets there. */
export interface NamedColumn {
  /** The label that must be written; null where its own name will do. */
  readonly requiredLabel: Name | null;
  /** The key that it has among the columns of a subquery. */
  readonly proxyKey: string | null;
  /** The label for an expression that has no name. */
  readonly fallbackLabel: Name | null;
  readonly column: ClauseElement;
  /** The same column came before. */
  readonly repeated: boolean;
}

/** What SELECT, UNION, VALUES and text with columns have in common: rows that can be used in other statements. */
export abstract class SelectBase extends ClauseElement implements RowSource {
  abstract proxyColumns(from: FromClause): Iterable<readonly [key: string, column: ColumnElement]>;

  /** The columns that it gives, in order. */
  abstract get selectedColumns(): readonly ClauseElement[];

  /** Options for its execution. */
  abstract get executionSettings(): Readonly<Record<string, unknown>>;

  override selfGroup(against: Operator | null = null): ClauseElement {
    return against === null ? this : new SelectGrouping(this);
  }

  /** It in FROM, with a name of its own. */
  subquery(name: string | null = null): Subquery {
    return new Subquery(this, name);
  }

  alias(name: string | null = null): Subquery {
    return this.subquery(name);
  }

  lateral(name: string | null = null): Lateral {
    return new Lateral(this, name);
  }

  cte(name: string | null = null, options: CteOptions = {}): Cte {
    return new Cte(this, name, options);
  }

  /** It as a value: one column of one row. */
  scalarSubquery(): ScalarSelect {
    return new ScalarSelect(this);
  }

  label(name: string | null): ReturnType<ScalarSelect['label']> {
    return this.scalarSubquery().label(name);
  }

  exists(): Exists {
    return new Exists(this);
  }

  /** Columns by key, as a subquery would have them. */
  get exportedColumns(): ColumnCollection {
    return this.memoized('exportedColumns', () => this.subquery().c);
  }
}

/** A SELECT in parentheses. */
export class SelectGrouping extends SelectBase {
  readonly kind = 'select_grouping';

  constructor(readonly element: SelectBase) {
    super();
  }

  get structure(): Structure {
    return groupingStructure;
  }

  get selectedColumns(): readonly ClauseElement[] {
    return this.element.selectedColumns;
  }

  get executionSettings(): Readonly<Record<string, unknown>> {
    return this.element.executionSettings;
  }

  proxyColumns(from: FromClause): Iterable<readonly [string, ColumnElement]> {
    return this.element.proxyColumns(from);
  }

  override selfGroup(): ClauseElement {
    return this;
  }
}

const groupingStructure: Structure = [['element', 'element']];

/** A SELECT as a value. */
export class ScalarSelect<T = unknown> extends ColumnElement<T> {
  readonly kind = 'scalar_select';

  constructor(
    readonly element: SelectBase,
  ) {
    super();
  }

  get type(): TypeEngine {
    const [first] = this.element.selectedColumns;
    return first instanceof ColumnElement ? first.type : types.null;
  }

  get structure(): Structure {
    return groupingStructure;
  }

  override selfGroup(): ClauseElement {
    return this;
  }

  scalarSubquery(): this {
    return this;
  }

  /** Adds conditions to the SELECT inside. */
  where(...conditions: readonly unknown[]): ScalarSelect<T> {
    return this.inside('where', conditions);
  }

  correlate(...froms: readonly unknown[]): ScalarSelect<T> {
    return this.inside('correlate', froms);
  }

  correlateExcept(...froms: readonly unknown[]): ScalarSelect<T> {
    return this.inside('correlateExcept', froms);
  }

  private inside(method: 'where' | 'correlate' | 'correlateExcept', values: readonly unknown[]): ScalarSelect<T> {
    return new ScalarSelect<T>(changed(this.element, method, values));
  }
}

/** Calls a method that only SELECT has on what may be one. */
function changed(element: SelectBase, method: string, values: readonly unknown[]): SelectBase {
  const call: unknown = Reflect.get(element, method);
  if (typeof call !== 'function') throw new TypeError(`${element.kind} has no ${method}()`);
  return Reflect.apply(call, element, values) as SelectBase;
}

/** `EXISTS (SELECT …)`. */
export class Exists extends UnaryExpression<boolean> {
  readonly select: SelectBase;

  constructor(select: SelectBase) {
    super(new ScalarSelect(select), operators.exists, null, types.boolean);
    this.select = select;
  }

  override get fromObjects(): readonly FromClause[] {
    return [];
  }

  override get isImplicitlyBoolean(): boolean {
    return true;
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    return against === operators.inv || against === operators.and || against === operators.or ? new Grouping(this) : this;
  }

  override negated(): ColumnElement {
    return new UnaryExpression(new Grouping(this), operators.inv, null, types.boolean);
  }

  where(...conditions: readonly unknown[]): Exists {
    return new Exists(changed(this.select, 'where', conditions));
  }

  selectFrom(...froms: readonly unknown[]): Exists {
    return new Exists(changed(this.select, 'selectFrom', froms));
  }

  correlate(...froms: readonly unknown[]): Exists {
    return new Exists(changed(this.select, 'correlate', froms));
  }

  correlateExcept(...froms: readonly unknown[]): Exists {
    return new Exists(changed(this.select, 'correlateExcept', froms));
  }

  override rebuilt(changes: Readonly<Record<string, unknown>>): this {
    const { element } = changes;
    const select = element instanceof ScalarSelect ? element.element : this.select;
    return super.rebuilt({ ...changes, select });
  }
}
