import { EventHub } from '../events';
import type { Flow } from '../flow';
import type { SessionEvents } from './session-events';
import { Session } from './session';
import type { SessionOptions } from './session-options';
import type { Bind } from './session-transaction';

/** What a session is made with. */
export interface SessionSettings extends SessionOptions {
  readonly bind?: Bind | null;
}

/** Makes sessions that are alike. @see sqlalchemy.orm.sessionmaker */
export class SessionMaker {
  /** Listened to in every session that it makes. */
  readonly events = new EventHub<SessionEvents>();
  #settings: SessionSettings;

  /** @param open makes a session */
  constructor(
    settings: SessionSettings = {},
    private readonly open: (bind: Bind | null, options: SessionOptions) => Session = (bind, options) => new Session(bind, options),
  ) {
    this.#settings = settings;
  }

  get settings(): SessionSettings {
    return this.#settings;
  }

  /** A new session. @param settings go before those of the maker */
  make(settings: SessionSettings = {}): Session {
    const { bind, ...options } = { ...this.#settings, ...settings };
    const info = { ...this.#settings.info, ...settings.info };
    return this.open(bind ?? null, { ...options, info, events: [...(options.events ?? []), this.events] });
  }

  /** Changes what sessions are made with from now on. */
  configure(settings: SessionSettings): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Does `work` in a new session and one transaction: committed at its end, rolled back when it throws, closed in any case. */
  *begin<T>(work: (session: Session) => Flow<T>): Flow<T> {
    const session = this.make();
    try {
      return yield* within(session.begin(), () => work(session));
    } finally {
      yield* session.close();
    }
  }
}

/** What a transaction of any kind does at the end of a block. */
interface Block {
  enter(): unknown;
  exit(failed: boolean): Flow<void>;
}

/** Does `work` in a transaction that ends with it: well, or not. */
export function* within<T>(transaction: Block, work: () => Flow<T>): Flow<T> {
  let value: T;
  transaction.enter();
  try {
    value = yield* work();
  } catch (error) {
    yield* transaction.exit(true);
    throw error;
  }
  yield* transaction.exit(false);
  return value;
}
