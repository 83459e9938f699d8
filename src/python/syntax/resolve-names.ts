import type { Scope } from './scope';

/** Decides which names are shared between scopes; `enclosing`: functions around, the innermost last. */
export function resolveNames(scope: Scope, enclosing: readonly Scope[]): void {
  const needed = new Set<string>();
  for (const name of [...scope.used, ...scope.nonlocals]) {
    if (scope.globals.has(name)) continue;
    if (scope.bound.has(name) && scope.kind !== 'module' && !scope.nonlocals.has(name)) continue;
    needed.add(name);
  }
  const around = scope.isFunction ? [...enclosing, scope] : enclosing;
  for (const child of scope.children) {
    resolveNames(child, around);
    for (const name of child.free) {
      if (scope.isFunction && scope.bound.has(name) && !scope.nonlocals.has(name) && !scope.globals.has(name)) {
        if (!scope.cells.includes(name)) scope.cells.push(name);
      } else if (scope.kind === 'class' && name === '__class__') {
        if (!scope.cells.includes(name)) scope.cells.push(name);
      } else needed.add(name);
    }
  }
  for (const name of needed) {
    const owner = enclosing.findLast((outer) => outer.bound.has(name) && !outer.nonlocals.has(name));
    const classCell = name === '__class__' && !scope.bound.has(name) && hasClassAround(scope);
    if ((owner !== undefined && !owner.globals.has(name)) || classCell) scope.free.push(name);
  }
}

function hasClassAround(scope: Scope): boolean {
  for (let outer = scope.parent; outer !== null; outer = outer.parent) if (outer.kind === 'class') return true;
  return false;
}
