import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import type { Mapper } from './mapper';

/** What tells one row of a mapped class from all others. */
export interface IdentityKey {
  /** The mapper at the root of the inheritance. */
  readonly mapper: Mapper;
  /** The primary key, in the order of its columns. */
  readonly values: readonly unknown[];
  /** Tells rows of several databases with the same key apart; null for those of one. */
  readonly shard: unknown;
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

export function identityKey(mapper: Mapper, values: readonly unknown[], shard: unknown = null): IdentityKey {
  const token = identityToken(values);
  return { mapper: mapper.base, values, shard, token: shard === null ? token : `${pythonRepr(shard)}:${token}` };
}
