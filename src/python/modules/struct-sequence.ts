import { defineClass } from '../native/define';
import { tupleType } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import type { Flow } from '../flow';
import type { PyType, Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { collect } from '../protocol/iterate';
import { repr } from '../protocol/text';

/**
 * A class of tuples whose items have names, as the C library's structures come to Python: `time.struct_time`.
 * Python code makes one of a sequence.
 */
export function structSequence(name: string, module: string, fields: readonly string[]): PyType {
  return defineClass<PyTuple>({
    name,
    module,
    bases: [tupleType],
    subclassable: false,
    accepts: (value) => value instanceof PyTuple,
    attributes: Object.fromEntries(fields.map((field, index) => [field, (self: PyTuple): Value => self.items[index] as Value])),
    constants: { n_fields: fields.length, n_sequence_fields: fields.length, __match_args__: new PyTuple(fields) },
    statics: {
      '__new__(cls, sequence, /)': function* (cls, sequence): Flow<Value> {
        const items = yield* collect(sequence);
        if (items.length !== fields.length) throw typeError(`${module}.${name}() takes a ${fields.length}-sequence (${items.length}-sequence given)`);
        return new PyTuple(items, cls as PyType);
      },
    },
    methods: {
      '__repr__()': function* (self): Flow<Value> {
        const parts: string[] = [];
        for (const [index, field] of fields.entries()) parts.push(`${field}=${yield* repr(self.items[index] as Value)}`);
        return `${module}.${name}(${parts.join(', ')})`;
      },
    },
  });
}
