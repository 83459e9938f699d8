import type { ClassDescriptor } from './entity';

/** How a {@link ComputedAttribute} works. */
export interface Computation {
  readonly get: (object: object) => unknown;
  /** None for an attribute that can only be read. */
  readonly set?: ((object: object, value: unknown) => void) | null;
  /** What the attribute is on the class, in statements; none where it has no meaning there. */
  readonly onClass?: ClassDescriptor | null;
}

/**
 * An attribute of mapped objects that is no column and no relationship, but is made of others: a hybrid property, a
 * composite, an association proxy.
 * @see sqlalchemy.ext.hybrid.hybrid_property
 */
export class ComputedAttribute {
  readonly onClass: ClassDescriptor | null;

  constructor(private readonly computation: Computation) {
    this.onClass = computation.onClass ?? null;
  }

  get(object: object): unknown {
    return this.computation.get(object);
  }

  /** @throws TypeError (Python's AttributeError) for one that can only be read */
  set(object: object, value: unknown): void {
    if (!this.computation.set) throw new TypeError("can't set attribute");
    this.computation.set(object, value);
  }
}
