import type { Keywords } from '../objects/callables';
import type { Value } from '../objects/object';
import { PyDict } from '../objects/mappings';
import { PyTuple } from '../objects/sequences';
import { typeError } from '../objects/exceptions';

type ParameterKind = 'positional' | 'either' | 'keyword' | 'rest' | 'keywords';

interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly required: boolean;
  readonly fallback: Value | undefined;
}

/** What arguments a native function takes. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Whether all parameters take one positional argument each. */
  readonly plain: boolean;
  /** As Python shows it: `(iterable, /, *, key=None, reverse=False)`. */
  readonly text: string;
}

function defaultValue(text: string): Value {
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll('\\n', '\n');
  return Number(text);
}

/**
 * Reads a signature in Python's notation. Defaults are `None`, `True`, `False`, ints and strings in single quotes without commas;
 * `name?` is an optional parameter that is undefined when absent.
 */
export function parseSignature(text: string): Signature {
  const inner = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
  const parts = inner
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const slash = parts.indexOf('/');
  let keywordOnly = false;
  const parameters: Parameter[] = [];
  parts.forEach((part, index) => {
    if (part === '/') return;
    if (part === '*') {
      keywordOnly = true;
      return;
    }
    if (part.startsWith('**')) {
      parameters.push({ name: part.slice(2), kind: 'keywords', required: false, fallback: undefined });
      return;
    }
    if (part.startsWith('*')) {
      keywordOnly = true;
      parameters.push({ name: part.slice(1), kind: 'rest', required: false, fallback: undefined });
      return;
    }
    const kind: ParameterKind = index < slash ? 'positional' : keywordOnly ? 'keyword' : 'either';
    const equals = part.indexOf('=');
    if (equals > 0) parameters.push({ name: part.slice(0, equals).trim(), kind, required: false, fallback: defaultValue(part.slice(equals + 1).trim()) });
    else if (part.endsWith('?')) parameters.push({ name: part.slice(0, -1), kind, required: false, fallback: undefined });
    else parameters.push({ name: part, kind, required: true, fallback: undefined });
  });
  const plain = parameters.every((parameter) => parameter.kind === 'positional' || parameter.kind === 'either');
  return { parameters, plain, text: `(${inner})` };
}

function plural(count: number): string {
  return `${count} argument${count === 1 ? '' : 's'}`;
}

/** CPython words the count of positional arguments in as many ways as it has calling conventions. */
function wrongCount(name: string, qualname: string, signature: Signature, given: number): never {
  const positional = signature.parameters.filter((parameter) => parameter.kind === 'positional' || parameter.kind === 'either');
  const least = positional.filter((parameter) => parameter.required).length;
  const most = positional.length;
  const onlyPositional = signature.parameters.every((parameter) => parameter.kind === 'positional');
  if (most === 0) throw typeError(signature.parameters.length > 0 ? `${name}() takes no positional arguments` : `${qualname}() takes no arguments (${given} given)`);
  if (onlyPositional && most === 1 && least === 1) throw typeError(`${qualname}() takes exactly one argument (${given} given)`);
  if (positional.every((parameter) => parameter.kind === 'positional')) {
    if (least === most) throw typeError(`${name} expected ${plural(most)}, got ${given}`);
    throw typeError(`${name} expected at ${given < least ? 'least' : 'most'} ${plural(given < least ? least : most)}, got ${given}`);
  }
  throw typeError(`${name}() takes ${least === most ? 'exactly' : 'at most'} ${plural(most)} (${given} given)`);
}

/**
 * Puts arguments in the order of a signature.
 * @throws Raised TypeError as CPython words it
 */
export function bindNative(name: string, qualname: string, signature: Signature, args: readonly Value[], keywords: Keywords | null): Value[] {
  const { parameters } = signature;
  const bound: (Value | undefined)[] = [];
  let next = 0;
  let used = 0;
  let takesRest = false;
  let takesKeywords = false;
  for (const [index, parameter] of parameters.entries()) {
    switch (parameter.kind) {
      case 'positional':
      case 'either': {
        let value: Value | undefined = args[next];
        if (next < args.length) next += 1;
        if (parameter.kind === 'either' && keywords?.has(parameter.name) === true) {
          if (value !== undefined) throw typeError(`argument for ${name}() given by name ('${parameter.name}') and position (${index + 1})`);
          value = keywords.get(parameter.name);
          used += 1;
        }
        if (value === undefined && parameter.required) {
          if (parameter.kind === 'positional') {
            if (keywords !== null && keywords.size > 0 && args.length === 0 && signature.parameters.every((one) => one.kind === 'positional')) throw typeError(`${qualname}() takes no keyword arguments`);
            wrongCount(name, qualname, signature, args.length);
          }
          throw typeError(`${name}() missing required argument '${parameter.name}'${name === 'enumerate' ? '' : ` (pos ${index + 1})`}`);
        }
        bound.push(value ?? (value === null ? null : parameter.fallback));
        break;
      }
      case 'keyword': {
        const value = keywords?.get(parameter.name);
        if (value !== undefined) used += 1;
        else if (parameter.required) throw typeError(`${name}() missing required keyword-only argument: '${parameter.name}'`);
        bound.push(value === undefined ? parameter.fallback : value);
        break;
      }
      case 'rest':
        takesRest = true;
        bound.push(new PyTuple(args.slice(next)));
        break;
      case 'keywords': {
        takesKeywords = true;
        const taken = new Set(parameters.filter((one) => one.kind === 'either' || one.kind === 'keyword').map((one) => one.name));
        bound.push(PyDict.of([...(keywords ?? [])].filter(([key]) => !taken.has(key))));
        break;
      }
    }
  }
  if (!takesRest && next < args.length) wrongCount(name, qualname, signature, args.length);
  if (keywords !== null && keywords.size > used && !takesKeywords) {
    if (parameters.every((parameter) => parameter.kind === 'positional' || parameter.kind === 'rest')) throw typeError(`${qualname}() takes no keyword arguments`);
    const names = new Set(parameters.filter((parameter) => parameter.kind === 'either' || parameter.kind === 'keyword').map((parameter) => parameter.name));
    const stray = [...keywords.keys()].find((key) => !names.has(key));
    if (stray !== undefined) throw typeError(`'${stray}' is an invalid keyword argument for ${name}()`);
  }
  return bound as Value[];
}
