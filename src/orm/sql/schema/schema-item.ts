let created = 0;

/** Numbers things in the order in which they were made: constraints of a table are written in it. */
export function nextCreation(): number {
  created += 1;
  return created;
}

/** What can be given to a table or a column besides its type. */
export abstract class SchemaItem {
  readonly creationOrder = nextCreation();
  /** Notes of the user's own. */
  readonly info: Record<string, unknown> = {};

  /** As Python's `repr()` shows it. */
  abstract repr(): string;

  toString(): string {
    return this.repr();
  }
}

/** Options that only one dialect knows, by name: `sqliteAutoincrement`, `postgresqlUsing`, … */
export type DialectOptions = Readonly<Record<string, unknown>>;

/** The options whose names begin with a dialect's. */
export function dialectOptions(options: Readonly<Record<string, unknown>>): DialectOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => /^(?:sqlite|postgresql)[A-Z]/.test(name)));
}
