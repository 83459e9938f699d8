import { nameText } from '../arguments';
import { InvalidRequestError } from '../../../orm/errors';
import { Column } from '../../../orm/sql/schema/column';
import { ForeignKey } from '../../../orm/sql/schema/foreign-key';
import type { Flow } from '../../flow';
import { PyFunction } from '../../objects/callables';
import { PyDict } from '../../objects/mappings';
import type { PyType, Value } from '../../objects/object';
import { PyProperty } from '../../objects/descriptors';
import { call } from '../../protocol/call';
import type { Binder } from '../bind';
import type { Runtime } from '../../runtime';
import { raise } from '../exceptions';
import { AnnotationReader, type AttributeAnnotation } from './annotations';
import { DeclaredComposite } from './composites';
import { DeclaredRelationship, isDeclaration, MappedColumn, type Declaration } from './declarations';
import { DeclaredAttr } from './declared-attr';
import type { MappedClasses } from './mapped-classes';

/** An attribute that a class body declares, with what its annotation says. */
export interface FoundAttribute {
  /** `composite(…)`, which is no property of the mapper. */
  readonly composite?: DeclaredComposite;
  readonly name: string;
  /** Null where there is an annotation only. */
  readonly declaration: Declaration | null;
  readonly annotation: AttributeAnnotation | null;
  /** The class in whose body it stands. */
  readonly owner: PyType;
  /** Each class below gets it anew: `declared_attr.cascading`. */
  readonly cascades?: boolean;
  /** A plain value of a class body beside `Mapped[…]`: the default of a dataclass field. */
  readonly plain?: Value;
}

const special = new Set(['__tablename__', '__table__', '__table_args__', '__mapper_args__', '__annotations__', '__module__', '__doc__', '__abstract__', '__allow_unmapped__', 'metadata', 'registry', 'type_annotation_map', '__mapper__']);

/** The names of two lists in an order that is that of both: a name of both waits until the other list has come to it. */
function inOneOrder(names: readonly string[], others: readonly string[]): string[] {
  const shared = new Set(names.filter((name) => others.includes(name)));
  const merged = new Set<string>();
  let [current, other] = [[...names], [...others]];
  for (let name = current.shift(); name !== undefined; name = current.shift()) {
    if (shared.delete(name)) [current, other] = [other, current];
    else merged.add(name);
  }
  return [...new Set([...merged, ...other])];
}

/** Finds what the body of a class, and those of its mixins, declare. */
export class ClassScan {
  readonly #reader: AnnotationReader;

  constructor(
    private readonly binder: Binder,
    runtime: Runtime,
    private readonly classes: MappedClasses,
    private readonly cls: PyType,
  ) {
    this.#reader = new AnnotationReader(runtime);
  }

  /** The attributes in order: those of the class itself, then those of its mixins. */
  *attributes(): Flow<readonly FoundAttribute[]> {
    const found = new Map<string, FoundAttribute>();
    for (const owner of this.cls.mro) {
      // What a mapped class above declares is inherited by way of its mapper.
      if (owner !== this.cls && this.classes.find(owner)) continue;
      if (owner.immutable) continue;
      for (const attribute of yield* this.#ofClass(owner)) if (!found.has(attribute.name) && this.#inForce(attribute)) found.set(attribute.name, attribute);
    }
    return [...found.values()];
  }

  /** A class in between may have put something else in the place of the attribute. */
  #inForce({ name, owner, cascades }: FoundAttribute): boolean {
    if (owner === this.cls || cascades === true) return true;
    for (const one of this.cls.mro) {
      if (one === owner) return true;
      if (one === this.cls) continue;
      // What a mapped class above made of a mixin is inherited by way of its mapper.
      if (this.classes.find(one) ? one.isSubclassOf(owner) : one.dict.has(name)) return false;
    }
    return true;
  }

  *#ofClass(owner: PyType): Flow<FoundAttribute[]> {
    const annotations = owner.dict.get('__annotations__');
    const annotated = new Map<string, Value>(annotations instanceof PyDict ? [...annotations.table.entries()].map(({ key, value }) => [nameText(key), value] as const) : []);
    const names = inOneOrder([...owner.dict.keys()], [...annotated.keys()]);
    const found: FoundAttribute[] = [];
    for (const name of names) {
      if (special.has(name)) continue;
      const attribute = yield* this.#attribute(owner, name, owner.dict.get(name), annotated.get(name));
      if (attribute) found.push(attribute);
    }
    return found;
  }

  *#attribute(owner: PyType, name: string, value: Value | undefined, annotation: Value | undefined): Flow<FoundAttribute | null> {
    const given: unknown = value === undefined ? undefined : this.binder.bridge.toOrm(value);
    if (given instanceof DeclaredAttr) return yield* this.#declaredAttr(owner, name, given);
    if (given instanceof DeclaredComposite) {
      const read = annotation === undefined ? null : this.#reader.mapped(annotation);
      return { name, declaration: null, annotation: read && this.#reader.read(read), owner, composite: given };
    }
    const declaration = isDeclaration(given) ? given : null;
    if (annotation === undefined || this.#reader.isClassVariable(annotation)) return declaration ? { name, declaration: this.#own(owner, declaration), annotation: null, owner } : null;
    const mapped = this.#reader.mapped(annotation);
    if (!mapped) return this.#unmapped(owner, name, declaration, value);
    if (value !== undefined && !declaration && !(value instanceof PyProperty) && typeof value === 'object' && value !== null && isDescribed(given)) return null;
    const read = this.#reader.read(mapped);
    return { name, declaration: declaration && this.#own(owner, declaration), annotation: read, owner, ...(value === undefined || declaration ? {} : { plain: value }) };
  }

  /** `name: str` where `Mapped[str]` is needed. @throws Raised MappedAnnotationError */
  #unmapped(owner: PyType, name: string, declaration: Declaration | null, value: Value | undefined): FoundAttribute | null {
    if (this.cls.lookup('__allow_unmapped__') === true || (declaration === null && value !== undefined)) return declaration ? { name, declaration: this.#own(owner, declaration), annotation: null, owner } : null;
    if (declaration === null && !this.#isMappedBody(owner)) return null;
    if (declaration instanceof Column) return { name, declaration: this.#own(owner, declaration), annotation: null, owner };
    throw raise(
      'MappedAnnotationError',
      `Type annotation for "${this.cls.name}.${name}" can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of the \`\`Mapped[]\`\` generic type, or other ORM-compatible generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "__allow_unmapped__ = True" on the class or a superclass this class.`,
      'zlpr',
    );
  }

  #isMappedBody(owner: PyType): boolean {
    return owner === this.cls;
  }

  *#declaredAttr(owner: PyType, name: string, attr: DeclaredAttr): Flow<FoundAttribute | null> {
    if (attr.isDirective) return null;
    const given: unknown = this.binder.bridge.toOrm(yield* call(attr.fn, [this.cls]));
    if (!isDeclaration(given)) {
      if (given === null || given === undefined) return null;
      this.cls.assign(name, this.binder.bridge.toPython(given));
      return null;
    }
    const returns = attr.fn instanceof PyFunction ? attr.fn.annotations?.get('return') : undefined;
    const mapped = returns === undefined ? null : this.#reader.mapped(returns);
    return { name, declaration: given, annotation: mapped && this.#reader.read(mapped), owner, ...(attr.isCascading ? { cascades: true } : {}) };
  }

  /** Each class that takes over a mixin's column has one of its own. @throws InvalidRequestError for a relationship in a mixin */
  #own(owner: PyType, declaration: Declaration): Declaration {
    if (owner === this.cls) return declaration;
    if (declaration instanceof MappedColumn) return new MappedColumn(this.binder, declaration.given.map(copied), declaration.keywords);
    if (declaration instanceof Column) return declaration.copy();
    if (declaration instanceof DeclaredRelationship) {
      throw new InvalidRequestError(`Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as @declared_attr callables on declarative mixin classes.  For dataclass field() objects, use a lambda:`);
    }
    return declaration;
  }
}

/** Foreign keys belong to one column: a copy of the column needs copies of them. */
export function copied(given: unknown): unknown {
  return given instanceof ForeignKey ? new ForeignKey(given.target, given.options) : given;
}

/** True for what the class body put there and means something to the ORM: hybrids, association proxies. */
function isDescribed(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'describes' in given;
}
