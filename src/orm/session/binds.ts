import { Connection } from '../engine/connection';
import type { Engine } from '../engine/engine';
import { UnboundExecutionError } from '../errors';
import { Mapper } from '../map/mapper';
import type { ClauseElement } from '../sql/clause';
import { Column } from '../sql/schema/column';
import { Table } from '../sql/schema/table';
import { walk } from '../sql/traverse';
import type { Bind } from './session-transaction';

/** What tells which database an operation is for. */
export interface BindContext {
  readonly mapper?: Mapper | null;
  readonly clause?: ClauseElement | null;
}

/** Which engine or connection each mapper and table of a session is read from and written to. */
export class Binds {
  readonly #own = new Map<object, Bind>();

  constructor(
    /** For all that has none of its own; null where everything must have one. */
    readonly main: Bind | null,
    own: Iterable<readonly [Mapper | Table, Bind]> = [],
  ) {
    for (const [target, bind] of own) this.bind(target, bind);
  }

  /** All operations of a mapper, or on a table, go to this bind. */
  bind(target: Mapper | Table, bind: Bind): void {
    this.#own.set(target, bind);
    if (target instanceof Mapper) for (const table of target.tables) this.#own.set(table, bind);
  }

  /** @throws UnboundExecutionError when there is none */
  find({ mapper = null, clause = null }: BindContext = {}): Bind {
    const own = this.#own.size > 0 ? (this.#ofMapper(mapper) ?? this.#ofClause(clause)) : null;
    const bind = own ?? this.main;
    if (bind) return bind;
    if (!mapper && !clause) {
      throw new UnboundExecutionError('This session is not bound to a single Engine or Connection, and no context was provided to locate a binding.');
    }
    const context = [...(mapper ? [`mapper ${mapper.toString()}`] : []), ...(clause ? ['SQL expression'] : [])];
    throw new UnboundExecutionError(`Could not locate a bind configured on ${context.join(', ')} or this Session.`);
  }

  #ofMapper(mapper: Mapper | null): Bind | null {
    if (!mapper) return null;
    for (const one of [mapper, ...mapper.ancestors]) {
      const bind = this.#own.get(one);
      if (bind) return bind;
    }
    return this.#ofClause(mapper.table);
  }

  #ofClause(clause: ClauseElement | null): Bind | null {
    if (!clause) return null;
    for (const element of walk(clause)) {
      const table = element instanceof Column ? element.table : element;
      const bind = table instanceof Table ? this.#own.get(table) : undefined;
      if (bind) return bind;
    }
    return null;
  }

  /** All of them, the main one first. */
  get all(): readonly Bind[] {
    return [...new Set([...(this.main ? [this.main] : []), ...this.#own.values()])];
  }
}

export function engineOf(bind: Bind): Engine {
  return bind instanceof Connection ? bind.engine : bind;
}
