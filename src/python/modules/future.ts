import { defineClass } from '../native/define';
import { PyObject, type PyType } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import type { NativeModule } from '../runtime';

class PyFeature extends PyObject {
  constructor(readonly optional: readonly [number, number]) {
    super(featureType);
  }
}

const featureType: PyType = defineClass<PyFeature>({
  name: '_Feature',
  module: '__future__',
  allocate: null,
  accepts: (value) => value instanceof PyFeature,
  methods: { 'getOptionalRelease()': (self) => new PyTuple([...self.optional, 0, 'alpha', 1]) },
});

/** When each feature could first be asked for. */
const features: Readonly<Record<string, readonly [number, number]>> = {
  nested_scopes: [2, 1],
  generators: [2, 2],
  division: [2, 2],
  absolute_import: [2, 5],
  with_statement: [2, 5],
  print_function: [2, 6],
  unicode_literals: [2, 6],
  barry_as_FLUFL: [3, 1],
  generator_stop: [3, 5],
  annotations: [3, 7],
};

/** `__future__`; what `annotations` means is the compiler's. */
export const futureModule: NativeModule = {
  name: '__future__',
  create: () => Object.fromEntries(Object.entries(features).map(([name, release]) => [name, new PyFeature(release)])),
};
