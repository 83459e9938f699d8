import type { Structure } from '../clause';
import { types } from '../types/resolve';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement } from './column-element';

/** SQL's NULL. */
export class Null extends ColumnElement<null> {
  readonly kind = 'null';
  readonly type: TypeEngine = types.null;

  get structure(): Structure {
    return [];
  }
}

/** True, or 1 where there is no boolean type. */
export class True_ extends ColumnElement<boolean> {
  readonly kind = 'true';
  readonly type: TypeEngine = types.boolean;

  get structure(): Structure {
    return [];
  }

  override negated(): ColumnElement {
    return false_();
  }
}

/** False, or 0 where there is no boolean type. */
export class False_ extends ColumnElement<boolean> {
  readonly kind = 'false';
  readonly type: TypeEngine = types.boolean;

  get structure(): Structure {
    return [];
  }

  override negated(): ColumnElement {
    return true_();
  }
}

export const null_ = (): Null => new Null();
export const true_ = (): True_ => new True_();
export const false_ = (): False_ => new False_();

/** A truth value or nothing as SQL has it. */
export function constantOf(value: boolean | null): ColumnElement {
  if (value === null) return null_();
  return value ? true_() : false_();
}
