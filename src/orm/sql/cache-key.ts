import { ClauseElement } from './clause';
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
  const writer = new KeyWriter();
  writer.element(statement);
  return writer.usable ? { text: writer.parts.join(''), binds: writer.binds } : null;
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

class KeyWriter {
  readonly parts: string[] = [];
  readonly binds: BindParameter[] = [];
  usable = true;
  /** Numbers of made-up names and of elements that were met before. */
  readonly #seen = new Map<object, number>();

  element(element: ClauseElement): void {
    if (!this.usable) return;
    if (element.kind === 'custom' || element.kind === 'ddl' || element.kind === 'next_value' || isUncacheable(element)) {
      this.usable = false;
      return;
    }
    // Tables and their columns are themselves and nothing else.
    if (element.kind === 'table' || (element instanceof ColumnClause && element.table?.kind === 'table')) {
      this.parts.push('T', String(numberOf(element.identity)), ';');
      return;
    }
    // An alias, a subquery or a parameter that came before is the same one again.
    const known = this.#seen.get(element.identity);
    if (known !== undefined) {
      this.parts.push('#', String(known), ';');
      return;
    }
    this.#seen.set(element.identity, this.#seen.size);
    if (element instanceof BindParameter) this.binds.push(element);
    this.parts.push(element.kind, '(');
    if (element instanceof BindParameter) this.name(element.bindKey);
    if (element instanceof Select) this.select(element.state);
    const holder = holderOf(element);
    for (const [field, role] of element.structure) this.field(role, holder[field]);
    this.parts.push(')');
  }

  private select(state: SelectState): void {
    const { distinct, labelStyle, correlate, correlateExcept, autoCorrelate, fetchOptions, forUpdate, prefixes, suffixes } = state;
    this.parts.push(distinct ? 'D' : '', labelStyle, autoCorrelate ? 'A' : '', fetchOptions.percent ? '%' : '', fetchOptions.withTies ? '=' : '');
    for (const froms of [correlate, correlateExcept]) {
      this.parts.push('<');
      for (const from of froms ?? []) this.element(from);
      this.parts.push(froms ? '>' : '-');
    }
    for (const { text, dialect } of [...prefixes, ...suffixes]) {
      this.parts.push('~', dialect ?? '*');
      this.element(text);
    }
    if (!forUpdate) return;
    this.parts.push('U', forUpdate.read ? 'r' : '', forUpdate.nowait ? 'n' : '', forUpdate.skipLocked ? 's' : '', forUpdate.keyShare ? 'k' : '');
    for (const element of forUpdate.of) this.element(element);
  }

  private field(role: string, value: unknown): void {
    switch (role) {
      case 'element':
        if (value instanceof ClauseElement) this.element(value);
        else this.parts.push('-');
        return;
      case 'elements':
        this.list(value as readonly ClauseElement[]);
        return;
      case 'type':
        this.type(value as TypeEngine);
        return;
      case 'operator':
        this.parts.push(value ? `${(value as Operator).name}${(value as Operator).custom ? ((value as Operator).text ?? '') : ''}` : '-', ';');
        return;
      case 'name':
        this.name(value as Name);
        return;
      case 'identity':
        this.parts.push(value ? String(numberOf(value)) : '-', ';');
        return;
      case 'joins':
        for (const { right, onclause, left, isouter, full } of value as Select['state']['joins']) {
          this.parts.push('J', isouter ? 'o' : '', full ? 'f' : '');
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
        this.parts.push(value === undefined ? '' : JSON.stringify(value), ';');
    }
  }

  private row(row: readonly unknown[]): void {
    this.parts.push('[');
    for (const one of row) {
      if (one instanceof ClauseElement) this.element(one);
      else if (Array.isArray(one)) this.row(one as readonly unknown[]);
      else if (typeof one === 'string') this.parts.push(one, ',');
      else this.usable = false;
    }
    this.parts.push(']');
  }

  private list(elements: readonly ClauseElement[]): void {
    this.parts.push('[');
    for (const one of elements) this.element(one);
    this.parts.push(']');
  }

  private type(type: TypeEngine): void {
    if (type instanceof TypeDecorator && !type.cacheOk) this.usable = false;
    this.parts.push(typeKey(type), ';');
  }

  /** Made-up names count by what they are made for, in the order of appearance. */
  private name(name: Name | null): void {
    if (name === null || typeof name === 'string') {
      this.parts.push(name ?? '-', ';');
      return;
    }
    for (const part of name.parts) {
      if (typeof part === 'string') this.parts.push(part);
      else {
        const known = this.#seen.get(part.owner) ?? this.#seen.size;
        this.#seen.set(part.owner, known);
        this.parts.push('%', String(known), part.stem);
      }
    }
    this.parts.push(';');
  }
}

const typeKeys = new WeakMap<TypeEngine, string>();

function typeKey(type: TypeEngine): string {
  const known = typeKeys.get(type);
  if (known !== undefined) return known;
  const key = `${type.cacheKey}${[...type.variants].map(([name, one]) => `/${name}:${one.cacheKey}`).join('')}`;
  typeKeys.set(type, key);
  return key;
}

/** What says more than its fields: ON CONFLICT, INSERT … SELECT, the ORM's options. */
function isUncacheable(element: ClauseElement): boolean {
  if (element instanceof Dml) return element.state.onConflict !== null || element.state.fromSelect !== null || element.state.multi.length > 0 || element.plugin !== null;
  return element instanceof Select && element.plugin !== null;
}
