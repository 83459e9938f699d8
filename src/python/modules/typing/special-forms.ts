import type { Flow } from '../../flow';
import { noneType, typeOf } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { equals } from '../../protocol/compare';
import { repr } from '../../protocol/text';

import { makeUnion, specialFormType, typeParameter, typingAliasType, unionForm } from './aliases';
import { PySpecialForm, PyTypingAlias } from './forms';
import { formText } from './type-text';

/** A form of one type: `ClassVar[int]`. */
function ofOneType(name: string): PySpecialForm {
  return new PySpecialForm(specialFormType, name, function* (form, parameters): Flow<Value> {
    const [only] = parameters;
    if (only === undefined || parameters.length !== 1) throw typeError(`${formText(form)} accepts only single type. Got ${yield* repr(new PyTuple(parameters))}.`);
    return new PyTypingAlias(typingAliasType, form, new PyTuple([yield* typeParameter(only, `${formText(form)} accepts only single type.`)]), form);
  });
}

function ofManyTypes(name: string): PySpecialForm {
  return new PySpecialForm(specialFormType, name, function* (form, parameters): Flow<Value> {
    const args: Value[] = [];
    for (const parameter of parameters) args.push(yield* typeParameter(parameter, `${formText(form)} takes types.`));
    return new PyTypingAlias(typingAliasType, form, new PyTuple(args), form);
  });
}

function plain(name: string): PySpecialForm {
  return new PySpecialForm(specialFormType, name, null);
}

const optional = new PySpecialForm(specialFormType, 'Optional', function* (_form, parameters): Flow<Value> {
  const [only] = parameters;
  if (only === undefined || parameters.length !== 1) throw typeError(`typing.Optional requires a single type. Got ${yield* repr(new PyTuple(parameters))}.`);
  return yield* makeUnion(unionForm, [yield* typeParameter(only, 'Optional[t] requires a single type.'), noneType]);
});

const literal = new PySpecialForm(specialFormType, 'Literal', function* (form, parameters): Flow<Value> {
  const flat: Value[] = [];
  for (const parameter of parameters) {
    const parts = parameter instanceof PyTypingAlias && parameter.form === form ? parameter.args.items : [parameter];
    for (const part of parts) {
      let known = false;
      for (const other of flat) known ||= typeOf(other) === typeOf(part) && (yield* equals(other, part));
      if (!known) flat.push(part);
    }
  }
  return new PyTypingAlias(typingAliasType, form, new PyTuple(flat), form);
});

const annotated = new PySpecialForm(specialFormType, 'Annotated', function* (form, parameters): Flow<Value> {
  const [first, ...metadata] = parameters;
  if (first === undefined || metadata.length === 0) throw typeError('Annotated[...] should be used with at least two arguments (a type and an annotation).');
  const type = yield* typeParameter(first, 'Annotated[t, ...]: t must be a type.');
  if (type instanceof PyTypingAlias && type.metadata !== null) return new PyTypingAlias(typingAliasType, type.origin, type.args, form, new PyTuple([...type.metadata.items, ...metadata]));
  return new PyTypingAlias(typingAliasType, type, new PyTuple([type]), form, new PyTuple(metadata));
});

/** The special forms by name. */
export const specialForms: Readonly<Record<string, PySpecialForm>> = {
  Union: unionForm,
  Optional: optional,
  Literal: literal,
  Annotated: annotated,
  ClassVar: ofOneType('ClassVar'),
  Final: ofOneType('Final'),
  TypeGuard: ofOneType('TypeGuard'),
  Required: ofOneType('Required'),
  NotRequired: ofOneType('NotRequired'),
  Unpack: ofOneType('Unpack'),
  Concatenate: ofManyTypes('Concatenate'),
  Self: plain('Self'),
  Never: plain('Never'),
  NoReturn: plain('NoReturn'),
  LiteralString: plain('LiteralString'),
  TypeAlias: plain('TypeAlias'),
};
