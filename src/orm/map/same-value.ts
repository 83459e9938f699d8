import { ormValue } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';

/** True when writing one value in the place of the other changes nothing. */
export function sameValue(left: unknown, right: unknown): boolean {
  const [one, other] = [ormValue(left) ?? null, ormValue(right) ?? null];
  if (one === other) return true;
  if (typeof one === 'bigint' || typeof other === 'bigint') return isNumber(one) && isNumber(other) && BigInt(Math.trunc(Number(one))) === BigInt(Math.trunc(Number(other))) && Number(one) === Number(other);
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  return one.constructor === other.constructor && pythonRepr(one) === pythonRepr(other);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
