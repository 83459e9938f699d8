import { InvalidRequestError } from '../errors';
import type { Flow } from '../flow';
import type { Session } from './session';
import type { SessionMaker, SessionSettings } from './sessionmaker';

/**
 * One session for each scope: all that ask in the same scope get the same session, until it is removed.
 * @see sqlalchemy.orm.scoped_session
 */
export class ScopedSession {
  readonly #sessions = new Map<unknown, Session>();

  constructor(
    readonly maker: SessionMaker,
    /** Tells the scope: the same value for the same one. There is one scope where none is given. */
    private readonly scope: () => unknown = () => null,
  ) {}

  /** The sessions by their scopes. */
  get all(): ReadonlyMap<unknown, Session> {
    return this.#sessions;
  }

  /** Puts a session in the place of the scope's; null: it has none any longer. */
  replace(session: Session | null): void {
    if (session) this.#sessions.set(this.scope(), session);
    else this.#sessions.delete(this.scope());
  }

  /** The session of the scope; made with the first use. */
  get session(): Session {
    return this.open();
  }

  /** The scope has a session. */
  get has(): boolean {
    return this.#sessions.has(this.scope());
  }

  /** The session of the scope. @throws InvalidRequestError when settings are given, but the session is there already */
  open(settings: SessionSettings | null = null): Session {
    const scope = this.scope();
    const known = this.#sessions.get(scope);
    if (known) {
      if (settings) throw new InvalidRequestError('Scoped session is already present; no new arguments may be specified.');
      return known;
    }
    const made = this.maker.make(settings ?? {});
    this.#sessions.set(scope, made);
    return made;
  }

  configure(settings: SessionSettings, warn: (message: string) => void): void {
    if (this.has) warn("At least one scoped session is already present.  configure() can not affect sessions that have already been created.");
    this.maker.configure(settings);
  }

  /** Closes the session of the scope; the next use makes a new one. */
  *remove(): Flow<void> {
    const scope = this.scope();
    const known = this.#sessions.get(scope);
    this.#sessions.delete(scope);
    if (known) yield* known.close();
  }
}
