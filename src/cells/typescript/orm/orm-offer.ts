import * as orm from '../../../orm';
import type { CellEngines } from './cell-engines';

/** Names of the language itself, which the ORM's types have, too: they are there for `import … from 'savepoint'` only. */
function isTaken(name: string): boolean {
  return name in globalThis;
}

/**
 * What the ORM offers to cells, by name. Engines are on the notebook's databases; `Base` is one for all cells, so that
 * classes of several notes may refer to each other.
 */
export function ormOffer(engines: CellEngines): Readonly<Record<string, unknown>> & { readonly Base: orm.DeclarativeBase } {
  const { createEngine: _unbound, ...rest } = orm;
  return {
    ...rest,
    Base: orm.makeBase(),
    createEngine: (...given: Parameters<CellEngines['createEngine']>) => engines.createEngine(...given),
    createAsyncEngine: (...given: Parameters<CellEngines['createAsyncEngine']>) => engines.createAsyncEngine(...given),
  };
}

/** What of it cells may use without an import. */
export function ormScope(offer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(offer).filter(([name]) => !isTaken(name)));
}
