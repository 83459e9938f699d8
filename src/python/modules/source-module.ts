import { compile } from '../compile/compile';
import { PyFunction } from '../objects/callables';
import type { Value } from '../objects/object';
import type { NativeModule } from '../runtime';
import { Source } from '../syntax/source';

/** A module of the library that is written in Python. Its code runs at the first import. */
export function sourceModule(name: string, source: string): NativeModule {
  return {
    name,
    create: (runtime) => {
      const names = new Map<string, Value>([
        ['__name__', name],
        ['__doc__', null],
      ]);
      runtime.callNow(new PyFunction(compile(new Source(source, `<${name}>`)), names, [], null, []));
      return names;
    },
  };
}
