import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import type { Mapper } from './mapper';

/** What tells one row of a mapped class from all others. */
export interface IdentityKey {
  /** The mapper at the root of the inheritance. */
  readonly mapper: Mapper;
  /** The primary key, in the order of its columns. */
  readonly values: readonly unknown[];
  /** Equal for equal keys of one mapper. */
  readonly token: IdentityToken;
}

export type IdentityToken = number | string;

/** A primary key as something that can be compared with `===`. Numbers and texts that look alike are different. */
export function identityToken(values: readonly unknown[]): IdentityToken {
  if (values.length === 1) {
    const value = ormValue(values[0]);
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
    return `=${pythonRepr(value)}`;
  }
  return `(${values.map((value) => pythonRepr(value)).join(', ')})`;
}

export function identityKey(mapper: Mapper, values: readonly unknown[]): IdentityKey {
  return { mapper: mapper.base, values, token: identityToken(values) };
}
