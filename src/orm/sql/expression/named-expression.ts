import { ClauseElement } from '../clause';
import type { ColumnClause } from '../column';
import type { FromClause } from '../from-clause';
import { cleanStem, GeneratedName, type Name } from '../names';
import type { TypeEngine } from '../types/type-engine';
import type { ColumnElement } from './column-element';
import type { Label } from './label';

/** How a column of one FROM element is presented by another. */
export interface ProxyRequest {
  readonly name: Name | null;
  readonly key: string | null;
}

/** What an expression is called: in a result, in a subquery, in messages. */
export abstract class NamedExpression extends ClauseElement {
  abstract readonly type: TypeEngine;
  protected declare readonly proxied: readonly ColumnElement[];
  /** False: kept out of ORDER BY by name. */
  declare readonly allowLabelResolve: boolean;

  /** The columns that this one presents, where it belongs to an alias or a subquery. */
  get proxies(): readonly ColumnElement[] {
    return this.proxied;
  }

  /** The name under which it can be addressed; null for expressions that have none. */
  get name(): Name | null {
    return null;
  }

  /** By what a row or a collection of columns is asked for it. */
  get key(): string | null {
    return null;
  }

  /** A name of its own, not one that is made up. */
  get nonAnonLabel(): Name | null {
    return null;
  }

  /** The name that it takes where it has none: that of the attribute that it is, or of what it wraps, as CAST does. */
  get expressionLabel(): Name | null {
    const pinned = this.annotations['proxyKey'];
    return typeof pinned === 'string' && this.nonAnonLabel === null ? pinned : null;
  }

  /** Table and column name in one, `user_name`; null where there is no table. */
  get tableQualifiedLabel(): Name | null {
    return null;
  }

  /** The name that it gets where it has none or where its own is taken. */
  get anonNameLabel(): Name {
    return GeneratedName.of(this.identity, cleanStem(this.name) ?? 'anon');
  }

  get anonTableQualifiedLabel(): Name {
    return GeneratedName.of(this.identity, cleanStem(this.tableQualifiedLabel) ?? 'anon');
  }

  /** The name for the `index`th repetition of it in one SELECT. */
  repeatedLabel(index: number): Name {
    return GeneratedName.repeated(this.identity, cleanStem(this.name) ?? (this.name === null ? 'anon' : ''), index);
  }

  repeatedTableQualifiedLabel(index: number): Name {
    return GeneratedName.repeated(this.identity, cleanStem(this.tableQualifiedLabel) ?? 'anon', index);
  }

  /** The key that it has among the columns of a subquery. */
  get proxyKey(): string | null {
    const pinned = this.annotations['proxyKey'];
    if (typeof pinned === 'string') return pinned;
    return this.key ?? (typeof this.name === 'string' ? this.name : null);
  }

  /** The label that ORDER BY may name instead of repeating the expression. */
  get orderByLabel(): Label | null {
    return null;
  }

  /** It can only be true or false, so that `= 1` need not be added where there is no boolean type. */
  get isImplicitlyBoolean(): boolean {
    return false;
  }

  /** This column and all that it presents, down to the tables. */
  get proxySet(): ReadonlySet<ClauseElement> {
    return this.memoized('proxySet', () => {
      const all = new Set<ClauseElement>([this.identity]);
      for (const proxy of this.proxies) for (const one of proxy.proxySet) all.add(one);
      return all;
    });
  }

  /** True when both present the same column of a table. */
  sharesLineage(other: ColumnElement): boolean {
    for (const one of other.proxySet) if (this.proxySet.has(one)) return true;
    return false;
  }

  /** A column by which `from` presents this expression. */
  makeProxy(from: FromClause, request: ProxyRequest, column: (name: Name, type: TypeEngine) => ColumnClause): [key: string, proxy: ColumnClause] {
    const name = request.name ?? this.nonAnonLabel ?? this.anonNameLabel;
    const key = request.key ?? this.proxyKey ?? (typeof name === 'string' ? name : name.toString());
    const proxy = column(name, this.type).rebuilt({ table: from, key, proxied: [this], allowLabelResolve: this.allowLabelResolve });
    return [key, proxy];
  }
}

// What few expressions have of their own is kept once.
Object.assign(NamedExpression.prototype, { proxied: [], allowLabelResolve: true });
