import { MappingResult, Result, ScalarResult } from '../../orm/engine/result';

/** A value of a result that is neither row nor object, with the name of its column. */
export class Scalar {
  constructor(
    readonly name: string,
    readonly value: unknown,
  ) {}
}

/**
 * The rows that a result of the ORM still has, which keeps them; null for anything else.
 * @param isRecord what makes a row of its own
 */
export function resultRows(value: unknown, isRecord: (item: unknown) => boolean): readonly unknown[] | null {
  if (value instanceof ScalarResult) {
    const { key } = value;
    return value.preview().map((item: unknown) => (isRecord(item) ? item : new Scalar(key, item)));
  }
  return value instanceof Result || value instanceof MappingResult ? value.preview() : null;
}
