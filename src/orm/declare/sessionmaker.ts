import { SessionMaker, type SessionSettings } from '../session/sessionmaker';
import type { SessionOptions } from '../session/session';
import { AsyncSession, Session } from './session';
import { bindOf, type AnyBind, type Settled } from './settle';

/** What sessions are made with. */
export interface MakerOptions extends SessionOptions {
  readonly bind?: AnyBind | null;
}

/** A maker of sessions that are alike: `const Local = sessionmaker(engine)`, then `Local()`. @see sqlalchemy.orm.sessionmaker */
export interface MakesSessions<S extends Session> {
  /** A new session. */
  (options?: MakerOptions): S;
  /** Listened to in every session that it makes. */
  readonly events: SessionMaker['events'];
  /** Changes what sessions are made with from now on. */
  configure(options: MakerOptions): void;
  /** Does `work` in a new session and one transaction: committed at its end, rolled back when it throws, closed in any case. */
  begin<T>(work: (session: S) => Settled<T>): Promise<T>;
}

function makes<S extends Session>(face: (unit: ReturnType<SessionMaker['make']>) => S, options: MakerOptions): MakesSessions<S> {
  const maker = new SessionMaker(settingsOf(options));
  const made = (given: MakerOptions = {}): S => face(maker.make(settingsOf(given)));
  return Object.assign(made, {
    events: maker.events,
    configure: (changes: MakerOptions): void => {
      maker.configure(settingsOf(changes));
    },
    begin: async <T>(work: (session: S) => Settled<T>): Promise<T> => {
      const session = made();
      try {
        return await session.begin(() => work(session));
      } finally {
        await session.close();
      }
    },
  });
}

function settingsOf({ bind, ...options }: MakerOptions): SessionSettings {
  return bind === undefined ? options : { ...options, bind: bind === null ? null : bindOf(bind) };
}

/** `sessionmaker(engine, { expireOnCommit: false })` */
export function sessionmaker(bind: AnyBind | null = null, options: SessionOptions = {}): MakesSessions<Session> {
  return makes((unit) => new Session(unit), { ...options, bind });
}

/** As {@link sessionmaker}, for sessions whose methods always give promises. */
export function asyncSessionmaker(bind: AnyBind | null = null, options: SessionOptions = {}): MakesSessions<AsyncSession> {
  return makes((unit) => new AsyncSession(unit), { ...options, bind });
}
