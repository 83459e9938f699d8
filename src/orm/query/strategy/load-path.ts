import type { Mapper } from '../../map/mapper';

/** By which classes related objects were come to: what keeps eager loading from going in circles. */
export class LoadPath {
  private constructor(
    private readonly mapper: Mapper,
    private readonly above: LoadPath | null,
  ) {}

  static from(mapper: Mapper): LoadPath {
    return new LoadPath(mapper, null);
  }

  /** One relationship further. */
  to(mapper: Mapper): LoadPath {
    return new LoadPath(mapper, this);
  }

  /** How many relationships it has. */
  get length(): number {
    return this.above ? this.above.length + 1 : 0;
  }

  /** The class is on the way already. */
  has(mapper: Mapper): boolean {
    return this.mapper.isa(mapper) || (this.above?.has(mapper) ?? false);
  }
}
