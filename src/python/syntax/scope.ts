import type * as ast from './ast';

export type ScopeKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension';
/** Where a name of a scope lives. */
export type Place = 'local' | 'cell' | 'free' | 'global' | 'name';

/** The names of one block of code. */
export class Scope {
  readonly children: Scope[] = [];
  readonly bound = new Set<string>();
  readonly used = new Set<string>();
  readonly parameters: string[] = [];
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** Names of this scope that inner scopes use, in order. */
  readonly cells: string[] = [];
  /** Names of outer scopes that this one or inner ones use, in order. */
  readonly free: string[] = [];
  isGenerator = false;
  isCoroutine = false;

  constructor(
    readonly kind: ScopeKind,
    readonly name: string,
    readonly parent: Scope | null,
  ) {
    parent?.children.push(this);
  }

  get isFunction(): boolean {
    return this.kind === 'function' || this.kind === 'lambda' || this.kind === 'comprehension';
  }

  place(name: string): Place {
    if (this.globals.has(name)) return 'global';
    if (this.kind === 'class' && this.bound.has(name) && !this.nonlocals.has(name)) return 'name';
    if (this.cells.includes(name) && this.isFunction) return 'cell';
    if (this.free.includes(name)) return 'free';
    if (this.isFunction && this.bound.has(name)) return 'local';
    return this.kind === 'module' ? 'global' : this.kind === 'class' ? 'name' : 'global';
  }
}

/** Nodes that open a scope, with the scope. */
export type Scopes = ReadonlyMap<object, Scope>;

/** Names that a pattern binds. */
export function patternNames(pattern: ast.Pattern): Set<string> {
  const names = new Set<string>();
  const collect = (one: ast.Pattern): void => {
    switch (one.kind) {
      case 'CapturePattern':
      case 'StarPattern':
        if (one.name !== null) names.add(one.name);
        return;
      case 'AsPattern':
        names.add(one.name);
        collect(one.pattern);
        return;
      case 'OrPattern':
        one.alternatives.forEach(collect);
        return;
      case 'SequencePattern':
        one.items.forEach(collect);
        return;
      case 'MappingPattern':
        one.values.forEach(collect);
        if (one.rest !== null) names.add(one.rest);
        return;
      case 'ClassPattern':
        one.positional.forEach(collect);
        one.keywords.forEach((keyword) => { collect(keyword.pattern); });
    }
  };
  collect(pattern);
  return names;
}

/** A name as it is within a class: `__x` becomes `_Class__x`. */
export function mangle(name: string, scope: Scope): string {
  if (!name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  for (let outer: Scope | null = scope; outer !== null; outer = outer.parent) {
    if (outer.kind !== 'class') continue;
    const cls = outer.name.replace(/^_+/, '');
    return cls === '' ? name : `_${cls}${name}`;
  }
  return name;
}
