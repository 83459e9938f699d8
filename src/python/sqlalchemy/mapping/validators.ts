import { nameText } from '../arguments';
import { addValidator, type Validator } from '../../../orm/map/attribute-listeners';
import type { Mapper } from '../../../orm/map/mapper';
import { define } from '../../native/define';
import { PyFunction } from '../../objects/callables';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import type { Binder } from '../bind';

const MARK = '__sa_validators__';

/** `@validates("email")`: marks a method; it sees values of these attributes before they are set. */
export function validates(): Value {
  return define('validates(*names, include_removes=False, include_backrefs=True)', (names, removes, backrefs) =>
    define('decorate(fn, /)', (fn) => {
      if (fn instanceof PyFunction) (fn.attributes ??= new Map<string, Value>()).set(MARK, new PyTuple([names, backrefs, removes]));
      return fn;
    }), 'sqlalchemy.orm');
}

/** `@reconstructor`: marks a method that is called for each object that is made of a row. */
export function reconstructor(): Value {
  return define('reconstructor(fn, /)', (fn) => {
    if (fn instanceof PyFunction) (fn.attributes ??= new Map<string, Value>()).set('__sa_reconstructor__', true);
    return fn;
  }, 'sqlalchemy.orm');
}

/** Lets the marked methods of a class see the values of its attributes, once they are there. */
export function attachValidators(binder: Binder, cls: PyType, mapper: Mapper): void {
  const { bridge } = binder;
  const marked = cls.mro.flatMap((owner) => [...owner.dict.values()]).filter((value) => value instanceof PyFunction);
  for (const method of marked) {
    if (method.attributes?.get('__sa_reconstructor__') === true) mapper.events.listen('load', (object) => bridge.runtime.callNow(method, [object as PyObject]));
  }
  const validators = marked.flatMap((method) => {
    const mark = method.attributes?.get(MARK);
    const [names, backrefs, removes] = mark instanceof PyTuple ? mark.items : [];
    return names instanceof PyTuple ? [{ method, names: names.items, backrefs: backrefs === true, removes: removes === true }] : [];
  });
  if (validators.length === 0) return;
  mapper.events.listen('mapperConfigured', (configured) => {
    if (configured !== mapper) return;
    for (const { method, names, backrefs, removes } of validators) {
      for (const name of names) {
        const impl = mapper.attributes.get(nameText(name));
        const validate: Validator['validate'] = (object, key, value, isRemove) => bridge.runtime.callNow(method, [object as PyObject, key, bridge.toPython(value), ...(removes ? [isRemove] : [])]);
        if (impl) addValidator(impl.listeners, impl.key, { validate, includeRemoves: removes, includeBackrefs: backrefs });
      }
    }
  });
}
