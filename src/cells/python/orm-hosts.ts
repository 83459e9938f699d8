import { stateOrNull } from '../../orm/map/state';
import { ScopedSession } from '../../orm/session/scoped-session';
import { Session } from '../../orm/session/session';
import type { Table } from '../../orm/sql/schema/table';
import { PyHost } from '../../python/bridge/host-class';
import { objectType } from '../../python/objects/builtin-types';
import { PyObject, PyType, type Value } from '../../python/objects/object';
import { PyList } from '../../python/objects/sequences';
import { reprFast } from '../../python/protocol/text';
import type { Runtime } from '../../python/runtime';
import { AsyncSessionHost } from '../../python/sqlalchemy/mapping/async-sessions';
import { PythonRegistry } from '../../python/sqlalchemy/mapping/bases';
import { objectsOutside, sessionObjects, type ShowValue } from '../orm/session-objects';
import { tablesOf } from '../orm/schema-drawing';
import type { SessionObjects } from '../output';

/** What stands behind a Python value that the ORM made: a session, a result, a table. The value itself where nothing does. */
export function behind(value: Value): unknown {
  return value instanceof PyHost ? (value as PyHost<object>).host : value;
}

/** What the sessions and objects hold that variables name. */
export function sessionsOf(variables: readonly (readonly [name: string, value: Value])[], runtime: Runtime): SessionObjects[] {
  const show = showIn(runtime);
  const units = new Map(variables.flatMap(([name, value]) => (unitOf(value) ?? []).map((unit) => [unit, name] as const)));
  const held = [...units].map(([unit, name]) => sessionObjects(name, unit, show)).filter(({ objects }) => objects.length > 0);
  const outside = objectsOutside(variables.flatMap(([, value]) => (value instanceof PyList ? value.items : [value])), show);
  return outside ? [...held, outside] : held;
}

function unitOf(value: Value): Session[] | null {
  const host = behind(value);
  if (host instanceof Session) return [host];
  if (host instanceof AsyncSessionHost) return [host.session];
  return host instanceof ScopedSession && host.has ? [host.session] : null;
}

/** `repr()`, where it cannot read anything: that of a mapped object could. */
function showIn(runtime: Runtime): ShowValue {
  const repr = runtime.modules.get('builtins')?.attributes.get('repr') ?? null;
  return (given) => {
    const value = given as Value;
    const fast = reprFast(value);
    if (fast !== undefined) return fast;
    try {
      const text = runtime.callNow(repr, [value]);
      if (typeof text === 'string') return text;
    } catch {
      // A `__repr__` of the note that fails tells nothing.
    }
    return value instanceof PyObject ? `<${value.cls.name}>` : String(given);
  };
}

/** The tables that a Python value stands for: those of a base class, a registry, a MetaData, a mapped class or a table; null for anything else. */
export function tablesBehind(value: Value): readonly Table[] | null {
  if (value instanceof PyList) {
    const all = value.items.map(tablesBehind);
    return all.includes(null) ? null : all.flatMap((tables) => tables ?? []);
  }
  if (value instanceof PyType) return tablesBehind(value.dict.get('__table__') ?? value.dict.get('metadata') ?? null);
  const host = behind(value);
  return tablesOf(host instanceof PythonRegistry ? host.registry : host);
}

/** True for a mapped object whose class tells how it is shown. */
export function hasOwnRepr(value: Value): boolean {
  return value instanceof PyObject && stateOrNull(value) !== null && value.cls.lookup('__repr__') !== objectType.lookup('__repr__');
}
