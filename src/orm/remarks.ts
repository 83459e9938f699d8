/** What a program should know of what it has just done, though it was carried out. */
export interface Remark {
  readonly message: string;
  /** As Python's `warnings` know it. */
  readonly category: 'SAWarning' | 'SADeprecationWarning' | 'LegacyAPIWarning';
}

type Listener = (remark: Remark) => void;

let listening: Listener | null = null;

/**
 * Does something whose remarks go to `listener`. Elements belong to no engine, so that whoever makes them says who listens,
 * for the time of that call alone.
 */
export function hearing<R>(listener: Listener, work: () => R): R {
  const before = listening;
  listening = listener;
  try {
    return work();
  } finally {
    listening = before;
  }
}

/** Makes a remark to whoever listens. */
export function remark(message: string, category: Remark['category'] = 'SAWarning'): void {
  listening?.({ message, category });
}
