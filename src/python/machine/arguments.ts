import type { Code } from '../compile/code';
import type { Keywords, PyFunction } from '../objects/callables';
import { typeError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import type { Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';

/**
 * The parameters of a function from its arguments, in the order of its locals.
 * @throws Raised TypeError as CPython words it (Python/ceval.c)
 */
export function bindArguments(func: PyFunction, args: readonly Value[], keywords: Keywords | null): (Value | undefined)[] {
  const { code } = func;
  const { positional, keywordOnly } = code;
  const locals: (Value | undefined)[] = args.slice(0, positional);
  if (keywords === null && !code.rest && !code.keywords && keywordOnly === 0) {
    if (args.length === positional) return locals;
    const missing = positional - args.length;
    const { defaults } = func;
    if (missing > 0 && missing <= defaults.length) {
      for (let index = defaults.length - missing; index < defaults.length; index += 1) locals.push(defaults[index]);
      return locals;
    }
  }
  locals.length = positional + keywordOnly;
  const extra = code.keywords ? new PyDict() : null;
  if (keywords !== null) bindKeywords(func, locals, keywords, extra);
  if (args.length > positional && !code.rest) throw tooMany(func, args.length, locals);
  const firstDefault = positional - func.defaults.length;
  for (let index = firstDefault; index < positional; index += 1) locals[index] ??= locals[index] === null ? null : func.defaults[index - firstDefault];
  const missing = code.locals.slice(0, Math.max(0, firstDefault)).filter((_, index) => locals[index] === undefined);
  if (missing.length > 0) throw missingArguments(func, 'positional', missing);
  const missingKeywords: string[] = [];
  for (let index = positional; index < positional + keywordOnly; index += 1) {
    if (locals[index] !== undefined) continue;
    const name = code.locals[index] as string;
    const fallback = func.keywordDefaults?.get(name);
    if (fallback === undefined) missingKeywords.push(name);
    locals[index] = fallback;
  }
  if (missingKeywords.length > 0) throw missingArguments(func, 'keyword-only', missingKeywords);
  if (code.rest) locals.push(new PyTuple(args.slice(positional)));
  if (extra !== null) locals.push(extra);
  return locals;
}

function bindKeywords(func: PyFunction, locals: (Value | undefined)[], keywords: Keywords, extra: PyDict | null): void {
  const { code } = func;
  const misplaced: string[] = [];
  for (const [name, value] of keywords) {
    const index = parameterIndex(code, name);
    if (index === -1) {
      if (extra !== null) extra.set(name, value);
      else if (code.locals.slice(0, code.positionalOnly).includes(name)) misplaced.push(name);
      else throw typeError(`${func.qualname}() got an unexpected keyword argument '${name}'`);
      continue;
    }
    if (locals[index] !== undefined) throw typeError(`${func.qualname}() got multiple values for argument '${name}'`);
    locals[index] = value;
  }
  if (misplaced.length > 0) throw typeError(`${func.qualname}() got some positional-only arguments passed as keyword arguments: '${misplaced.join(', ')}'`);
}

function parameterIndex(code: Code, name: string): number {
  const end = code.positional + code.keywordOnly;
  for (let index = code.positionalOnly; index < end; index += 1) if (code.locals[index] === name) return index;
  return -1;
}

function missingArguments(func: PyFunction, kind: string, names: readonly string[]): Error {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.at(-1) ?? '';
  const list = quoted.length === 1 ? last : quoted.length === 2 ? quoted.join(' and ') : `${quoted.slice(0, -1).join(', ')}, and ${last}`;
  return typeError(`${func.qualname}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${list}`);
}

function tooMany(func: PyFunction, given: number, locals: readonly (Value | undefined)[]): Error {
  const { code, defaults } = func;
  const { positional } = code;
  let keywordGiven = 0;
  for (let index = positional; index < positional + code.keywordOnly; index += 1) if (locals[index] !== undefined) keywordGiven += 1;
  const takes = defaults.length > 0 ? `from ${positional - defaults.length} to ${positional}` : String(positional);
  const many = defaults.length > 0 || positional !== 1;
  const also = keywordGiven > 0 ? ` positional argument${given === 1 ? '' : 's'} (and ${keywordGiven} keyword-only argument${keywordGiven === 1 ? '' : 's'})` : '';
  return typeError(`${func.qualname}() takes ${takes} positional argument${many ? 's' : ''} but ${given}${also} ${given === 1 && keywordGiven === 0 ? 'was' : 'were'} given`);
}
