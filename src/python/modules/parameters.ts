import type { Keywords } from '../objects/callables';
import { typeError } from '../objects/exceptions';
import type { Value } from '../objects/object';

/** A parameter that is given by position or by name; without a fallback it is required. */
export interface NamedParameter {
  readonly name: string;
  readonly fallback: Value | undefined;
}

/**
 * Binds arguments in the words of functions that are written in Python.
 * @param implicit how many arguments before these count in messages: `self`
 * @throws Raised TypeError
 */
export function bindParameters(qualname: string, parameters: readonly NamedParameter[], args: readonly Value[], keywords: Keywords, implicit: number): Value[] {
  const bound: (Value | undefined)[] = args.slice(0, parameters.length);
  for (const [name, value] of keywords) {
    const index = parameters.findIndex((parameter) => parameter.name === name);
    if (index < 0) throw typeError(`${qualname}() got an unexpected keyword argument '${name}'`);
    if (bound[index] !== undefined) throw typeError(`${qualname}() got multiple values for argument '${name}'`);
    bound[index] = value;
  }
  if (args.length > parameters.length) {
    const most = parameters.length + implicit;
    const least = parameters.filter((parameter) => parameter.fallback === undefined).length + implicit;
    const takes = least === most ? String(most) : `from ${least} to ${most}`;
    throw typeError(`${qualname}() takes ${takes} positional argument${takes === '1' ? '' : 's'} but ${args.length + implicit} were given`);
  }
  const missing = parameters.filter((parameter, index) => bound[index] === undefined && parameter.fallback === undefined).map((parameter) => `'${parameter.name}'`);
  if (missing.length > 0) {
    const last = missing.at(-1) ?? '';
    const list = missing.length === 1 ? last : missing.length === 2 ? missing.join(' and ') : `${missing.slice(0, -1).join(', ')}, and ${last}`;
    throw typeError(`${qualname}() missing ${missing.length} required positional argument${missing.length === 1 ? '' : 's'}: ${list}`);
  }
  return parameters.map((parameter, index) => {
    const value = bound[index];
    return value === undefined ? (parameter.fallback as Value) : value;
  });
}
