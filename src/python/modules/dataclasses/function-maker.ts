import { compile } from '../../compile/compile';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { PyFunction } from '../../objects/callables';
import { PyDict } from '../../objects/mappings';
import type { Value } from '../../objects/object';
import { call } from '../../protocol/call';
import { stringOf } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { Source } from '../../syntax/source';

/** Makes functions of Python text for `dataclasses`: so their arguments are checked, and named in messages, like those of any other function. */
export const functionMakerModule: NativeModule = {
  name: '_function_maker',
  create: () => ({
    // Runs the text among the names given; what it defines is added to them.
    run: define('run(text, names, module, /)', function* (text, names, module): Flow<Value> {
      const globals = new Map<string, Value>([['__name__', module]]);
      for (const { key, value } of (names as PyDict).table.entries()) globals.set(key as string, value);
      yield* call(new PyFunction(compile(new Source(stringOf(text) ?? '', '<string>')), globals, [], null, []));
      return PyDict.over(globals);
    }),
  }),
};
