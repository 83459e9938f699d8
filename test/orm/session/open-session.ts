import type { Result } from '../../../src/orm/engine/result';
import { runSync, type Flow } from '../../../src/orm/flow';
import type { Mapper } from '../../../src/orm/map/mapper';
import type { InstrumentedList } from '../../../src/orm/map/collections';
import { Session, type SessionOptions } from '../../../src/orm/session/session';
import type { Bind, SessionTransaction } from '../../../src/orm/session/session-transaction';
import { text } from '../../../src/orm/sql/text-clause';
import type { Bench } from '../engine/open';
import type { Entity } from '../map/models';

/** A session as an embedded program has it: everything happens at once. */
export class Opened {
  readonly session: Session;

  constructor(bind: Bind | Bench, options: SessionOptions = {}) {
    this.session = new Session('statements' in bind ? bind.engine : bind, options);
  }

  do<T>(flow: Flow<T>): T {
    return runSync(flow);
  }

  find(made: { readonly mapper: Mapper }, key: unknown): Entity | null {
    return this.do(this.session.get(made.mapper, key)) as Entity | null;
  }

  get(made: { readonly mapper: Mapper }, key: unknown): Entity {
    const found = this.find(made, key);
    if (!found) throw new Error('nothing found');
    return found;
  }

  flush(): void {
    this.do(this.session.flush());
  }

  commit(): void {
    this.do(this.session.commit());
  }

  rollback(): void {
    this.do(this.session.rollback());
  }

  close(): void {
    this.do(this.session.close());
  }

  delete(entity: Entity): void {
    this.do(this.session.delete(entity));
  }

  savepoint(): SessionTransaction {
    return this.do(this.session.beginNested());
  }

  execute(statement: unknown): Result {
    return this.do(this.session.execute(statement));
  }

  /** The rows of a text. */
  rows(sql: string): unknown[] {
    return this.execute(text(sql)).all().map((row) => [...row]); // prettier-ignore
  }
}

export const list = (entity: Entity, key: string): InstrumentedList<Entity> => entity[key] as InstrumentedList<Entity>;

/** What was written, without reading: texts with their parameters, and the marks of transactions. */
export function writes(made: Bench): unknown[] {
  return made.statements.filter(([sql]) => !/^(SELECT|BEGIN)/.test(sql)).map(([sql, parameters]) => (parameters === null ? sql : [sql.replace(/\s+/g, ' '), parameters]));
}

/** All texts, in order. */
export function texts(made: Bench): string[] {
  return made.statements.map(([sql]) => sql.replace(/\s+/g, ' '));
}
