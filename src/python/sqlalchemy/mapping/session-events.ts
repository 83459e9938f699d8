import { ScopedSession } from '../../../orm/session/scoped-session';
import { Session } from '../../../orm/session/session';
import type { SessionEvents } from '../../../orm/session/session-events';
import { SessionMaker } from '../../../orm/session/sessionmaker';
import { EventHub } from '../../../orm/events';
import { PyType } from '../../objects/object';
import type { Binder } from '../bind';
import { camel } from '../arguments';
import { callHandler, type EventSource } from '../events';
import type { SessionClasses } from './session-classes';

const sessionNames: ReadonlySet<string> = new Set([
  'before_flush', 'after_flush', 'after_flush_postexec', 'before_commit', 'after_commit', 'after_begin', 'after_rollback', 'after_soft_rollback', 'after_transaction_create', 'after_transaction_end', 'before_attach', 'after_attach',
  'transient_to_pending', 'pending_to_transient', 'pending_to_persistent', 'persistent_to_transient', 'persistent_to_deleted', 'deleted_to_persistent', 'deleted_to_detached', 'persistent_to_detached', 'detached_to_persistent',
  'loaded_as_persistent', 'do_orm_execute', 'after_bulk_update', 'after_bulk_delete',
]); // prettier-ignore

/** Events of sessions, of makers of sessions, and of the class `Session` for all sessions. */
export function sessionEvents(binder: Binder, classes: SessionClasses): EventSource {
  const hubOf = (target: unknown): EventHub<SessionEvents> | null => {
    if (target instanceof Session || target instanceof SessionMaker) return target.events;
    if (target instanceof ScopedSession) return target.maker.events;
    return target instanceof PyType && classes.isSessionClass(target) ? classes.hubOf(target) : null;
  };
  return {
    accepts: (target) => hubOf(target) !== null,
    listen: (target, name, handler, { once }) => {
      const hub = hubOf(target);
      if (!hub || !sessionNames.has(name)) return undefined;
      const own = (...given: readonly unknown[]): unknown => callHandler(binder, handler, given);
      hub.listen(camel(name) as keyof SessionEvents, own, { once });
      return () => { hub.remove(camel(name) as keyof SessionEvents, own); };
    },
  }; // prettier-ignore
}
