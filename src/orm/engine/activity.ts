import type { Flow, Wait } from '../flow';
import type { EngineLog } from '../log';

/** What a statement loads and for whom: what tells N+1 loads from others. */
export interface LoadDetails {
  /** The class of the objects that it is loaded for. */
  readonly entity: string;
  /** The attribute; null where the object itself is loaded. */
  readonly attribute: string | null;
  /** The primary key of the one object that it is loaded for; null for several. */
  readonly identity: readonly unknown[] | null;
  /** For how many objects. */
  readonly count: number;
  /** The loader option that would read it along with the objects; null where none would. */
  readonly remedy: string | null;
}

/**
 * Why a statement was executed when no cell asked for it: an autoflush before a query, a lazy load of an attribute, …
 * Kinds with {@link LoadDetails}: `lazy load` (of a relationship of one object), `deferred load` (of a column of one),
 * `refresh` (of an expired one), `immediate load`, `select-in load`, `subquery load`, `polymorphic load` (of the columns
 * of a subclass).
 */
export interface Cause {
  readonly kind: string;
  /** In words: `lazy load of User.addresses of <User #1>`. */
  readonly text: string;
  /** More about it, for views. */
  readonly details?: LoadDetails;
}

/** What an engine does, for those who show it. */
export type Activity =
  | {
      readonly kind: 'statement';
      readonly sql: string;
      readonly parameters: readonly unknown[] | readonly (readonly unknown[])[];
      readonly many: boolean;
      readonly rowCount: number | null;
      readonly durationMs: number;
      readonly connection: number;
      readonly cause: Cause | null;
      /** What the driver said when it refused the statement. */
      readonly error: string | null;
    }
  | { readonly kind: 'begin' | 'commit' | 'rollback'; readonly text: string; readonly connection: number; readonly cause: Cause | null };

/** What an engine needs of the world around it. */
export interface EngineSurroundings {
  /** Written to when the engine was made with `echo`. */
  readonly log?: EngineLog;
  /** Told of every statement and transaction boundary, in order. */
  readonly onActivity?: (activity: Activity) => void;
  /** Told of warnings (SQLAlchemy's SAWarning). */
  readonly onWarning?: (message: string) => void;
  /** Milliseconds, for durations. */
  readonly now?: () => number;
  /** Runs a flow that has to wait to its end; by default it is simply awaited. @param first what it waits for */
  readonly whenBlocked?: <T>(flow: Flow<T>, first: Wait) => Promise<T>;
}
