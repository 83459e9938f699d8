import type { Flow } from '../flow';
import { compile } from '../compile/compile';
import { define } from '../native/define';
import { PyFunction } from '../objects/callables';
import { PyDict } from '../objects/mappings';
import type { Value } from '../objects/object';
import { call } from '../protocol/call';
import { stringOf } from '../protocol/numbers';
import type { CallerFrame, NativeModule } from '../runtime';
import { Source } from '../syntax/source';

/** Code of the library has its module's name in angle brackets for a file. */
function isLibrary(frame: CallerFrame): boolean {
  return frame.fileName.startsWith('<');
}

/** What pydantic must see of the code around a class: annotations that are text name things there. */
export const pydanticNamesModule: NativeModule = {
  name: '_pydantic_names',
  create: (runtime) => ({
    evaluate: define('evaluate(text, names, /)', function* (text, names): Flow<Value> {
      const around = new Map<string, Value>();
      for (const { key, value } of (names as PyDict).table.entries()) around.set(key as string, value);
      return yield* call(new PyFunction(compile(new Source(stringOf(text) ?? '', '<annotation>')), around, [], null, []));
    }),
    /** The names that the innermost code outside the library sees, above those of its module. */
    surroundings: define('surroundings(module, /)', (module) => {
      let frame = runtime.caller;
      while (frame !== null && isLibrary(frame)) frame = frame.outer;
      const names = runtime.modules.get(stringOf(module) ?? '')?.attributes ?? new Map<string, Value>();
      return PyDict.over(new Map([...names, ...(frame?.globals ?? []), ...(frame?.locals() ?? [])]));
    }),
  }),
};
