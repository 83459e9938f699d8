import type { Flow } from '../flow';
import { indexError, keyError, valueError } from '../objects/exceptions';
import type { PyDict } from '../objects/mappings';
import type { Value } from '../objects/object';
import { getAttribute } from '../protocol/attributes';
import { subscript } from '../protocol/operators';
import { asciiText, format, repr, str } from '../protocol/text';

/** Gives the value of a field by its name or number. */
type Lookup = (name: string) => Flow<Value>;

/** `template.format(*args, **kwargs)` */
export function* formatFields(template: string, args: readonly Value[], kwargs: PyDict): Flow<string> {
  let automatic = 0;
  let numbering: 'automatic' | 'manual' | null = null;
  const number = (how: 'automatic' | 'manual'): void => {
    if (numbering !== null && numbering !== how) {
      throw valueError(how === 'automatic' ? 'cannot switch from manual field specification to automatic field numbering' : 'cannot switch from automatic field numbering to manual field specification');
    }
    numbering = how;
  };
  const lookup = function* (name: string): Flow<Value> {
    yield* [];
    let index: number | null = null;
    if (name === '') {
      number('automatic');
      index = automatic++;
    } else if (/^\d+$/.test(name)) {
      number('manual');
      index = Number(name);
    }
    if (index !== null) {
      const value = args[index];
      if (value === undefined) throw indexError(`Replacement index ${index} out of range for positional args tuple`);
      return value;
    }
    const value = kwargs.get(name);
    if (value === undefined) throw keyError(name);
    return value;
  };
  return yield* expand(template, lookup, 2);
}

/** `template.format_map(mapping)` */
export function* formatMap(template: string, mapping: Value): Flow<string> {
  return yield* expand(template, (name) => subscript(mapping, name), 2);
}

function* expand(template: string, lookup: Lookup, depth: number): Flow<string> {
  if (depth < 0) throw valueError('Max string recursion exceeded');
  let out = '';
  for (let at = 0; at < template.length; at += 1) {
    const char = template[at] as string;
    if (char === '}') {
      if (template[at + 1] !== '}') throw valueError("Single '}' encountered in format string");
      out += '}';
      at += 1;
    } else if (char !== '{') out += char;
    else if (template[at + 1] === '{') {
      out += '{';
      at += 1;
    } else {
      const end = fieldEnd(template, at);
      out += yield* field(template.slice(at + 1, end), lookup, depth);
      at = end;
    }
  }
  return out;
}

function fieldEnd(template: string, start: number): number {
  if (start + 1 >= template.length) throw valueError("Single '{' encountered in format string");
  let depth = 0;
  for (let at = start; at < template.length; at += 1) {
    if (template[at] === '{') depth += 1;
    else if (template[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw valueError("expected '}' before end of string");
}

function* field(text: string, lookup: Lookup, depth: number): Flow<string> {
  const match = /^((?:[^[\]!:{}]|\[[^\]]*\])*)(?:!([\s\S]?))?(?::([\s\S]*))?$/.exec(text);
  if (match === null) throw valueError("expected ':' after conversion specifier");
  const [, path = '', conversion, spec = ''] = match;
  let value = yield* resolve(path, lookup);
  if (conversion !== undefined) {
    if (conversion === 'r') value = yield* repr(value);
    else if (conversion === 's') value = yield* str(value);
    else if (conversion === 'a') value = asciiText(yield* repr(value));
    else throw valueError(conversion === '' ? 'end of string while looking for conversion specifier' : `Unknown conversion specifier ${conversion}`);
  }
  return yield* format(value, spec.includes('{') ? yield* expand(spec, lookup, depth - 1) : spec);
}

function* resolve(path: string, lookup: Lookup): Flow<Value> {
  const first = /^[^.[]*/.exec(path)?.[0] ?? '';
  let value = yield* lookup(first);
  let rest = path.slice(first.length);
  while (rest !== '') {
    const attribute = /^\.([^.[]+)/.exec(rest);
    const item = /^\[([^\]]+)\]/.exec(rest);
    if (attribute?.[1] !== undefined) {
      value = yield* getAttribute(value, attribute[1]);
      rest = rest.slice(attribute[0].length);
    } else if (item?.[1] !== undefined) {
      value = yield* subscript(value, /^\d+$/.test(item[1]) ? Number(item[1]) : item[1]);
      rest = rest.slice(item[0].length);
    } else throw valueError(rest.startsWith('[') ? "Missing ']' in format string" : 'Empty attribute in format string');
  }
  return value;
}
