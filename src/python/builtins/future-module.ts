import type { Value } from '../objects/object';
import type { NativeModule } from '../runtime';

const features = ['annotations', 'division', 'absolute_import', 'with_statement', 'print_function', 'unicode_literals', 'generators', 'nested_scopes', 'generator_stop'];

/** `__future__`: what its names do, the compiler does. */
export const futureModule: NativeModule = {
  name: '__future__',
  create: () => new Map<string, Value>(features.map((name) => [name, null])),
};
