import { EventHub } from '../../../orm/events';
import type { BindContext } from '../../../orm/session/binds';
import { Session } from '../../../orm/session/session';
import type { SessionEvents } from '../../../orm/session/session-events';
import type { Bind } from '../../../orm/session/session-transaction';
import type { SessionOptions } from '../../../orm/session/session-options';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { PyHost } from '../../bridge/host-class';
import type { PyType, Value } from '../../objects/object';
import { PyDict } from '../../objects/mappings';
import { PyTuple } from '../../objects/sequences';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import type { Bridge } from '../bridge';

/** What a session is made with. */
interface SessionParts {
  readonly bind: Bind | null;
  readonly options: SessionOptions;
}

/** The class `Session` and those that a program derives from it: who listens to them, and how their sessions are made. */
export class SessionClasses {
  readonly #hubs = new Map<PyType, EventHub<SessionEvents>>();
  readonly #opened = new Set<WeakRef<Session>>();
  #root: PyType | null = null;
  #handedOver: SessionParts | null = null;

  constructor(private readonly bridge: Bridge) {}

  /** Set when the class is bound. */
  set root(type: PyType) {
    this.#root = type;
  }

  /** The sessions that are still there. */
  get opened(): readonly Session[] {
    return [...this.#opened].flatMap((one) => one.deref() ?? []);
  }

  readonly remember = (session: Session): void => {
    for (const one of this.#opened) if (one.deref() === undefined) this.#opened.delete(one);
    this.#opened.add(new WeakRef(session));
  };

  isSessionClass(type: PyType): boolean {
    return this.#root !== null && type.isSubclassOf(this.#root);
  }

  /** Who listens to the sessions of a class. */
  hubOf(type: PyType): EventHub<SessionEvents> {
    let hub = this.#hubs.get(type);
    if (!hub) this.#hubs.set(type, (hub = new EventHub<SessionEvents>()));
    return hub;
  }

  /** Who listens to a class and to those above it, the topmost first. */
  hubsOf(type: PyType | null = this.#root): EventHub<SessionEvents>[] {
    return (type?.mro ?? []).filter((one) => this.isSessionClass(one)).map((one) => this.hubOf(one)).reverse();
  }

  /** A class of the same name below another: each maker's sessions have one of their own, so that handlers can tell them. */
  derived(cls: PyType): PyType {
    const { runtime } = this.bridge;
    const type = runtime.modules.get('builtins')?.attributes.get('type') ?? null;
    return runtime.callNow(type, [cls.name, new PyTuple([cls]), new PyDict()]) as PyType;
  }

  /** A session as its class makes it; what a maker has handed over counts more than what the call says. */
  construct(cls: PyType, given: SessionParts): Session {
    const { bind, options } = this.#handedOver ?? given;
    this.#handedOver = null;
    const own = this.#root && cls.lookup('get_bind') !== this.#root.lookup('get_bind') ? { route: (session: Session, context: BindContext) => this.#route(session, context) } : {};
    return new Session(bind, { ...options, ...own, events: [...this.hubsOf(cls), ...(options.events ?? [])] });
  }

  /** A session of a class, made for a maker. */
  make(cls: PyType, parts: SessionParts): Session {
    this.#handedOver = parts;
    const made = this.bridge.runtime.callNow(cls);
    return (made as PyHost<Session>).host;
  }

  /** Asks `get_bind()` of the class. */
  #route(session: Session, { mapper, clause }: BindContext): Bind {
    const { bridge } = this;
    const ask = define('get_bind()', function* (): Flow<Value> {
      const method = yield* getAttribute(bridge.toPython(session), 'get_bind');
      const keywords = new Map<string, Value>();
      if (mapper) keywords.set('mapper', bridge.toPython(mapper));
      if (clause) keywords.set('clause', bridge.toPython(clause));
      return yield* call(method, [], keywords);
    });
    return bridge.callNow(ask) as Bind;
  }
}
