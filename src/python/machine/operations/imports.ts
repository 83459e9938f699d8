import type { Flow } from '../../flow';
import { importError } from '../../objects/exceptions';
import { PyModule } from '../../objects/module';
import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { attributeOrUndefined } from '../../protocol/attributes';
import { collect } from '../../protocol/iterate';
import { Mode, type Frame } from '../frame';
import type { Operation } from '../operation';

function* importFrom(module: Value, name: string): Flow<Value> {
  const value = yield* attributeOrUndefined(module, name);
  if (value !== undefined) return value;
  const own = module instanceof PyModule ? module.attributes.get('__name__') : null;
  const error = importError(`cannot import name '${name}' from '${typeof own === 'string' ? own : '<unknown module name>'}' (unknown location)`, own ?? null);
  error.exception.fields.set('name_from', name);
  error.exception.fields.set('obj', module);
  throw error;
}

function* importAll(frame: Frame, module: PyModule): Flow<undefined> {
  const all = module.attributes.get('__all__');
  const names = all === undefined ? [...module.attributes.keys()].filter((name) => !name.startsWith('_')) : yield* collect(all);
  for (const name of names) if (typeof name === 'string') (frame.names ?? frame.globals).set(name, yield* importFrom(module, name));
  return undefined;
}

/** Imports. */
export const importOperations = {
  /** names level -> module. Operand: the name. */
  IMPORT: (machine, frame, operand) => {
    const level = frame.pop() as number;
    const names = frame.pop();
    machine.start(machine.surroundings.importModule(frame.code.names[operand] as string, names instanceof PyTuple ? names.items : null, level, frame.globals));
  },
  IMPORT_FROM: (machine, frame, operand) => {
    machine.start(importFrom(frame.peek(), frame.code.names[operand] as string));
  },
  IMPORT_STAR: (machine, frame) => {
    machine.start(importAll(frame, frame.pop() as PyModule), Mode.Discard);
  },
} satisfies Record<string, Operation>;
