import type { Operator } from './operators';
import type { FromClause } from './from-clause';

/** What an element is, for the compiler's switch. */
export type Kind =
  | 'column'
  | 'bindparam'
  | 'binary'
  | 'unary'
  | 'clauselist'
  | 'expression_clauselist'
  | 'grouping'
  | 'label'
  | 'null'
  | 'true'
  | 'false'
  | 'text'
  | 'collation'
  | 'label_reference'
  | 'textual_label_reference'
  | 'case'
  | 'cast'
  | 'type_coerce'
  | 'extract'
  | 'tuple'
  | 'function'
  | 'over'
  | 'within_group'
  | 'aggregate_order_by'
  | 'function_filter'
  | 'scalar_select'
  | 'exists'
  | 'slice'
  | 'array'
  | 'next_value'
  | 'default_value'
  | 'custom'
  | 'table'
  | 'join'
  | 'alias'
  | 'cte'
  | 'values'
  | 'from_grouping'
  | 'select'
  | 'compound_select'
  | 'textual_select'
  | 'select_grouping'
  | 'insert'
  | 'update'
  | 'delete'
  | 'ddl';

/**
 * How a field of an element takes part in traversal, in copies and in the cache key:
 * `element` (or null) and `elements` are visited, `pairs` are lists of two elements, `rows` lists of lists of values or
 * elements, `joins` joins that are not placed yet, `binds` parameters by name, `setters` columns and what they are set
 * to; `value` is plain data, `type` and `operator` what they say, `name` a name, `identity` an object that is itself and
 * nothing else.
 */
export type FieldRole = 'element' | 'elements' | 'pairs' | 'rows' | 'joins' | 'binds' | 'value' | 'type' | 'operator' | 'name' | 'identity' | 'setters';

export type Structure = readonly (readonly [field: string, role: FieldRole])[];

/** Notes that the ORM pins on elements: which mapped class a column belongs to, and so on. */
export type Annotations = Readonly<Record<string, unknown>>;

const NO_ANNOTATIONS: Annotations = Object.freeze({});

/** What a copy does not take over. */
const FRESH = { memo: null, origin: null };

/** What `compile()` gives, as far as an element needs to know it. */
export interface Compilation {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
  toString(): string;
}

export interface CompileRequest {
  /** The dialect; the default one writes `:name` parameters. */
  readonly dialect?: object;
  readonly literalBinds?: boolean;
  /** Expand IN lists and the like instead of leaving their place-holders. */
  readonly renderPostcompile?: boolean;
}

type Compile = (element: ClauseElement, request: CompileRequest) => Compilation;

let compileElement: Compile | null = null;
let reprOf: (element: ClauseElement) => string = (element) => element.toString();

/** Lets elements show themselves: who knows all of them registers here when it is loaded. */
export function setElementRepr(repr: (element: ClauseElement) => string): void {
  reprOf = repr;
}

/** Lets elements compile themselves: the compiler, which knows all of them, registers here when it is loaded. */
export function setCompiler(compile: Compile): void {
  compileElement = compile;
}

/**
 * Anything that can stand in SQL. Elements never change; methods that seem to change one give a copy.
 * Two copies that differ in annotations only have the same {@link identity}.
 */
export abstract class ClauseElement {
  abstract readonly kind: Kind;
  declare readonly annotations: Annotations;
  /** The element that this one is an annotated copy of. */
  declare readonly origin: ClauseElement | null;
  /** What was worked out of the fields once; copies start without. */
  protected declare memo: Record<string, unknown> | null;

  /** Which fields hold what. */
  abstract get structure(): Structure;

  /** What stands for this element in sets: the same object for all its annotated copies. */
  get identity(): ClauseElement {
    return this.origin ?? this;
  }

  /** The tables, aliases and so on that a SELECT of this element must name in FROM. */
  get fromObjects(): readonly FromClause[] {
    return [];
  }

  /** In parentheses where it needs them beside `against`. */
  selfGroup(_against: Operator | null = null): ClauseElement {
    return ungrouped(this);
  }

  /** A copy with other values in some fields. */
  rebuilt(changes: Readonly<Record<string, unknown>>): this {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(this) as object) as this, this);
    if (copy.memo !== null || copy.origin !== null) Object.assign(copy, FRESH);
    return Object.assign(copy, changes);
  }

  /** A copy with more annotations. */
  annotate(annotations: Annotations): this {
    return this.rebuilt({ annotations: { ...this.annotations, ...annotations }, origin: this.identity });
  }

  /** The value of `work`, worked out at the first call: elements never change. */
  memoized<T>(name: string, work: () => T): T {
    const memo = (this.memo ??= {});
    if (name in memo) return memo[name] as T;
    const value = work();
    memo[name] = value;
    return value;
  }

  /** @throws CompileError where the dialect cannot say it */
  compile(request: CompileRequest = {}): Compilation {
    if (!compileElement) throw new Error('orm/compile is not loaded');
    return compileElement(this, request);
  }

  /** As Python's `repr()` shows it. */
  repr(): string {
    return reprOf(this);
  }

  /** As SQL for the default dialect. */
  toString(): string {
    return this.compile().toString();
  }
}

// What few elements have of their own is kept once: expressions are made by the million.
Object.assign(ClauseElement.prototype, { annotations: NO_ANNOTATIONS, ...FRESH });

/** The element as it is: the answer of those that never need parentheses. */
function ungrouped(element: ClauseElement): ClauseElement {
  return element;
}

/** Key of the method by which mapped classes and attributes tell which element they stand for. */
export const clauseElement: unique symbol = Symbol('clauseElement');

export interface HasClauseElement {
  [clauseElement](): ClauseElement;
}

/** The element that a value is or stands for; null where it is plain data. */
export function asClause(value: unknown): ClauseElement | null {
  if (value instanceof ClauseElement) return value;
  if ((typeof value === 'object' || typeof value === 'function') && value !== null && clauseElement in value) {
    return (value as HasClauseElement)[clauseElement]();
  }
  return null;
}
