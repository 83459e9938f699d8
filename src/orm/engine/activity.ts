import type { EngineLog } from '../log';

/** Why a statement was executed when no cell asked for it: an autoflush before a query, a lazy load of an attribute, … */
export interface Cause {
  readonly kind: string;
  /** In words: `lazy load of User.addresses of <User #1>`. */
  readonly text: string;
  /** More about it, for views: the attribute, the object, the option that would spare the statement. */
  readonly details?: Readonly<Record<string, unknown>>;
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
}
