import { compile } from '../../compile/compile';
import type { Flow } from '../../flow';
import { noneType } from '../../objects/builtin-types';
import { PyFunction } from '../../objects/callables';
import { PyDict } from '../../objects/mappings';
import { PyModule } from '../../objects/module';
import { PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { PyGenericAlias, PyUnion } from '../../objects/typing';
import { attributeOrUndefined } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { stringOf } from '../../protocol/numbers';
import { repr } from '../../protocol/text';
import { typeError } from '../../objects/exceptions';
import { unionOf } from '../../builtins/typing-objects';
import type { Runtime } from '../../runtime';
import { Source } from '../../syntax/source';
import { isAbsent } from '../arguments';
import { makeUnion } from './aliases';
import { PyForwardRef, PySpecialForm, PyTypingAlias } from './forms';

/** The value of an expression that an annotation holds as text. */
function* evaluate(text: string, names: Map<string, Value>): Flow<Value> {
  return yield* call(new PyFunction(compile(new Source(text, '<string>')), names, [], null, []));
}

/** A type with its texts evaluated; without `extras` also without `Annotated`. */
function* resolved(value: Value, names: Map<string, Value>, extras: boolean): Flow<Value> {
  const text = value instanceof PyForwardRef ? value.text : stringOf(value);
  if (text !== undefined) return yield* resolved(yield* evaluate(text, names), names, extras);
  if (value === null) return noneType;
  if (value instanceof PyTypingAlias && value.metadata !== null) {
    const type = yield* resolved(value.origin, names, extras);
    return extras ? new PyTypingAlias(value.cls, type, new PyTuple([type]), value.form, value.metadata) : type;
  }
  if (!(value instanceof PyGenericAlias) && !(value instanceof PyUnion)) return value;
  if (value instanceof PyTypingAlias && value.form instanceof PySpecialForm) {
    if (value.form.name === 'Literal') return value;
    if (!extras && (value.form.name === 'Required' || value.form.name === 'NotRequired')) return yield* resolved(value.args.items[0] ?? null, names, extras);
  }
  const args: Value[] = [];
  for (const arg of value.args.items) args.push(arg instanceof PyTuple || arg === null ? arg : yield* resolved(arg, names, extras));
  if (args.every((arg, index) => arg === value.args.items[index])) return value;
  if (value instanceof PyUnion) return unionOf(args) ?? value;
  if (!(value instanceof PyTypingAlias)) return new PyGenericAlias(value.origin, new PyTuple(args));
  if (value.form instanceof PySpecialForm && value.form.name === 'Union') return yield* makeUnion(value.form, args);
  return new PyTypingAlias(value.cls, value.origin, new PyTuple(args), value.form);
}

function entriesOf(dict: Value): (readonly [string, Value])[] {
  return dict instanceof PyDict ? [...dict.table.entries()].map(({ key, value }) => [key as string, value] as const) : [];
}

/** `typing.get_type_hints(obj, globalns, localns, include_extras)` */
export function* typeHints(runtime: Runtime, object: Value, globals: Value, locals: Value, extras: boolean): Flow<Value> {
  const around = (module: string | undefined): Map<string, Value> => {
    const loaded = module === undefined ? undefined : runtime.modules.get(module);
    let names = loaded?.attributes;
    for (let frame = runtime.caller; names === undefined && frame !== null; frame = frame.outer) if (frame.globals.get('__name__') === module) names = frame.globals;
    return new Map([...(names ?? runtime.caller?.globals ?? []), ...entriesOf(globals), ...entriesOf(locals)]);
  };
  const hints = new PyDict();
  if (object instanceof PyType) {
    for (const cls of [...object.mro].reverse()) {
      const module = cls.dict.get('__module__') ?? cls.module;
      const names = around(stringOf(module));
      for (const [name, value] of cls.dict) if (!names.has(name)) names.set(name, value);
      for (const [name, value] of entriesOf(cls.dict.get('__annotations__') ?? null)) hints.set(name, yield* resolved(value, names, extras));
    }
    return hints;
  }
  const annotations = yield* attributeOrUndefined(object, '__annotations__');
  if (annotations === undefined) {
    if (object instanceof PyModule) return hints;
    throw typeError(`${yield* repr(object)} is not a module, class, method, or function.`);
  }
  let wrapped = object;
  for (;;) {
    const inner = yield* attributeOrUndefined(wrapped, '__wrapped__');
    if (isAbsent(inner)) break;
    wrapped = inner;
  }
  const own = wrapped instanceof PyFunction ? wrapped.globals : undefined;
  const names = own === undefined ? around(undefined) : new Map([...own, ...entriesOf(globals), ...entriesOf(locals)]);
  for (const [name, value] of entriesOf(annotations)) hints.set(name, yield* resolved(value, names, extras));
  return hints;
}
