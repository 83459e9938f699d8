import { CompositeProperty } from '../../../orm/map/composite';
import { identityKey } from '../../../orm/map/identity-key';
import { InvalidRequestError } from '../../../orm/errors';
import { CollectionImpl } from '../../../orm/map/related-attribute';
import { runSync } from '../../../orm/flow';
import { isKnown, PASSIVE } from '../../../orm/map/passive';
import { define } from '../../native/define';
import type { Flow } from '../../flow';
import { PyObject, type Value } from '../../objects/object';
import { setAttribute } from '../../protocol/attributes';
import { asText, nameText } from '../arguments';
import { at, carriedOut, type Binder } from '../bind';
import { asList } from '../arguments';
import { functions } from '../rows';
import { PySqlRow } from '../row';
import { CollectionOwnerAdapter } from './collection-adapter';
import type { MappedClasses } from './mapped-classes';
import { mapperOf } from './sessions';

/** `sqlalchemy.orm.attributes`: attributes of objects, by name. */
export function attributeFunctions(binder: Binder, classes: MappedClasses): Record<string, Value> {
  return {
    ...binder.functions(
      functions({
        'flag_modified(instance, key)': (object, key) => {
          const state = classes.stateOf(object as never);
          if (!state.values.has(asText(key))) throw new InvalidRequestError(`Can't flag attribute '${asText(key)}' modified; it's not present in the object state`);
          state.flagModified(asText(key));
        },
        'flag_dirty(instance)': (object) => { classes.stateOf(object as never).touch(); },
        'get_history(obj, key, passive=None)': (object, key) => {
          const state = classes.stateOf(object as never);
          const property = state.mapper.properties.get(asText(key));
          return property instanceof CompositeProperty ? property.attribute.history(state) : runSync(state.attribute(asText(key)).loadHistory(state, PASSIVE.off));
        },
        'init_collection(obj, key)': (object, key) => {
          const state = classes.stateOf(object as never);
          const impl = state.attribute(asText(key));
          if (!(impl instanceof CollectionImpl)) throw new InvalidRequestError(`attribute '${asText(key)}' is no collection`);
          impl.setCommitted(state, []);
          return new CollectionOwnerAdapter(state, impl.presented(state.values.get(impl.key)) as object);
        },
        'instance_state(instance)': (object) => classes.stateOf(object as never),
        'instance_dict(instance)': (object) => {
          const state = classes.stateOf(object as never);
          return Object.fromEntries([...state.values].filter(([, value]) => isKnown(value)).map(([key, value]) => [key, state.attribute(key).presented(value)]));
        },
      }),
      'sqlalchemy.orm.attributes',
    ),
    // What is set is Python's own value.
    set_attribute: define('set_attribute(instance, key, value, initiator=None)', function* (instance, key, value): Flow<Value> {
      yield* setAttribute(instance, nameText(key), value);
      return null;
    }),
    get_attribute: define('get_attribute(instance, key)', function* (instance, key): Flow<Value> { return yield* classes.read(instance as PyObject, nameText(key)); }),
    del_attribute: define('del_attribute(instance, key)', function* (instance, key): Flow<Value> {
      yield* setAttribute(instance, nameText(key), undefined);
      return null;
    }),
    set_committed_value: define('set_committed_value(instance, key, value)', (instance, key, value) => at(() => {
      const state = classes.stateOf(instance as PyObject);
      state.attribute(nameText(key)).setCommitted(state, binder.bridge.toOrm(value) instanceof Array ? binder.bridge.toOrm(value) : classes.plain(value));
      return null;
    })),
  }; // prettier-ignore
}

/** Functions about the identities of objects. */
export function identityFunctions(binder: Binder, classes: MappedClasses): Record<string, Value> {
  const { bridge } = binder;
  return {
    identity_key: define('identity_key(class_=None, ident=None, *, instance=None, row=None, identity_token=None)', function* (cls, ident, instance, row): Flow<Value> {
      return yield* carriedOut(() => {
        if (instance instanceof PyObject) {
          const state = classes.stateOf(instance);
          return bridge.toPython(state.mapper.identityKeyOf(state));
        }
        const mapper = mapperOf(binder, bridge.toOrm(cls));
        const given = row instanceof PySqlRow ? mapper.primaryKey.map((column) => row.row._mapping.get(column)) : asList(bridge.toOrm(ident));
        return bridge.toPython(identityKey(mapper, given));
      });
    }),
    ...binder.functions(functions({ 'was_deleted(object)': (object) => classes.stateOf(object as never).wasDeleted }), 'sqlalchemy.orm.util'),
  };
}
