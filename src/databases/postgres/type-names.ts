import { FrontendMessages } from './protocol/frontend';
import type { Session } from './session';
import { typeNames as builtIn } from './types';

const lookup = 'select t, pg_catalog.format_type(t, null) from pg_catalog.unnest($1::oid[]) t';

/**
 * Names of types by OID. Those that came with PostgreSQL are known; others are asked for once. Asking happens after the
 * statement that returned them, so that it cannot be what takes a transaction's snapshot.
 */
export class TypeNames {
  readonly #session: Session;
  readonly #found = new Map<number, string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Learns the names of the types that are not known yet. The session's transaction must not have failed. Where asking
   * would mean to wait, the names stay unknown.
   * @returns true when it had to ask
   */
  learn(oids: readonly number[]): boolean {
    const unknown = new Set(oids.filter((oid) => this.name(oid) === ''));
    if (unknown.size === 0) return false;
    const messages = new FrontendMessages()
      .parse(lookup)
      .describeStatement()
      .bind([`{${[...unknown].join()}}`])
      .execute(0)
      .sync();
    this.#session.begin({ messages, users: false }, ({ answer }) => {
      for (const [oid, name] of answer.rows) this.#found.set(Number(oid), String(name));
    });
    this.#session.cancel();
    return true;
  }

  /** The type's name; `''` when it is not known. */
  name(oid: number): string {
    return builtIn.get(oid) ?? this.#found.get(oid) ?? '';
  }

  /** Types may have got other names. */
  forget(): void {
    this.#found.clear();
  }
}
