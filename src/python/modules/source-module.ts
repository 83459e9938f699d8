import type { Code } from '../compile/code';
import { compile } from '../compile/compile';
import { PyFunction } from '../objects/callables';
import type { Value } from '../objects/object';
import type { NativeModule } from '../runtime';
import { Source } from '../syntax/source';

/** A module of the library that is written in Python. Its code is compiled when it is first imported, and runs once in each interpreter. */
export function sourceModule(name: string, source: string): NativeModule {
  let code: Code | null = null;
  return {
    name,
    create: (runtime) => {
      code ??= compile(new Source(source, `<${name}>`));
      const names = new Map<string, Value>([
        ['__name__', name],
        ['__doc__', null],
      ]);
      runtime.callNow(new PyFunction(code, names, [], null, []));
      return names;
    },
  };
}
