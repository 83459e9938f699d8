import type { Mapper } from '../../../orm/map/mapper';
import { polymorphicUnion } from '../../../orm/map/polymorphic-union';
import type { Registry } from '../../../orm/map/registry';
import type { ColumnElement } from '../../../orm/sql/elements';
import type { FromClause } from '../../../orm/sql/from-clause';
import { objectType, typeType } from '../../objects/builtin-types';
import { PyType } from '../../objects/object';
import { nameText } from '../arguments';
import type { Binder } from '../bind';
import type { MappedClasses } from './mapped-classes';

const MODULE = 'sqlalchemy.ext.declarative.extensions';

/** The name that the union has in statements. */
const UNION = 'pjoin';

/** Classes that are read together with subclasses that have tables of their own: `ConcreteBase`, `AbstractConcreteBase`. */
export class ConcreteBases {
  readonly concreteBase = new PyType(typeType, 'ConcreteBase', [objectType], MODULE);
  readonly abstractConcreteBase = new PyType(typeType, 'AbstractConcreteBase', [this.concreteBase], MODULE);
  /** Classes without a table: they are mapped when those below them are known. */
  readonly #waiting: { readonly cls: PyType; readonly registry: Registry }[] = [];

  constructor(
    private readonly binder: Binder,
    private readonly classes: MappedClasses,
  ) {}

  /** The class itself has no table. */
  isAbstract(cls: PyType): boolean {
    return cls.bases.includes(this.abstractConcreteBase);
  }

  waitFor(cls: PyType, registry: Registry): void {
    this.#waiting.push({ cls, registry });
  }

  /** Makes the unions of a registry whose mappers are about to be configured. */
  complete(registry: Registry): void {
    for (const entry of this.#waiting.filter((one) => one.registry === registry)) {
      const below = this.#below(entry.cls);
      if (below.length === 0) continue;
      this.#waiting.splice(this.#waiting.indexOf(entry), 1);
      this.#mapAbstract(entry.cls, registry, below);
    }
    for (const mapper of registry.mappers) {
      const cls = mapper.entity.target as PyType;
      if (mapper.concreteUnion || !cls.isSubclassOf(this.concreteBase) || cls.isSubclassOf(this.abstractConcreteBase)) continue;
      const union = unionOf(mapper.concreteFamily, this.#typeName(cls));
      mapper.readFromUnion(union, union.c.get(this.#typeName(cls)) as ColumnElement);
    }
  }

  /** The mappers of all classes below one: the last that was made comes first. */
  #below(cls: PyType): Mapper[] {
    return [...cls.subclasses].reverse().flatMap((one) => {
      const mapper = this.classes.find(one);
      return [...(mapper ? [mapper] : []), ...this.#below(one)];
    });
  }

  #typeName(cls: PyType): string {
    return nameText(cls.lookup('_concrete_discriminator_name') ?? null) || 'type';
  }

  #mapAbstract(cls: PyType, registry: Registry, below: readonly Mapper[]): void {
    const typeName = this.#typeName(cls);
    const union = unionOf(below, typeName);
    const [first] = below;
    const key = (first?.primaryKey ?? []).map((column) => union.c.get(String(column.key)) as ColumnElement);
    const on = union.c.get(typeName) as ColumnElement;
    const declared = [...cls.dict.keys(), ...key.map((column) => String(column.key)), typeName];
    const included = cls.lookup('strict_attrs') === true ? { includeProperties: declared } : {};
    const mapper = registry.map({ entity: this.classes.entity(cls), table: union, options: { primaryKey: key, polymorphicOn: on, concrete: true, ...included } });
    cls.assign('__mapper__', this.binder.bridge.toPython(mapper));
    cls.assign('__table__', this.binder.bridge.toPython(union));
    this.classes.add(cls, mapper);
    for (const one of [...below].reverse()) if (one.concreteParent === null) one.standBelow(mapper);
    mapper.readFromUnion(union, on);
  }
}

/** The tables of some classes together, each by the identity of its class. */
function unionOf(mappers: readonly Mapper[], typeName: string): FromClause {
  return polymorphicUnion(Object.fromEntries(mappers.map((mapper) => [identityOf(mapper), mapper.localTable])), { typeName, name: UNION });
}

/** What tells rows of a class in a union: its identity, or its name. */
function identityOf({ options: { polymorphicIdentity }, entity }: Mapper): string {
  return typeof polymorphicIdentity === 'string' || typeof polymorphicIdentity === 'number' ? String(polymorphicIdentity) : entity.name;
}
