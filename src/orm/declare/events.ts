import { AsyncEngine } from '../engine/async-engine';
import { Engine } from '../engine/engine';
import { SyncEngine } from '../engine/sync-engine';
import { ArgumentError } from '../errors';
import type { ListenOptions } from '../events';
import { parentEntityOf, propertyKeyOf, relationshipOf } from '../map/entity-annotations';
import type { AttributeListeners } from '../map/attribute-listeners';
import type { InstanceState } from '../map/state';
import { Session as UnitOfWork } from '../session/session';
import { asClause } from '../sql/clause';
import { entityBehind } from './class-attributes';
import { faceOf } from './session';
import { engineOf } from './settle';

type Handler = (...given: never[]) => unknown;

/** Anything whose events are told by name. */
interface Hub {
  listen(name: string, handler: Handler, options?: ListenOptions): void;
}

/**
 * Has a handler told of what happens: `listen(session, 'beforeFlush', …)`, `listen(User, 'beforeInsert', …)`,
 * `listen(engine, 'beforeCursorExecute', …)`, `listen(User.name, 'set', (object, value, old) => …)`. Names are
 * SQLAlchemy's, spelled for TypeScript. What a handler of `set` or `append` gives takes the place of the value, unless it
 * gives nothing.
 * @throws ArgumentError for what has no events
 * @see sqlalchemy.event.listen
 */
export function listen(target: object, name: string, handler: Handler, options: ListenOptions = {}): void {
  const attribute = attributeListeners(target);
  if (attribute) listenToAttribute(attribute, name, handler);
  else hubOf(target).listen(name, withFaces(handler), options);
}

function hubOf(target: object): Hub {
  if (target instanceof SyncEngine || target instanceof AsyncEngine || target instanceof Engine) return engineOf(target).events;
  const entity = entityBehind(target);
  if (entity) return entity.mapper.events;
  if ('events' in target) return target.events as Hub;
  throw new ArgumentError('No such event target: sessions, makers of sessions, engines, mapped classes and their attributes have events');
}

/** Handlers see sessions as programs have them. */
function withFaces(handler: Handler): Handler {
  return (...given: unknown[]) => Reflect.apply(handler, undefined, given.map((one) => (one instanceof UnitOfWork ? faceOf(one) : one))) as unknown;
}

function attributeListeners(target: object): AttributeListeners | null {
  if (typeof target === 'function' || entityBehind(target)) return null;
  const element = asClause(target);
  const entity = element && parentEntityOf(element);
  const key = element && (propertyKeyOf(element) ?? relationshipOf(element)?.key);
  return entity && key != null ? entity.mapper.listenersOf(key) : null;
}

function listenToAttribute(listeners: AttributeListeners, name: string, handler: Handler): void {
  const call = (state: InstanceState, ...given: unknown[]): unknown => Reflect.apply(handler, undefined, [state.object, ...given]);
  const kept = (value: unknown, given: unknown): unknown => (given === undefined ? value : given);
  if (name === 'set') listeners.set.push((state, value, old) => kept(value, call(state, value, old)));
  else if (name === 'append') listeners.append.push((state, value) => kept(value, call(state, value)));
  else if (name === 'remove') listeners.remove.push((state, value) => void call(state, value));
  else throw new ArgumentError(`No such event '${name}' for attributes: there are set, append and remove`);
}

/** Has values of attributes checked before they are set: `validates(User.email, (user, value) => { … return value })`. */
export function validates(attribute: object, validator: (object: never, value: never) => unknown): void {
  for (const name of ['set', 'append']) listen(attribute, name, validator);
}
