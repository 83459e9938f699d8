import type { Flow } from '../../flow';
import { boolType, bytearrayType, bytesType, dictType, floatType, frozensetType, intType, listType, setType, strType, tupleType, typeOf } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { PyDict, PyMappingProxy } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { PyList, PyRange, PyTuple } from '../../objects/sequences';
import { attributeOrUndefined } from '../../protocol/attributes';
import { isInstance } from '../../protocol/instances';
import { removeItem } from '../../protocol/keys';
import { updateDict } from '../../protocol/mapping';
import { contains, subscript } from '../../protocol/operators';
import { repr } from '../../protocol/text';
import { length } from '../../protocol/truth';
import type { Operation } from '../operation';

/** Classes whose only positional pattern is the subject itself. */
const selfMatching = new Set<PyType>([boolType, bytearrayType, bytesType, dictType, floatType, frozensetType, intType, listType, setType, strType, tupleType]);

function isSequence(value: Value): boolean {
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyRange) return true;
  return typeOf(value).mro.some((cls) => cls.name === 'Sequence' || cls.name === 'deque');
}

function isMapping(value: Value): boolean {
  if (value instanceof PyDict || value instanceof PyMappingProxy) return true;
  return typeOf(value).mro.some((cls) => cls.name === 'Mapping');
}

function* hasLength(value: Value, operand: number): Flow<Value> {
  const size = yield* length(value);
  return operand % 2 === 0 ? size === operand / 2 : size >= (operand - 1) / 2;
}

function* itemAt(value: Value, index: Value): Flow<Value> {
  if (value instanceof PyTuple) {
    const item = value.items[Number(index) < 0 ? Number(index) + value.items.length : Number(index)];
    if (item !== undefined) return item;
  }
  return yield* subscript(value, index);
}

function* middle(value: Value, before: number, after: number): Flow<Value> {
  const size = yield* length(value);
  const items: Value[] = [];
  for (let index = before; index < size - after; index += 1) items.push(yield* subscript(value, index));
  return new PyList(items);
}

function* valuesOf(mapping: Value, keys: PyTuple): Flow<Value> {
  const values: Value[] = [];
  for (const key of keys.items) {
    if (!(yield* contains(mapping, key))) return null;
    values.push(yield* subscript(mapping, key));
  }
  return new PyTuple(values);
}

function* restOf(mapping: Value, keys: PyTuple): Flow<Value> {
  const rest = new PyDict();
  yield* updateDict(rest, mapping);
  for (const key of keys.items) yield* removeItem(rest, key);
  return rest;
}

function* attributesOf(subject: Value, cls: Value, keywords: PyTuple, positional: number): Flow<Value> {
  if (!(cls instanceof PyType)) throw typeError(`called match pattern must be a class`);
  if (!(yield* isInstance(subject, cls))) return null;
  const values: Value[] = [];
  const names: Value[] = [];
  if (positional > 0) {
    const args = yield* attributeOrUndefined(cls, '__match_args__');
    if (args === undefined && cls.mro.some((one) => selfMatching.has(one))) {
      if (positional > 1) throw typeError(`${cls.name}() accepts 1 positional sub-pattern (${positional} given)`);
      values.push(subject);
    } else {
      if (args !== undefined && !(args instanceof PyTuple)) throw typeError(`${cls.name}.__match_args__ must be a tuple (got ${typeOf(args).name})`);
      const known = args?.items ?? [];
      if (positional > known.length) throw typeError(`${cls.name}() accepts ${known.length} positional sub-pattern${known.length === 1 ? '' : 's'} (${positional} given)`);
      names.push(...known.slice(0, positional));
    }
  }
  for (const name of [...names, ...keywords.items]) {
    if (typeof name !== 'string') throw typeError(`__match_args__ elements must be strings (got ${yield* repr(name)})`);
    const value = yield* attributeOrUndefined(subject, name);
    if (value === undefined) return null;
    values.push(value);
  }
  return new PyTuple(values);
}

/** Patterns of `match`. */
export const matchingOperations = {
  MATCH_SEQUENCE: (_machine, frame) => {
    frame.push(isSequence(frame.pop()));
  },
  MATCH_MAPPING: (_machine, frame) => {
    frame.push(isMapping(frame.pop()));
  },
  /** Operand: twice the length, plus 1 where it may be longer. */
  MATCH_LENGTH: (machine, frame, operand) => {
    machine.start(hasLength(frame.pop(), operand));
  },
  /** mapping keys -> values or None */
  MATCH_KEYS: (machine, frame) => {
    const keys = frame.pop() as PyTuple;
    machine.start(valuesOf(frame.pop(), keys));
  },
  MATCH_REST: (machine, frame) => {
    const keys = frame.pop() as PyTuple;
    machine.start(restOf(frame.pop(), keys));
  },
  /** subject class names -> values or None. Operand: the number of positional patterns. */
  MATCH_CLASS: (machine, frame, operand) => {
    const names = frame.pop() as PyTuple;
    const cls = frame.pop();
    machine.start(attributesOf(frame.pop(), cls, names, operand));
  },
  /** sequence index -> item; with operand 1: sequence before after -> what is between */
  GET_ITEM_AT: (machine, frame, operand) => {
    const last = frame.pop();
    if (operand === 0) {
      machine.start(itemAt(frame.pop(), last));
      return;
    }
    const before = frame.pop();
    machine.start(middle(frame.pop(), before as number, last as number));
  },
} satisfies Record<string, Operation>;

