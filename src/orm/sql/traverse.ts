import { ClauseElement, type Structure } from './clause';
import { BindParameter, ColumnElement } from './elements';
import type { JoinRequest } from './select';

/** Where an element keeps its fields: statements keep them in one plain record. */
export function holderOf(element: ClauseElement): Record<string, unknown> {
  const { state } = element as { readonly state?: unknown };
  return (typeof state === 'object' && state !== null ? state : element) as Record<string, unknown>;
}

/** The fields of an element with their roles and values. */
export function fieldsOf(element: ClauseElement): (readonly [field: string, role: Structure[number][1], value: unknown])[] {
  const holder = holderOf(element);
  return element.structure.map(([field, role]) => [field, role, holder[field]] as const);
}

/** The elements directly inside an element. */
export function childrenOf(element: ClauseElement): ClauseElement[] {
  const { structure } = element;
  const children: ClauseElement[] = [];
  if (structure.length === 0) return children;
  const holder = holderOf(element);
  for (const [field, role] of structure) {
    const value = holder[field];
    if (value !== null && value !== undefined) addElements(children, role, value);
  }
  return children;
}

/** Adds the elements that a field of this role holds. */
function addElements(found: ClauseElement[], role: Structure[number][1], value: unknown): void {
  switch (role) {
    case 'element':
      if (value instanceof ClauseElement) found.push(value);
      return;
    case 'elements':
      found.push(...(value as readonly ClauseElement[]));
      return;
    case 'pairs':
    case 'rows':
    case 'setters':
      for (const one of (value as readonly (readonly unknown[])[]).flat()) if (one instanceof ClauseElement) found.push(one);
      return;
    case 'joins':
      for (const { left, right, onclause } of value as readonly JoinRequest[]) for (const one of [left, right, onclause]) if (one) found.push(one);
      return;
    case 'binds':
      found.push(...(value as ReadonlyMap<string, ClauseElement>).values());
      return;
    default:
  }
}

/** Whether the search goes on inside an element. Tables are never entered. */
type Enter = (element: ClauseElement) => boolean;

/** An element and all inside it, outermost first. */
export function* walk(element: ClauseElement, enter: Enter = () => true): Generator<ClauseElement> {
  yield element;
  if (element.kind === 'column' || !enter(element)) return;
  for (const child of childrenOf(element)) yield* walk(child, enter);
}

/** The first annotation of a name in an expression, outermost first; subqueries and tables are not searched. */
export function annotationIn(element: ClauseElement, name: string): unknown {
  const queue: ClauseElement[] = [element];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const found = next.annotations[name];
    if (found !== undefined) return found;
    if (next.kind === 'column') continue;
    for (const child of childrenOf(next)) if (!UNSEARCHED.has(child.kind)) queue.push(child);
  }
  return undefined;
}

const UNSEARCHED: ReadonlySet<string> = new Set(['select', 'compound_select', 'textual_select', 'select_grouping', 'from_grouping', 'table', 'alias', 'cte', 'join', 'values']);

/** The columns that an expression names. */
export function columnsIn(element: ClauseElement): ColumnElement[] {
  return [...walk(element)].filter((one): one is ColumnElement => one.kind === 'column');
}

/** The parameters of a statement or an expression. */
export function bindsIn(element: ClauseElement): BindParameter[] {
  return [...walk(element)].filter((one) => one instanceof BindParameter);
}

/** What stands in for an element; undefined leaves it and looks inside. */
export type Replace = (element: ClauseElement) => ClauseElement | undefined;

/**
 * A copy of an element in which `replace` has put others in the place of some. What holds no replaced element is shared
 * with the original.
 */
export function replaceIn<E extends ClauseElement>(element: E, replace: Replace): E {
  return new Replacement(replace).in(element);
}

class Replacement {
  readonly #done = new Map<ClauseElement, ClauseElement>();

  constructor(private readonly replace: Replace) {}

  in<E extends ClauseElement>(element: E): E {
    const known = this.#done.get(element);
    if (known) return known as E;
    const other = this.replace(element) ?? (element.kind === 'column' ? element : this.#inside(element));
    this.#done.set(element, other);
    return other as E;
  }

  #inside(element: ClauseElement): ClauseElement {
    const changes: Record<string, unknown> = {};
    for (const [field, role, value] of fieldsOf(element)) {
      const changed = this.#field(role, value);
      if (changed !== value) changes[field] = changed;
    }
    if (Object.keys(changes).length === 0) return element;
    const { state } = element as { readonly state?: unknown };
    const copy = typeof state === 'object' && state !== null ? element.rebuilt({ state: { ...state, ...changes } }) : element.rebuilt(changes);
    return Object.keys(element.annotations).length > 0 ? copy.annotate(element.annotations) : copy;
  }

  #field(role: Structure[number][1], value: unknown): unknown {
    if (value === null || value === undefined) return value;
    switch (role) {
      case 'element':
        return value instanceof ClauseElement ? this.in(value) : value;
      case 'elements':
        return this.#list(value as readonly ClauseElement[]);
      case 'pairs':
      case 'rows':
      case 'setters':
        return sameOr(value as readonly (readonly unknown[])[], (row) => sameOr(row, (one) => (one instanceof ClauseElement ? this.in(one) : one)));
      case 'joins':
        return sameOr(value as readonly JoinRequest[], (join) => this.#join(join));
      case 'binds': {
        const binds = value as ReadonlyMap<string, ClauseElement>;
        const entries = sameOr([...binds.values()], (bind) => this.in(bind));
        return entries.every((bind, index) => bind === [...binds.values()][index]) ? binds : new Map([...binds.keys()].map((key, index) => [key, entries[index]]));
      }
      default:
        return value;
    }
  }

  #list(elements: readonly ClauseElement[]): readonly ClauseElement[] {
    return sameOr(elements, (one) => this.in(one));
  }

  #join(join: JoinRequest): JoinRequest {
    const right = this.in(join.right);
    const onclause = join.onclause && this.in(join.onclause);
    const left = join.left && this.in(join.left);
    return right === join.right && onclause === join.onclause && left === join.left ? join : { ...join, right, onclause, left };
  }
}

/** The list with `change` applied; the list itself when nothing changed. */
function sameOr<T>(list: readonly T[], change: (one: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((one, index) => one === list[index]) ? list : changed;
}

/** A copy of a statement with values for parameters by name. */
export function withParams<E extends ClauseElement>(element: E, values: Readonly<Record<string, unknown>>): E {
  return replaceIn(element, (one) => (one instanceof BindParameter && one.originalKey in values ? one.rebuilt({ value: values[one.originalKey], callable: null, required: false }) : undefined));
}
