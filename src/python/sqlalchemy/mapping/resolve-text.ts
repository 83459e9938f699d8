import type { Mapper } from '../../../orm/map/mapper';
import type { Registry } from '../../../orm/map/registry';
import { InvalidRequestError } from '../../../orm/errors';
import { compile } from '../../compile/compile';
import { PyFunction } from '../../objects/callables';
import { isRaised } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { Source } from '../../syntax/source';
import { PythonSyntaxError } from '../../syntax/syntax-error';
import type { Binder } from '../bind';
import { resolved } from './declarations';
import type { MappedClasses } from './mapped-classes';

/** A class as texts of relationships name it: its attributes are columns. */
export class ClassPath {
  constructor(readonly mapper: Mapper) {}
}

/** The names that a text in `relationship()` may use: classes of the registry, tables, functions of SQL. */
class TextNames extends Map<string, Value> {
  constructor(
    private readonly binder: Binder,
    private readonly registry: Registry,
    private readonly others: ReadonlyMap<string, Value>,
  ) {
    super();
  }

  override get(name: string): Value | undefined {
    const [mapper, ...more] = this.registry.named(name);
    if (more.length > 0) throw new InvalidRequestError(`Multiple classes found for path "${name}" in the registry of this declarative base. Please use a fully module-qualified path.`);
    if (mapper) return this.binder.bridge.toPython(new ClassPath(mapper));
    const table = this.registry.metadata.tables.get(name);
    return table ? this.binder.bridge.toPython(table) : this.others.get(name);
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

/** The meaning of a text: it is Python. Undefined when a name in it is not there. */
export function resolveText(binder: Binder, classes: MappedClasses, text: string, registry: Registry): unknown {
  const others = new Map(['sqlalchemy.orm', 'sqlalchemy'].flatMap((name) => [...(binder.bridge.runtime.modules.get(name)?.attributes ?? [])]));
  try {
    const func = new PyFunction(compile(new Source(text, '<relationship>')), new TextNames(binder, registry, others), [], null, []);
    const found = classes.whileResolving(() => binder.bridge.toOrm(binder.bridge.runtime.callNow(func)));
    return meaning(resolved(found));
  } catch (error) {
    if (isRaised(error, 'NameError') || error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
}

function meaning(found: unknown): unknown {
  if (found instanceof ClassPath) return found.mapper;
  return Array.isArray(found) ? found.map(meaning) : found;
}

/** Binds the classes that texts name. */
export function bindClassPath(binder: Binder): void {
  binder.class<ClassPath>({
    name: '_GetColumns',
    module: 'sqlalchemy.orm.clsregistry',
    of: ClassPath,
    attribute: (self, name) => {
      const property = self.mapper.properties.get(self.mapper.realKey(name));
      if (property?.kind === 'column') return property.column;
      if (name === '__table__') return self.mapper.localTable;
      return undefined;
    },
  });
}
