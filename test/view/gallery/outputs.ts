import type { CellError, CellOutput, CellValue, PlanNode, ResultSet, Statement } from '../../../src/cells/output';

/** An output with the fields that matter to a test, and nothing in the others. */
export function output(fields: Partial<CellOutput> = {}): CellOutput {
  return {
    status: 'ok',
    reason: null,
    durationMs: 4.1,
    engine: 'PostgreSQL 18.6',
    stdout: '',
    log: '',
    value: null,
    results: [],
    statements: [],
    trace: null,
    matrix: null,
    recovery: null,
    relation: null,
    error: null,
    ...fields,
  };
}

/** A result set; columns are given as `name type`. */
export function result(
  columns: readonly string[],
  rows: readonly (readonly CellValue[])[],
  fields: Partial<ResultSet> = {},
): ResultSet {
  return {
    command: 'SELECT',
    tag: `SELECT ${rows.length}`,
    columns: columns.map((column) => column.split(' ')[0] ?? ''),
    types: columns.map((column) => column.split(' ').slice(1).join(' ')),
    rows,
    rowCount: rows.length,
    truncated: false,
    held: rows.length,
    plan: null,
    ...fields,
  };
}

/** The result of a statement without rows. */
export function tagged(tag: string, rowCount: number | null = null): ResultSet {
  return result([], [], { command: tag.replace(/ \d.*/, ''), tag, rowCount });
}

/** A statement on connection 1 of PostgreSQL. */
export function statement(sql: string, fields: Partial<Statement> = {}): Statement {
  return { sql, parameters: [], connection: 1, engine: 'postgres', durationMs: 0.2, rowCount: null, ...fields };
}

/** An error of PostgreSQL's in line 3, column 13. */
export function error(fields: Partial<CellError> = {}): CellError {
  return {
    type: 'ProgrammingError',
    message: 'column "balence" does not exist',
    code: '42703',
    line: 2,
    column: 19,
    hint: 'Perhaps you meant to reference the column "account.balance".',
    detail: null,
    excerpt: 'select id, owner, balence from account order by id;',
    fix: { line: 2, from: 19, to: 26, text: 'balance' },
    ...fields,
  };
}

export const accounts = result(
  ['id int4', 'owner text', 'balance numeric', 'opened date'],
  [
    [1, 'Ines', '100.00', '2024-03-01'],
    [2, 'Marko', '80.50', null],
  ],
);

export const kinds = result(
  ['id int8', 'active bool', 'payload jsonb', 'digest bytea', 'note text'],
  [
    ['9007199254740993', true, '{"tags": ["red", "green"], "size": {"w": 210, "h": 297}}', { $bytes: '01ff9c' }, 'short'],
    ['42', false, null, null, 'A longer note that does not fit into one line of the table and is cut, so that the rows keep their height'],
    ['7', null, '[]', { $bytes: '00'.repeat(40) }, 'two\nlines'],
  ],
);

const towns = ['Lisboa', 'Köln', 'Łódź', 'Санкт-Петербург', 'Reykjavík', '東京', 'Oslo', 'Graz'];

/** A row of the long table. */
export function longRow(index: number): readonly CellValue[] {
  return [
    index + 1,
    `Customer ${((index * 7919) % 100_003).toString(36)}`,
    towns[(index * 31) % towns.length] ?? null,
    (((index * 2654435761) % 10_000_000) / 100).toFixed(2),
    index % 7 === 0 ? null : `2024-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
  ];
}

export const long = result(
  ['id int4', 'name text', 'town text', 'turnover numeric', 'since date'],
  Array.from({ length: 1000 }, (_, index) => longRow(index)),
  { tag: 'SELECT 100000', rowCount: 100_000, held: 100_000, truncated: true },
);

export const wide = result(
  Array.from({ length: 18 }, (_, index) => (index % 3 === 0 ? `measure_${index} float8` : `attribute_${index} varchar(40)`)),
  Array.from({ length: 6 }, (_, row) =>
    Array.from({ length: 18 }, (_, index) => (index % 3 === 0 ? (row * 17 + index) / 4 : `value ${row}.${index}`)),
  ),
);

export const plan: PlanNode = {
  title: 'Sort',
  details: ['Sort Key: (sum(o.total)) DESC', 'cost=92.41..93.03 rows=248 width=44'],
  children: [
    {
      title: 'HashAggregate',
      details: ['Group Key: c.id', 'cost=79.46..82.56 rows=248 width=44'],
      children: [
        {
          title: 'Hash Join',
          details: ['Hash Cond: (o.customer_id = c.id)', 'cost=15.58..71.94 rows=1504 width=17'],
          children: [
            { title: 'Seq Scan on orders o', details: ['Filter: (placed > 2024-01-01)', 'cost=0.00..52.40 rows=1504 width=9'], children: [] },
            { title: 'Hash', details: [], children: [{ title: 'Seq Scan on customer c', details: ['cost=0.00..12.48 rows=248 width=12'], children: [] }] },
          ],
        },
      ],
    },
  ],
};

const lazy = 'SELECT books.id, books.title, books.author_id\nFROM books\nWHERE ? = books.author_id';

export const ormStatements: readonly Statement[] = [
  statement('BEGIN', { durationMs: 0.1 }),
  statement('SELECT authors.id, authors.name\nFROM authors', { rowCount: 3 }),
  statement(lazy, { parameters: [1], rowCount: 2, durationMs: 0.13 }),
  statement(lazy, { parameters: [2], rowCount: 1, durationMs: 0.14 }),
  statement(lazy, { parameters: [3], rowCount: 4, durationMs: 0.13 }),
  statement('INSERT INTO books (title, author_id) VALUES (?, ?)', {
    parameters: [['Solaris', 1], ['The Cyberiad', 1], ["L'Étranger", 2]],
    rowCount: 3,
    durationMs: 0.8,
  }),
  statement('COMMIT', { durationMs: 1.2 }),
];

export const sessions: readonly Statement[] = [
  statement('BEGIN ISOLATION LEVEL SERIALIZABLE'),
  statement('BEGIN ISOLATION LEVEL SERIALIZABLE', { connection: 2 }),
  statement('SELECT balance FROM account WHERE id = $1', { parameters: [1], rowCount: 1 }),
  statement('SELECT balance FROM account WHERE id = $1', { parameters: [1], rowCount: 1, connection: 2 }),
  statement("UPDATE account SET balance = 130, note = 'deposit' WHERE id = $1 -- T1", { parameters: [1], rowCount: 1 }),
  statement('COMMIT', { durationMs: 2.1 }),
  statement('UPDATE account SET balance = 90 WHERE id = $1', { parameters: [1], rowCount: 1, connection: 2, durationMs: 1400 }),
  statement('ROLLBACK', { connection: 2 }),
  statement('SELECT count(*) FROM account', { rowCount: 1 }),
];
