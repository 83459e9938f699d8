import type { Initiator } from '../../../orm/map/attribute';
import { MappedEntity } from '../../../orm/map/entity';
import { Mapper } from '../../../orm/map/mapper';
import { isKnown } from '../../../orm/map/passive';
import type { MapperEvents } from '../../../orm/map/mapper-events';
import { Registry } from '../../../orm/map/registry';
import { RelationshipAttribute } from '../../../orm/map/relationship-attribute';
import { ScopedSession } from '../../../orm/session/scoped-session';
import { Session } from '../../../orm/session/session';
import type { SessionEvents } from '../../../orm/session/session-events';
import { SessionMaker } from '../../../orm/session/sessionmaker';
import { EventHub } from '../../../orm/events';
import { PyType } from '../../objects/object';
import type { Binder } from '../bind';
import { camel } from '../arguments';
import { callHandler, type EventSource } from '../events';
import { PythonRegistry } from './bases';
import { ColumnAttribute, type MappedClasses } from './mapped-classes';

const sessionNames: ReadonlySet<string> = new Set([
  'before_flush', 'after_flush', 'after_flush_postexec', 'before_commit', 'after_commit', 'after_begin', 'after_rollback', 'after_soft_rollback', 'after_transaction_create', 'after_transaction_end', 'before_attach', 'after_attach',
  'transient_to_pending', 'pending_to_transient', 'pending_to_persistent', 'persistent_to_transient', 'persistent_to_deleted', 'deleted_to_persistent', 'deleted_to_detached', 'persistent_to_detached', 'detached_to_persistent',
  'loaded_as_persistent', 'do_orm_execute', 'after_bulk_update', 'after_bulk_delete',
]); // prettier-ignore

/** Events of sessions, of makers of sessions, and of the class `Session` for all sessions. */
export function sessionEvents(binder: Binder, sessionType: PyType, everywhere: EventHub<SessionEvents>): EventSource {
  const hubOf = (target: unknown): EventHub<SessionEvents> | null => {
    if (target instanceof Session || target instanceof SessionMaker) return target.events;
    if (target instanceof ScopedSession) return target.maker.events;
    return target === sessionType ? everywhere : null;
  };
  return {
    accepts: (target) => hubOf(target) !== null,
    listen: (target, name, handler) => {
      const hub = hubOf(target);
      if (!hub || !sessionNames.has(name)) return undefined;
      const own = (...given: readonly unknown[]): unknown => callHandler(binder, handler, given);
      hub.listen(camel(name) as keyof SessionEvents, own);
      return () => { hub.remove(camel(name) as keyof SessionEvents, own); };
    },
  }; // prettier-ignore
}

const mapperNames: ReadonlySet<string> = new Set(['before_insert', 'after_insert', 'before_update', 'after_update', 'before_delete', 'after_delete', 'mapper_configured', 'after_configured', 'before_configured', 'init', 'load', 'refresh', 'refresh_flush', 'expire']);

/** Events of mapped classes and their objects. */
export function mapperEvents(binder: Binder, classes: MappedClasses, mapperType: PyType, registries: () => readonly Registry[]): EventSource {
  const hubsOf = (target: unknown): readonly EventHub<MapperEvents>[] => {
    if (target instanceof MappedEntity) return [target.mapper.events];
    if (target instanceof Mapper) return [target.events];
    if (target instanceof PythonRegistry) return [target.registry.events];
    if (target === mapperType) return registries().map((registry) => registry.events);
    return target instanceof PyType ? classesBelow(classes, target, registries()).map((mapper) => mapper.events) : [];
  };
  return {
    accepts: (target) => hubsOf(target).length > 0,
    listen: (target, name, handler, { propagate, once }) => {
      if (!mapperNames.has(name)) return undefined;
      const hubs = hubsOf(target);
      const event = camel(name) as keyof MapperEvents;
      const own = (...given: readonly unknown[]): unknown => callHandler(binder, handler, argumentsOf(name, given));
      for (const hub of hubs) hub.listen(event, own, { propagate: propagate || target instanceof PyType, once });
      return () => { for (const hub of hubs) hub.remove(event, own); };
    },
  }; // prettier-ignore
}

/** Python's handlers of objects get some more. */
function argumentsOf(name: string, given: readonly unknown[]): readonly unknown[] {
  switch (name) {
    case 'init':
      return [given[0], [], given[1]];
    case 'load':
      return [given[0], null];
    case 'refresh':
    case 'refresh_flush':
      return [given[0], null, given[1]];
    default:
      return given;
  }
}

function classesBelow(classes: MappedClasses, base: PyType, registries: readonly Registry[]): Mapper[] {
  return registries.flatMap((registry) => registry.mappers.filter((mapper) => (mapper.entity.target as PyType).isSubclassOf(base) && !classes.find(base)));
}

/** What began a change: the last argument of handlers. */
class EventToken {
  constructor(readonly initiator: Initiator) {}
}

/** Events of attributes: `set`, `append`, `remove`. */
export function attributeEvents(binder: Binder): EventSource {
  binder.class<EventToken>({ name: 'AttributeEventToken', module: 'sqlalchemy.orm.attributes', of: EventToken, attributes: { key: ({ initiator }) => initiator.attribute.key } });
  return {
    accepts: (target) => target instanceof ColumnAttribute || target instanceof RelationshipAttribute,
    listen: (target, name, handler, { retval }) => {
      const [mapper, key] = target instanceof ColumnAttribute ? [target.entity.mapper, target.key] : target instanceof RelationshipAttribute ? [target.relationship.parent, target.key] : [null, ''];
      if (!mapper || !['set', 'append', 'remove'].includes(name)) return undefined;
      mapper.registry.configure();
      const { listeners } = mapper.attribute(key);
      const heard = (given: readonly unknown[], value: unknown): unknown => {
        const result = binder.bridge.runtime.callNow(handler, given.map((one) => binder.bridge.toPython(one)));
        return retval ? result : value;
      };
      const known = (old: unknown): unknown => (isKnown(old) ? old : null);
      if (name === 'set') return added(listeners.set, (state, value, old, initiator) => heard([state.object, value, known(old), new EventToken(initiator)], value));
      if (name === 'append') return added(listeners.append, (state, value, initiator) => heard([state.object, value, new EventToken(initiator)], value));
      return added(listeners.remove, (state, value, initiator) => void heard([state.object, value, new EventToken(initiator)], value));
    },
  };
}

/** Adds a listener; gives what takes it away again. */
function added<L>(listeners: L[], listener: L): () => void {
  listeners.push(listener);
  return () => {
    const place = listeners.indexOf(listener);
    if (place >= 0) listeners.splice(place, 1);
  };
}
