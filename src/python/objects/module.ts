import { moduleType } from './builtin-types';
import { PyObject, type Value } from './object';

/** A module: its names are its attributes. */
export class PyModule extends PyObject {
  override attributes: Map<string, Value>;

  constructor(
    readonly name: string,
    names: Map<string, Value> = new Map(),
  ) {
    super(moduleType);
    if (!names.has('__name__')) names.set('__name__', name);
    if (!names.has('__doc__')) names.set('__doc__', null);
    this.attributes = names;
  }
}
