/** What PostgreSQL answers to the program of a record where SQLite's answer is SQLite's own. */
export interface Elsewhere {
  readonly cause: string;
  /** What stands in the recorded output, and what PostgreSQL has in its place. */
  readonly printed?: readonly [recorded: string, here: string];
  /** The class of the error with which the program ends. */
  readonly error?: string;
  /** The program cannot go on where that error is raised. */
  readonly stops?: true;
}

/** By record. All others do on PostgreSQL what they do on SQLite. */
export const elsewhere: Readonly<Record<string, Elsewhere>> = {
  'core-ddl-07-autoload': { cause: 'only SQLite makes keys for a column that its own DDL calls INTEGER PRIMARY KEY', error: 'IntegrityError', stops: true },
  'core-select-05-group-having': { cause: 'averages of integers are decimals', printed: ['2 2 2950.0\n', '2 2 2950.00\n'] },
  'errors-07-no-such-table': { cause: "a table that is not there is another of DB-API's errors", error: 'ProgrammingError' },
  'orm-relationships-10-db-cascade': { cause: 'PRAGMA is a statement of SQLite', error: 'ProgrammingError', stops: true },
  'text-params-06-orm-text': { cause: 'parameters of a text have no type, and + alone does not tell it', error: 'ProgrammingError', stops: true },
  'transactions-07-pending-rollback': {
    cause: 'messages are those of the driver',
    printed: [
      'IntegrityError UNIQUE constraint failed: tags.name\n',
      `IntegrityError <class 'asyncpg.exceptions.UniqueViolationError'>: duplicate key value violates unique constraint "tags_name_key"\nDETAIL:  Key (name)=(gift) already exists.\n`,
    ],
  },
  'transactions-09-autocommit': { cause: 'the level that a session has by default', printed: ['SERIALIZABLE\nSERIALIZABLE\n', 'READ COMMITTED\nREAD COMMITTED\n'] },
  'transactions-10-join-transaction': { cause: "Python's sqlite3 begins no transaction before a savepoint, so that releasing it commits", printed: ['4\n4\n', '4\n3\n'] },
};
