import { ClauseElement, type Kind } from './clause';
import { ColumnClause } from './column';
import { BindParameter } from './elements';
import { Dml } from './dml';
import type { Name } from './names';
import type { Operator } from './operators';
import { Select, type SelectState } from './select';
import { holderOf } from './traverse';
import { TypeDecorator } from './types/type-decorator';
import type { TypeEngine } from './types/type-engine';

/** What a statement is made of, without its values. */
export interface CacheKey {
  readonly text: string;
  /** Its parameters in the order in which they were met. */
  readonly binds: readonly BindParameter[];
}

/** The key of a statement; null for one that cannot be kept. */
export function cacheKey(statement: ClauseElement): CacheKey | null {
  return statement.memoized('cacheKey', () => writtenKey(statement));
}

function writtenKey(statement: ClauseElement): CacheKey | null {
  const writer = new KeyWriter();
  writer.element(statement);
  return writer.usable ? { text: writer.text, binds: writer.binds } : null;
}

const identityNumbers = new WeakMap<object, number>();
let identities = 0;

function numberOf(object: object): number {
  const known = identityNumbers.get(object);
  if (known !== undefined) return known;
  identities += 1;
  identityNumbers.set(object, identities);
  return identities;
}

const ownKeys = new WeakMap<ClauseElement, string>();

/** The key of a table or of one of its columns. */
function ownKey({ annotations, identity }: ClauseElement): string {
  const { cacheKey: own } = annotations;
  return `${typeof own === 'string' ? `@${own};` : ''}T${numberOf(identity)};`;
}

class KeyWriter {
  text = '';
  readonly binds: BindParameter[] = [];
  usable = true;
  /** Numbers of made-up names and of elements that were met before. */
  readonly #seen = new Map<object, number>();

  element(element: ClauseElement): void {
    if (!this.usable) return;
    const { kind, annotations } = element;
    if (!isCacheable(element, kind)) {
      this.usable = false;
      return;
    }
    // What the ORM makes of an element depends on more than the element.
    const { cacheKey: own, cacheElements: parts } = annotations;
    // Tables and their columns are themselves and nothing else.
    const isItself = kind === 'table' || (kind === 'column' && element instanceof ColumnClause && element.table?.kind === 'table');
    if (isItself && parts === undefined) {
      let text = ownKeys.get(element);
      if (text === undefined) ownKeys.set(element, (text = ownKey(element)));
      this.text += text;
      return;
    }
    if (typeof own === 'string') this.text += `@${own};`;
    if (parts !== undefined) this.list(parts as readonly ClauseElement[]);
    const { identity } = element;
    if (isItself) {
      this.text += `T${numberOf(identity)};`;
      return;
    }
    // An alias, a subquery or a parameter that came before is the same one again.
    const known = this.#seen.get(identity);
    if (known !== undefined) {
      this.text += `#${known};`;
      return;
    }
    this.#seen.set(identity, this.#seen.size);
    this.text += `${kind}(`;
    if (kind === 'bindparam' && element instanceof BindParameter) {
      this.binds.push(element);
      this.name(element.bindKey);
    } else if (kind === 'select' && element instanceof Select) this.select(element.state);
    const { structure } = element;
    if (structure.length > 0) {
      const holder = holderOf(element);
      for (const part of structure) this.field(part[1], holder[part[0]]);
    }
    this.text += ')';
  }

  private select(state: SelectState): void {
    const { distinct, labelStyle, correlate, correlateExcept, autoCorrelate, fetchOptions, forUpdate, prefixes, suffixes } = state;
    this.text += (distinct ? 'D' : '') + labelStyle + (autoCorrelate ? 'A' : '') + (fetchOptions.percent ? '%' : '') + (fetchOptions.withTies ? '=' : '');
    for (const froms of [correlate, correlateExcept]) {
      this.text += '<';
      for (const from of froms ?? []) this.element(from);
      this.text += froms ? '>' : '-';
    }
    if (state.memoizedEntities.length > 0) this.list(state.memoizedEntities);
    for (const option of state.options) this.option(option);
    for (const { text, dialect } of [...prefixes, ...suffixes]) {
      this.text += `~${dialect ?? '*'}`;
      this.element(text);
    }
    if (!forUpdate) return;
    this.text += 'U' + (forUpdate.read ? 'r' : '') + (forUpdate.nowait ? 'n' : '') + (forUpdate.skipLocked ? 's' : '') + (forUpdate.keyShare ? 'k' : '');
    for (const element of forUpdate.of) this.element(element);
  }

  /** Options tell by `cacheKey` and `cacheElements` what they do to a statement; those that do not cannot be kept. */
  private option(option: object): void {
    const { cacheKey: own = null, cacheElements: parts = [] } = option as { readonly cacheKey?: string | null; readonly cacheElements?: readonly ClauseElement[] };
    if (own === null) this.usable = false;
    else this.text += `O${own};`;
    this.list(parts);
  }

  private field(role: string, value: unknown): void {
    switch (role) {
      case 'element':
        if (value instanceof ClauseElement) this.element(value);
        else this.text += '-';
        return;
      case 'elements':
        this.list(value as readonly ClauseElement[]);
        return;
      case 'type':
        this.type(value as TypeEngine);
        return;
      case 'operator':
        this.text += value ? operatorKey(value as Operator) : '-;';
        return;
      case 'name':
        this.name(value as Name);
        return;
      case 'identity':
        this.text += value ? `${numberOf(value)};` : '-;';
        return;
      case 'joins':
        for (const { right, onclause, left, isouter, full } of value as Select['state']['joins']) {
          this.text += 'J' + (isouter ? 'o' : '') + (full ? 'f' : '');
          for (const part of [left, right, onclause]) this.field('element', part);
        }
        return;
      case 'binds':
        this.list([...(value as ReadonlyMap<string, ClauseElement>).values()]);
        return;
      case 'pairs':
      case 'rows':
      case 'setters':
        for (const row of value as readonly (readonly unknown[])[]) this.row(row);
        return;
      default:
        this.text += `${plainText(value)};`;
    }
  }

  private row(row: readonly unknown[]): void {
    this.text += '[';
    for (const one of row) {
      if (one instanceof ClauseElement) this.element(one);
      else if (Array.isArray(one)) this.row(one as readonly unknown[]);
      else if (typeof one === 'string') this.text += `${one},`;
      else this.usable = false;
    }
    this.text += ']';
  }

  private list(elements: readonly ClauseElement[]): void {
    this.text += '[';
    for (const one of elements) this.element(one);
    this.text += ']';
  }

  private type(type: TypeEngine): void {
    if (type instanceof TypeDecorator && !type.cacheOk) this.usable = false;
    this.text += `${typeKey(type)};`;
  }

  /** Made-up names count by what they are made for, in the order of appearance. */
  private name(name: Name | null): void {
    if (name === null || typeof name === 'string') {
      this.text += `${name ?? '-'};`;
      return;
    }
    for (const part of name.parts) {
      if (typeof part === 'string') this.text += part;
      else {
        const known = this.#seen.get(part.owner) ?? this.#seen.size;
        this.#seen.set(part.owner, known);
        this.text += `%${known}${part.stem}`;
      }
    }
    this.text += ';';
  }
}

function operatorKey({ name, custom, text }: Operator): string {
  return custom ? `${name}${text ?? ''};` : `${name};`;
}

/** Plain data of a field as text. */
function plainText(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'y' : 'n';
    case 'undefined':
      return '';
    case 'string':
      return value.includes('"') || value.includes('\\') ? JSON.stringify(value) : `"${value}"`;
    case 'number':
      return String(value);
    case 'object':
      if (value === null) return '-';
      return isEmpty(value) ? '{}' : JSON.stringify(value);
    default:
      return JSON.stringify(value);
  }
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return !Array.isArray(value) || value.length === 0;
}

const typeKeys = new WeakMap<TypeEngine, string>();

function typeKey(type: TypeEngine): string {
  const known = typeKeys.get(type);
  if (known !== undefined) return known;
  const key = `${type.cacheKey}${[...type.variants].map(([name, one]) => `/${name}:${one.cacheKey}`).join('')}`;
  typeKeys.set(type, key);
  return key;
}

/** False for what says more than its fields: elements of a note's own, definitions, ON CONFLICT, INSERT … SELECT. */
function isCacheable(element: ClauseElement, kind: Kind): boolean {
  switch (kind) {
    case 'custom':
    case 'ddl':
    case 'next_value':
      return false;
    case 'insert':
    case 'update':
    case 'delete':
      return element instanceof Dml && element.state.onConflict === null && element.state.fromSelect === null && element.state.multi.length === 0;
    default:
      return true;
  }
}
