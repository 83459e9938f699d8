import type { Cause } from '../../engine/activity';
import type { Connection, StatementParameters } from '../../engine/connection';
import type { Flow } from '../../flow';
import type { IdentityKey } from '../../map/identity-key';
import type { Mapper } from '../../map/mapper';
import type { InstanceState } from '../../map/state';
import type { ExecutionHandlers } from '../statement-execution';

/** What reading rows needs of the session that the objects go to. */
export interface ReadingSession {
  /** The object that the session has for a key; null when there is none. */
  find(key: IdentityKey): InstanceState | null;
  /** Takes in an object that was just made of a row. */
  adopt(state: InstanceState, key: IdentityKey): void;
  /** The connection of the transaction, which begins with it. */
  connection(context: { readonly mapper: Mapper }, options: null, cause: Cause | null): Flow<Connection>;
  /** Writes what is pending, unless the session does not autoflush. @param query in words: `lazy load of User.addresses` */
  flushFirst(query: string): Flow<void>;
  /** Who is told of statements. */
  readonly events?: ExecutionHandlers;
  warn?(message: string): void;
  /** An object was made of a row, or read again: its events are due. @param names the attributes that were read; null for all */
  populated?(state: InstanceState, kind: 'load' | 'refresh', names: readonly string[] | null): void;
}

/** An object that a reading filled, and whether what it has of related objects is to be read anew. */
export interface Filled {
  readonly state: InstanceState;
  readonly overwrite: boolean;
}

/** Related objects that are read by a statement of their own, when all rows of the first are there. */
export interface PostLoad {
  readonly key: string;
  /** Objects of other classes have no such attribute. */
  readonly mapper: Mapper;
  load(filled: readonly Filled[], loading: Loading): Flow<void>;
}

/** The post loads of one entity of a statement. */
export interface PostLoads {
  readonly all: PostLoad[];
}

/** What a reading knows about one attribute of the objects that it fills: `joined` keeps collections here. */
export type Notes<T> = Map<InstanceState, T>;

/** How a reading treats objects that the session has already. */
export interface ReadingMode {
  /** They are read anew. */
  readonly populateExisting: boolean;
  /** The one object that the rows are of, and the attributes that are asked for, or had expired; null for any objects. */
  readonly refresh: { readonly state: InstanceState; readonly only: ReadonlySet<string> | null; readonly isExpired?: boolean } | null;
  /** What the statement was executed with. */
  readonly parameters?: StatementParameters;
  /** Tells its rows from those of other databases with the same keys. */
  readonly identityToken?: unknown;
}

/** One reading of the rows of a statement: what was seen so far, and what is left to do at the end. */
export class Loading {
  /** Objects that were there before, and which of their attributes this reading fills. */
  readonly partial = new Map<InstanceState, ReadonlySet<string>>();
  readonly #notes = new Map<object, Notes<unknown>>();
  readonly #queued = new Map<PostLoads, Map<InstanceState, boolean>>();

  constructor(
    readonly session: ReadingSession,
    readonly mode: ReadingMode,
    /** In the order in which they are carried out. */
    private readonly posts: readonly PostLoads[],
  ) {}

  /** What `owner` has noted about objects. */
  notes<T>(owner: object): Notes<T> {
    let notes = this.#notes.get(owner);
    if (!notes) this.#notes.set(owner, (notes = new Map<InstanceState, unknown>()));
    return notes as Notes<T>;
  }

  /** Lets post loads be done for an object. */
  queue(posts: PostLoads, state: InstanceState, overwrite: boolean): void {
    let states = this.#queued.get(posts);
    if (!states) this.#queued.set(posts, (states = new Map<InstanceState, boolean>()));
    states.set(state, overwrite);
  }

  /** Reads what has statements of its own. To be called when all rows, or a part of them, were read. */
  *finish(): Flow<void> {
    for (const posts of this.posts) {
      const states = this.#queued.get(posts);
      if (!states) continue;
      this.#queued.delete(posts);
      const filled = [...states].map(([state, overwrite]): Filled => ({ state, overwrite }));
      for (const post of posts.all) {
        const own = filled.filter(({ state }) => state.mapper.isa(post.mapper));
        if (own.length > 0) yield* post.load(own, this);
      }
    }
  }
}
