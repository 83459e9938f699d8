import { TypeDecorator } from './type-decorator';
import type { TypeEngine } from './type-engine';

/** True where the type, or what it decorates, is of this family. */
export function isOfFamily(type: TypeEngine, affinity: TypeEngine['affinity']): boolean {
  return type.affinity === affinity || (type instanceof TypeDecorator && type.impl.affinity === affinity);
}
