import { UnmappedInstanceError } from '../map/errors';
import { stateOrNull, type InstanceState } from '../map/state';

/** The state of an object that must be mapped. @throws UnmappedInstanceError for what is no mapped object */
export function stateOf(object: unknown): InstanceState {
  const state = stateOrNull(object);
  if (!state) throw new UnmappedInstanceError(`Class '${shownClass(object)}' is not mapped`);
  return state;
}

function shownClass(object: unknown): string {
  if (typeof object === 'object' && object !== null) return object.constructor.name;
  if (object === null || object === undefined) return 'builtins.NoneType';
  return `builtins.${typeof object === 'string' ? 'str' : typeof object === 'boolean' ? 'bool' : 'int'}`;
}
