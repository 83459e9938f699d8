import { remark } from '../remarks';
import { pythonRepr } from '../values/python-repr';
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
  /** What it says, piece by piece: names, numbers of tables and columns, plain data. Statements of one structure have equal pieces. */
  readonly pieces: readonly unknown[];
  /** A number that equal pieces have in common. */
  readonly hash: number;
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
  return writer.usable ? { pieces: writer.pieces, hash: writer.hash, binds: writer.binds } : null;
}

/** True when two keys say the same. */
export function sameKey(one: CacheKey, other: CacheKey): boolean {
  if (one.hash !== other.hash || one.pieces.length !== other.pieces.length) return false;
  for (let index = 0; index < one.pieces.length; index += 1) if (one.pieces[index] !== other.pieces[index]) return false;
  return true;
}

/** True when two elements say the same, parameters and their values included. */
export function sameStructure(one: ClauseElement, other: ClauseElement): boolean {
  const left = cacheKey(one);
  const right = cacheKey(other);
  if (!left || !right) return one === other;
  const sameBind = (a: BindParameter, b: BindParameter | undefined): boolean => b !== undefined && a.type.cacheKey === b.type.cacheKey && pythonRepr(a.effectiveValue) === pythonRepr(b.effectiveValue);
  return sameKey(left, right) && left.binds.every((bind, index) => sameBind(bind, right.binds[index]));
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

/** What stands at the beginning of what may be left out, or be of several kinds. */
const Mark = { key: '@', parts: '&', itself: '=', again: '#', none: '-', name: '%', end: ';', data: '{' } as const;

class KeyWriter {
  readonly pieces: unknown[] = [];
  hash = 0;
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
    if (typeof own === 'string') this.#write(Mark.key, own);
    if (parts !== undefined) {
      this.#write(Mark.parts);
      this.list(parts as readonly ClauseElement[]);
    }
    const { identity } = element;
    if (isItself) {
      this.#write(Mark.itself, numberOf(identity));
      return;
    }
    // An alias, a subquery or a parameter that came before is the same one again.
    const known = this.#seen.get(identity);
    if (known !== undefined) {
      this.#write(Mark.again, known);
      return;
    }
    this.#seen.set(identity, this.#seen.size);
    this.#write(kind);
    if (kind === 'bindparam' && element instanceof BindParameter) {
      this.binds.push(element);
      this.name(element.bindKey);
    } else if (kind === 'select' && element instanceof Select) this.select(element.state);
    const { structure } = element;
    if (structure.length > 0) {
      const holder = holderOf(element);
      for (const part of structure) this.field(part[1], holder[part[0]]);
    }
  }

  /** @param piece a string, a number, or other plain data that is the same where `===` says so */
  #write(piece: unknown, next?: unknown): void {
    this.pieces.push(piece);
    this.hash = (Math.imul(this.hash, 31) + weight(piece)) | 0;
    if (next !== undefined) this.#write(next);
  }

  private select(state: SelectState): void {
    const { distinct, labelStyle, correlate, correlateExcept, autoCorrelate, fetchOptions, forUpdate, prefixes, suffixes } = state;
    this.#write(flags(distinct, autoCorrelate, fetchOptions.percent, fetchOptions.withTies), labelStyle);
    for (const froms of [correlate, correlateExcept]) {
      if (froms) this.list(froms);
      else this.#write(Mark.none);
    }
    this.list(state.memoizedEntities);
    this.#write(state.options.length);
    for (const option of state.options) this.option(option);
    this.#write(state.statementHints.length);
    for (const { text, dialect } of state.statementHints) this.#write(dialect, text);
    this.#write(state.fromHints.length);
    for (const { from, text, dialect } of state.fromHints) {
      this.#write(dialect, text);
      this.element(from);
    }
    for (const affixes of [prefixes, suffixes]) {
      this.#write(affixes.length);
      for (const { text, dialect } of affixes) {
        this.#write(dialect ?? Mark.none);
        this.element(text);
      }
    }
    if (!forUpdate) {
      this.#write(Mark.none);
      return;
    }
    this.#write(flags(forUpdate.read, forUpdate.nowait, forUpdate.skipLocked, forUpdate.keyShare));
    this.list(forUpdate.of);
  }

  /** Options tell by `cacheKey` and `cacheElements` what they do to a statement; those that do not cannot be kept. */
  private option(option: object): void {
    const { cacheKey: own = null, cacheElements: parts = [] } = option as { readonly cacheKey?: string | null; readonly cacheElements?: readonly ClauseElement[] };
    if (own === null) this.usable = false;
    else this.#write(own);
    this.list(parts);
  }

  private field(role: string, value: unknown): void {
    switch (role) {
      case 'element':
        if (value instanceof ClauseElement) this.element(value);
        else this.#write(Mark.none);
        return;
      case 'elements':
        this.list(value as readonly ClauseElement[]);
        return;
      case 'type':
        this.type(value as TypeEngine);
        return;
      case 'operator':
        this.operator(value as Operator | null);
        return;
      case 'name':
        this.name(value as Name);
        return;
      case 'identity':
        this.#write(value ? numberOf(value) : Mark.none);
        return;
      case 'joins':
        this.joins(value as Select['state']['joins']);
        return;
      case 'binds':
        this.list([...(value as ReadonlyMap<string, ClauseElement>).values()]);
        return;
      case 'pairs':
      case 'rows':
      case 'setters':
        this.row(value as readonly unknown[]);
        return;
      default:
        this.data(value);
    }
  }

  private joins(joins: Select['state']['joins']): void {
    this.#write(joins.length);
    for (const { right, onclause, left, isouter, full } of joins) {
      this.#write(flags(isouter, full));
      this.field('element', left);
      this.field('element', right);
      this.field('element', onclause);
    }
  }

  private operator(operator: Operator | null | undefined): void {
    if (!operator) this.#write(Mark.none);
    else if (operator.custom) this.#write(operator.name, operator.text ?? Mark.none);
    else this.#write(operator.name);
  }

  private data(value: unknown): void {
    if (typeof value !== 'object' || value === null) this.#write(value ?? Mark.none);
    else this.#write(Mark.data, isEmpty(value) ? '' : JSON.stringify(value));
  }

  private row(row: readonly unknown[]): void {
    this.#write(row.length);
    for (const one of row) {
      if (one instanceof ClauseElement) this.element(one);
      else if (Array.isArray(one)) this.row(one as readonly unknown[]);
      else if (typeof one === 'string') this.#write(Mark.name, one);
      else this.usable = false;
    }
  }

  private list(elements: readonly ClauseElement[]): void {
    this.#write(elements.length);
    for (const one of elements) this.element(one);
  }

  private type(type: TypeEngine): void {
    if (type instanceof TypeDecorator && type.cacheOk !== true) {
      if (type.cacheOk === null) remark(uncached(type));
      this.usable = false;
    }
    this.#write(typeKey(type));
  }

  /** Made-up names count by what they are made for, in the order of appearance. */
  private name(name: Name | null): void {
    if (name === null || typeof name === 'string') {
      this.#write(name ?? Mark.none);
      return;
    }
    for (const part of name.parts) {
      if (typeof part === 'string') {
        this.#write(part);
        continue;
      }
      const known = this.#seen.get(part.owner) ?? this.#seen.size;
      this.#seen.set(part.owner, known);
      this.#write(Mark.name, known);
      this.#write(part.stem);
    }
    this.#write(Mark.end);
  }
}

function flags(...set: readonly boolean[]): number {
  return set.reduce((sum, one, index) => (one ? sum | (1 << index) : sum), 0);
}

/** Says of a type that statements with it are compiled anew each time. */
function uncached(type: TypeDecorator): string {
  return (
    `TypeDecorator ${type.repr()} will not produce a cache key because the \`\`cache_ok\`\` attribute is not set to True.  This can have significant performance implications including some performance ` +
    "degradations in comparison to prior SQLAlchemy versions.  Set this attribute to True if this type object's state is safe to use in a cache key, or False to disable this warning. " +
    '(Background on this warning at: https://sqlalche.me/e/21/cprf)'
  );
}

/** What a piece counts in a hash. */
function weight(piece: unknown): number {
  if (typeof piece === 'number') return piece | 0;
  if (typeof piece === 'string') return piece === '' ? 0 : piece.length * 961 + piece.charCodeAt(0) * 31 + piece.charCodeAt(piece.length - 1);
  return piece === true ? 1 : 0;
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
