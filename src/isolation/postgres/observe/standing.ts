/** A session of a schedule at one moment. */
export interface Standing {
  readonly session: string;
  readonly inTransaction: boolean;
  /** True for a transaction that has failed and waits for its end: it looks at nothing. */
  readonly failed: boolean;
  readonly taken: Taken | null;
}

/** A snapshot that is held. */
export interface Taken {
  readonly step: number;
  readonly keeps: 'transaction' | 'statement';
  /** As pg_current_snapshot() shows it. */
  readonly text: string;
}
