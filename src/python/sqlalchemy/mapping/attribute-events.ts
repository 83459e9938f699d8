import { AttributeImpl, type Initiator } from '../../../orm/map/attribute';
import type { AttributeListeners } from '../../../orm/map/attribute-listeners';
import { CompositeComparator } from '../../../orm/map/composite';
import type { Mapper } from '../../../orm/map/mapper';
import { isKnown, NO_VALUE } from '../../../orm/map/passive';
import { stateOrNull } from '../../../orm/map/state';
import { RelationshipAttribute } from '../../../orm/map/relationship-attribute';
import { PyDict } from '../../objects/mappings';
import { nameText } from '../arguments';
import type { Binder } from '../bind';
import type { EventSource, ListenOptions } from '../events';
import { CollectionOwnerAdapter } from './collection-adapter';
import { ColumnAttribute } from './mapped-classes';
import { NoValue } from './mapped-inspection';

const operations: Readonly<Record<Initiator['kind'], string>> = { append: 'APPEND', remove: 'REMOVE', replace: 'REPLACE', 'bulk replace': 'BULK_REPLACE' };

/** What began a change: the last argument of handlers. */
class EventToken {
  readonly op: Operation;

  constructor(readonly initiator: Initiator) {
    this.op = new Operation(operations[initiator.kind]);
  }
}

/** `AttributeEventToken.op`, by name. */
class Operation {
  constructor(readonly name: string) {}
}

type Call = (given: readonly unknown[]) => unknown;

/** How a handler of each event listens: gives what ends it. @param call gives what the handler gave */
const events: Readonly<Record<string, (listeners: AttributeListeners, call: Call, retval: boolean) => () => void>> = {
  set: (listeners, call, retval) => added(listeners.set, (state, value, old, initiator) => chosen(call([state.object, value, isKnown(old) ? old : NoValue.only, new EventToken(initiator)]), value, retval)),
  append: (listeners, call, retval) => added(listeners.append, (state, value, initiator) => chosen(call([state.object, value, new EventToken(initiator)]), value, retval)),
  append_wo_mutation: (listeners, call, retval) => added(listeners.appendWithoutChange, (state, value, initiator) => chosen(call([state.object, value, new EventToken(initiator)]), value, retval)),
  remove: (listeners, call) => added(listeners.remove, (state, value, initiator) => void call([state.object, value, new EventToken(initiator)])),
  bulk_replace: (listeners, call) => added(listeners.bulkReplace, (state, values, initiator) => {
    const list = [...values];
    call([state.object, list, new EventToken(initiator)]);
    return list;
  }),
  modified: (listeners, call) => added(listeners.modified, (state, initiator) => void call([state.object, new EventToken(initiator)])),
  init_scalar: (listeners, call, retval) => added(listeners.initScalar, (state, key, value) => {
    const values = new PyDict();
    const given = call([state.object, value, values]);
    for (const { key: name, value: put } of values.table.entries()) state.values.set(nameText(name), put);
    return retval ? given : (state.values.get(key) ?? value);
  }),
  init_collection: (listeners, call) => added(listeners.initCollection, (state, collection) => void call([state.object, collection, new CollectionOwnerAdapter(state, collection)])),
  dispose_collection: (listeners, call) => added(listeners.disposeCollection, (state, collection) => void call([state.object, collection, new CollectionOwnerAdapter(state, collection)])),
}; // prettier-ignore

function chosen(given: unknown, value: unknown, retval: boolean): unknown {
  return retval ? given : value;
}

/** The mapper and the name of an attribute; null for anything else. */
function attributeOf(target: unknown): readonly [mapper: Mapper, key: string] | null {
  if (target instanceof ColumnAttribute || target instanceof CompositeComparator) return [target.entity.mapper, target.key];
  return target instanceof RelationshipAttribute ? [target.relationship.parent, target.key] : null;
}

/** Events of attributes. */
export function attributeEvents(binder: Binder): EventSource {
  const { bridge } = binder;
  binder.class<Operation>({ name: 'AttributeEventToken', module: 'sqlalchemy.orm.attributes', of: Operation, attributes: { name: ({ name }) => name }, str: ({ name }) => name });
  binder.class<EventToken>({ name: 'AttributeEventToken', module: 'sqlalchemy.orm.attributes', of: EventToken, attributes: { key: ({ initiator }) => initiator.attribute.key, op: ({ op }) => op } });
  return {
    accepts: (target) => attributeOf(target) !== null,
    listen: (target, name, handler, options) => {
      const found = attributeOf(target);
      const begin = events[name];
      if (!found || !begin) return undefined;
      const [mapper, key] = found;
      mapper.registry.configure();
      const impls = implsOf(mapper, key, options);
      const call: Call = (given) => bridge.runtime.callNow(handler, given.map((one) => bridge.toPython(one === NO_VALUE ? null : one)));
      if (options.activeHistory) for (const impl of impls) impl.activeHistory = true;
      const ends = [...new Set(impls.map(({ listeners }) => listeners))].map((listeners) => begin(listeners, options.raw ? rawly(call) : call, options.retval));
      return () => { for (const end of ends) end(); };
    },
  }; // prettier-ignore
}

/** The attributes that a handler listens to: with `propagate` those of subclasses too, where they have one of their own. */
function implsOf(mapper: Mapper, key: string, { propagate }: ListenOptions): readonly AttributeImpl[] {
  return (propagate ? mapper.selfAndSubclasses : [mapper]).map((one) => one.attribute(key));
}

/** `raw=True`: handlers get the state of an object, and not the object. */
function rawly(call: Call): Call {
  return ([object, ...rest]) => call([stateOrNull(object) ?? object, ...rest]);
}

/** Adds a listener; gives what takes it away again. */
function added<L>(listeners: L[], listener: L): () => void {
  listeners.push(listener);
  return () => {
    const place = listeners.indexOf(listener);
    if (place >= 0) listeners.splice(place, 1);
  };
}
