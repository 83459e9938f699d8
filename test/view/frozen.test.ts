import fc from 'fast-check';
import { frozenMarkdown } from '../../src/view/frozen/frozen-markdown';
import { codeSpan } from '../../src/view/frozen/code-span';
import { StableText } from '../../src/view/frozen/stable-text';
import { isWorthFreezing } from '../../src/view/frozen/worth-freezing';
import { termLink } from '../../src/view/frozen/term-link';
import { noNotes, type NoteOf } from '../../src/view/terms/note-of';
import { anomalyTerms, formTerms } from '../../src/view/terms/terms';
import { wordsFor } from '../../src/view/words';
import type { CellOutput, CellValue, Trace } from '../../src/cells/output';
import { matrixSample } from './gallery/matrix';
import { heldObjects, shopDiagram } from './gallery/orm';
import { accounts, error, output, plan, result, statement, tagged } from './gallery/outputs';
import { enrolment, reportFor } from './gallery/relations';
import { deadlock, lostUpdate } from './gallery/traces';

const now = Date.parse('2031-05-06T10:20:30Z');
/** A vault with these notes, found by name. */
const vault = (...notes: readonly string[]): NoteOf => (names) => {
  const found = notes.find((note) => names.some((name) => name.toLowerCase() === note.toLowerCase()));
  return found === undefined ? null : { link: found, href: found };
};
const frozen = (fields: Partial<CellOutput>, noteOf: NoteOf = noNotes, code = '', language = 'en'): string =>
  frozenMarkdown(output(fields), { words: wordsFor(language), noteOf, code, now });

describe('the frozen form', () => {
  test.each<[string, Partial<CellOutput>, string]>([
    ['nothing', {}, ''],
    ['printed text', { stdout: 'one  \ntwo\n' }, '```\none\ntwo\n```'],
    ['printed text with a fence in it', { stdout: '```sql\nselect 1;\n```\n' }, '````\n```sql\nselect 1;\n```\n````'],
    ['control characters', { stdout: 'a\u001b[31mb\r\nc\td' }, '```\na�[31mb\nc\td\n```'],
    ['a log', { log: 'careful\n' }, '*Log*\n\n```\ncareful\n```'],
    ['a log of what happened to run before', { log: 'ran cell 1 of Library first: it defines Author\nNOTICE:  table "t" does not exist, skipping\n' }, ''],
    ['a value', { value: "[ { name: 'Ines' } ]" }, "```\n[ { name: 'Ines' } ]\n```"],
    ['statements without rows', { results: [tagged('CREATE TABLE'), tagged('INSERT 0 1'), tagged('INSERT 0 1')] }, '```\nCREATE TABLE · INSERT 0 1 × 2\n```'],
    ['rows', { results: [accounts] }, '| id | owner | balance | opened |\n| ---: | --- | ---: | --- |\n| 1 | Ines | 100.00 | 2024-03-01 |\n| 2 | Marko | 80.50 | *NULL* |'],
    ['tables made, then rows', { results: [tagged('DROP TABLE'), tagged('CREATE TABLE'), tagged('INSERT 0 1'), result(['n int'], [[1]])] }, '```\nINSERT 0 1\n```\n\n| n |\n| ---: |\n| 1 |'],
    ['a table made in a transaction', { results: [tagged('BEGIN'), tagged('CREATE TABLE'), tagged('ROLLBACK'), result(['n int'], [[1]])] }, '```\nBEGIN · CREATE TABLE · ROLLBACK\n```\n\n| n |\n| ---: |\n| 1 |'],
    ['no rows', { results: [result(['a int'], [])] }, '| a |\n| ---: |\n\nNo rows'],
    ['more rows than a note can take', { results: [result(['n int'], Array.from({ length: 1234 }, (_, i) => [i]))] }, ['| n |', '| ---: |', ...Array.from({ length: 100 }, (_, i) => `| ${String(i)} |`), '', 'first 100 of 1,234 rows'].join('\n')],
    ['rows that are not all here', { results: [result(['n int'], [[1]], { truncated: true, rowCount: null })] }, '| n |\n| ---: |\n| 1 |\n\nfirst 1 row of more'],
    ['values that Markdown would take for its own', { results: [result(['a text', 'b|c text'], [['x|y\nz', '<b> &amp; [[N]]']])] }, '| a | b\\|c |\n| --- | --- |\n| x\\|y⏎z | \\<b> \\&amp; \\[\\[N\\]\\] |'],
    ['a tree', { trees: [{ of: 'display', tree: { key: null, text: 'Object', children: [{ key: 'a', text: '1', children: [] }] } }] }, '```\nObject\n  a: 1\n```'],
    ['a value that is a table', { value: '[…]', results: [result(['n int'], [[1]], { command: 'VALUE' })] }, '| n |\n| ---: |\n| 1 |'],
    ['a diagram that is the value', { value: 'MetaData()', diagram: shopDiagram }, `\`\`\`mermaid\n${shopDiagram.mermaid}\n\`\`\``],
    ['objects and causes', { sessions: heldObjects, statements: [statement('SELECT 1', { cause: { kind: 'refresh', text: 'refresh', load: null } })], oneByOne: [{ attribute: 'A.b', count: 2, remedy: 'selectinload(A.b)', fix: null }] }, ''],
    ['a crash', { recovery: { lostTransaction: false, log: ['redo done'] } }, 'Power failed. No transaction was open; what was committed is there.\n\n```\nredo done\n```'],
    ['an error that was expected', { error: error() }, 'Expected. **ProgrammingError** 42703\n\n```\ncolumn "balence" does not exist\nline 2, column 19\nselect id, owner, balence from account order by id;\n                  ^\nHint: Perhaps you meant to reference the column "account.balance".\n```'],
    ['an error that was not', { status: 'error', error: error({ code: null, line: null, column: null, excerpt: null, hint: null, detail: 'why' }) }, '**ProgrammingError**\n\n```\ncolumn "balence" does not exist\nDetail: why\n```'],
  ])('of %s', (_, fields, markdown) => {
    expect(frozen(fields)).toBe(markdown);
  });

  test('of a plan has its nodes, without what was measured', () => {
    const text = frozen({ results: [result(['QUERY PLAN text'], [['…']], { plan: { ...plan, details: ['Filter: (a > 1)', 'Planning Time: 0.1 ms', 'Buffers: shared hit=3', 'Execution Time: 3.5 ms'] } })] });
    expect(text).toContain(`\`\`\`\n${plan.title}\n  Filter: (a > 1)\n    `);
    expect(text).not.toMatch(/Time|Buffers/);
  });

  test('of a trace: level and verdict, then a table of the steps and of what is left', () => {
    expect(frozen({ trace: lostUpdate.slice(1, 2) })).toBe([
      "READ COMMITTED: **Lost update** (P4, G-single). T2 overwrote what T1 had written to stock:nut, without having seen it. T1 < T2, because T2 overwrote T1's version of stock:nut; but T2 < T1, because T2 had read the version of stock:nut before T1's.",
      '',
      '|  |  | PostgreSQL | READ COMMITTED |',
      '| ---: | --- | --- | --- |',
      '| 1 | T1 | `BEGIN ISOLATION LEVEL READ COMMITTED` |  |',
      '| 2 | T2 | `BEGIN ISOLATION LEVEL READ COMMITTED` |  |',
      "| 3 | T1 | `select pcs from stock where sku = 'nut'` | reads 10 |",
      "| 4 | T2 | `select pcs from stock where sku = 'nut'` | reads 10 |",
      "| 5 | T1 | `update stock set pcs = 7 where sku = 'nut'` | UPDATE 1 |",
      "| 6 | T2 | `update stock set pcs = 8 where sku = 'nut'` | waits for T1 until step 7, then UPDATE 1 |",
      '| 7 | T1 | `commit` |  |',
      '| 8 | T2 | `commit` |  |',
      '|  |  | `select * from stock order by 1` | (nut, 8) |',
    ].join('\n'));
  });

  const levels = (count: number): Trace[] => lostUpdate.slice(1, 2).flatMap((trace) => Array.from({ length: count }, (_, at) => ({ ...trace, level: `L${String(at)}` })));
  const heads = (text: string): string[] => text.match(/^\| {2}\| {2}\| [^`].*/gm) ?? [];

  test('of levels: a column for each that gives something else', () => {
    const [first] = levels(1);
    if (!first) throw new Error('a trace is missing');
    const failed: Trace = { ...first, level: 'L9', anomalies: [], serialOrder: ['T1'], steps: first.steps.map((step) => (step.step === 6 ? { ...step, outcome: { kind: 'error', message: 'could not serialize', sqlstate: '40001' } } : step)) };
    const text = frozen({ trace: [...levels(2), failed] }, vault('L0', 'L1', 'Lost update'));
    expect(text).toMatch(/^- \[\[L0\]\], \[\[L1\]\]: \*\*\[\[Lost update\]\]\*\* \(P4/);
    expect(text).toContain('\n- L9: No anomaly. Only T1 committed. T2 was stopped: could not serialize (40001).\n');
    expect(heads(text)).toEqual(['|  |  | PostgreSQL | [[L0]], [[L1]] | L9 |']);
    expect(text).toContain('| waits for T1 until step 7, then UPDATE 1 | waits for T1 until step 7, then Error 40001 |');
    expect(text.match(/could not serialize/g)).toHaveLength(1);
  });

  test('of other steps: a table of its own', () => {
    const [first] = levels(1);
    if (!first) throw new Error('a trace is missing');
    expect(heads(frozen({ trace: [first, { ...first, permutation: ['a', 'b'] }, { ...first, engine: 'SQLite' }] }))).toHaveLength(3);
  });

  test('of many traces tells the first ones step by step', () => {
    const traces = levels(14).map((trace, at) => ({ ...trace, permutation: [`s${String(at)}`] }));
    const text = frozen({ trace: traces });
    expect(heads(text)).toHaveLength(12);
    expect(text).toMatch(/\n- L12, `s12`: \*\*Lost update[^\n]*\n- L13, `s13`: [^\n]*$/);
  });

  test('no statement and no row ends its table', () => {
    const [first] = levels(1);
    if (!first) throw new Error('a trace is missing');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (sql, value) => {
        const steps = first.steps.slice(0, 1).map((step) => ({ ...step, sql, outcome: { kind: 'rows' as const, columns: ['c'], rows: [[value]] } }));
        const lines = frozen({ trace: [{ ...first, steps, finalState: { [sql]: { columns: ['c'], rows: [[value]] } } }] }).split(/\r\n|\r|\n/);
        expect(lines).toHaveLength(6);
        expect(lines.slice(-2).map((line) => line.replace(/\\[\\|]/g, '').match(/\|/g)?.length)).toEqual([5, 5]);
      }),
    );
  });

  test('of a crash in a schedule: the engine’s log below the table', () => {
    const [first] = levels(1);
    if (!first) throw new Error('a trace is missing');
    const steps = first.steps.slice(0, 1).map((step) => ({ ...step, sql: 'crash', outcome: { kind: 'crash' as const, lost: ['T2'], log: ['LOG:  redo done at 0/1A2B3C8 system usage: CPU: user: 0.00 s, system: 0.01 s, elapsed: 0.02 s'] } }));
    expect(frozen({ trace: [{ ...first, steps, finalState: {} }] })).toMatch(/\| power failed, lost with it: T2 \|\n\n```\nLOG: {2}redo done at ⟨lsn 1⟩\n```$/);
  });

  test('of a matrix: a table for each engine, in which what happens stands out', () => {
    const text = frozen({ matrix: matrixSample }, vault('Dirty write', 'SERIALIZABLE'));
    expect(text).toContain('**PostgreSQL**\n\n| Anomaly | READ COMMITTED | REPEATABLE READ | [[SERIALIZABLE]] |\n| --- | --- | --- | --- |\n| [[Dirty write\\|Dirty write, P0]] | someone waits |');
    expect(text).toMatch(/\| \*\*happens\*\* \| – \|\n[^]*\n\n–: does not happen\.$/);
    const squares = matrixSample.squares.map((row) => row.map((square) => (square.outcome === 'prevented' ? { ...square, outcome: 'waits' as const } : square)));
    expect(frozen({ matrix: { ...matrixSample, squares } })).not.toContain('–:');
  });

  test('of a relation: the verdict, then keys and tables', () => {
    const text = frozen({ relation: reportFor(enrolment) }, vault('1NF'));
    expect(text).toMatch(/^\*\*\[\[1NF\]\] only\.\*\* title depends on course alone, which is a part of the key student, course\.\n\n- Key: student, course\n/);
    expect(text).toMatch(/\n- 3NF, BCNF, 4NF: Enrolment\(\*\*student\*\*, \*\*course\*\*, grade\); course\(/);
    expect(text).toMatch(/\n {2}- lossless, all dependencies kept/);
  });

  test('is written in the language that is asked for', () => {
    expect(frozen({ trace: lostUpdate.slice(1, 2) }, vault('Потерянное обновление'), '', 'ru')).toMatch(/^READ COMMITTED: \*\*\[\[Потерянное обновление\]\]\*\* \(P4/);
    expect(frozen({ results: [result(['n int'], Array.from({ length: 2000 }, (_, i) => [i]))] }, noNotes, '', 'ru')).not.toMatch(/[\u00a0\u202f]/);
  });

  test('no value ends its row, its table or its fence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (value, printed) => {
        fc.pre(printed.trim() !== '');
        const text = frozen({ stdout: printed, results: [result(['c text'], [[value]])] });
        const lines = text.split(/\r\n|\r|\n/);
        const [fence = ''] = lines;
        expect(lines.lastIndexOf(fence)).toBe(lines.length - 5);
        expect(lines.slice(-3)[0]).toBe('| c |');
        expect((lines.at(-1) ?? '').replace(/\\[\\|]/g, '').match(/\|/g)).toHaveLength(2);
      }),
    );
  });
});

describe('what is worth freezing', () => {
  test.each<[string, Partial<CellOutput>, boolean]>([
    ['rows', { results: [accounts] }, true],
    ['printed text', { stdout: 'a' }, true],
    ['a value', { value: '1' }, true],
    ['a verdict', { trace: lostUpdate }, true],
    ['an error that was expected', { error: error() }, true],
    ['a warning', { log: 'careful\n' }, true],
    ['tables made and rows written', { results: [tagged('CREATE TABLE'), tagged('INSERT 0 1')] }, false],
    ['what ran before', { log: 'ran cell 1 of Library first: it defines Author\n', results: [tagged('CREATE TABLE')] }, false],
    ['nothing', {}, false],
    ['an exercise', { results: [accounts], check: { unmet: [], isTask: true } }, false],
    ['a failure', { status: 'error', error: error() }, false],
  ])('%s', (_, fields, expected) => {
    expect(isWorthFreezing(output(fields))).toBe(expected);
  });
});

test.each([
  ['select 1', false, '`select 1`'],
  ['a `b` c', false, '``a `b` c``'],
  ['`b`', false, '`` `b` ``'],
  ['a || b', true, '`a \\|\\| b`'],
  ['a\n  b', false, '`a b`'],
  [' ', true, ''],
])('a code span of %j', (text, inTable, expected) => {
  expect(codeSpan(text, inTable)).toBe(expected);
});

describe('what is of one run alone', () => {
  const stable = (text: string, code = ''): string => new StableText({ code, now }).text(text);

  test.each([
    ['LOG:  redo starts at 0/1A2B3C8', 'LOG:  redo starts at ⟨lsn 1⟩'],
    ['Process 123 waits for ShareLock on transaction 745; blocked by process 456.', 'Process ⟨pid 1⟩ waits for ShareLock on transaction ⟨xid 1⟩; blocked by process ⟨pid 2⟩.'],
    ['process 5 and process 6 and process 5', 'process ⟨pid 1⟩ and process ⟨pid 2⟩ and process ⟨pid 1⟩'],
    ['at 2031-05-06 10:20:29.123+00', 'at ⟨time⟩'],
    ['2031-05-06T13:20:29.123Z', '⟨time⟩'],
    ['2031-05-05 21:00:00 UTC', '⟨time⟩'],
    ['born 2001-02-03 04:05:06', 'born 2001-02-03 04:05:06'],
    ['today is 2031-05-06', 'today is ⟨date⟩'],
    ['due 2031-07-06', 'due 2031-07-06'],
    ['datetime.datetime(2031, 5, 6, 10, 20, 30, 123, tzinfo=datetime.timezone.utc)', 'datetime.datetime(⟨time⟩)'],
    ['datetime.date(2031, 5, 6), datetime.date(1999, 1, 1)', 'datetime.date(⟨time⟩), datetime.date(1999, 1, 1)'],
    ['it is 10:20:30.123456', 'it is ⟨time⟩'],
    ['opens at 10:20:30', 'opens at 10:20:30'],
    ['[generated in 0.00012s] (1,)', '[generated in ⟨time⟩s] (1,)'],
    ['[cached since 1.234s ago]', '[cached since ⟨time⟩s ago]'],
    ['took 12 ms', 'took ⟨time⟩ ms'],
    ['5 s, 3 seconds, 7.5 kg', '5 s, 3 seconds, 7.5 kg'],
    ['(cost=0.00..1.02 rows=2) (actual time=0.010..0.012 rows=2 loops=1)', '(cost=0.00..1.02 rows=2) (actual time=⟨time⟩ rows=2 loops=1)'],
    ['Execution Time: 0.123 ms', 'Execution Time: ⟨time⟩ ms'],
    ['<Author object at 0x7f3a5c2b10>, <Author object at 0x7f3a5c2b50>', '<Author object at ⟨address 1⟩>, <Author object at ⟨address 2⟩>'],
    ['9b2f6c1e-3d4a-4f5b-8c7d-1e2f3a4b5c6d', '⟨uuid 1⟩'],
    ['9b2f6c1e-3d4a-5f5b-8c7d-1e2f3a4b5c6d', '9b2f6c1e-3d4a-5f5b-8c7d-1e2f3a4b5c6d'],
    ['pg_temp_3.t', 'pg_temp_⟨oid 1⟩.t'],
    ['listening on localhost:54321', 'listening on localhost:⟨port 1⟩'],
    ['postgresql://ada@localhost:5432/library', 'postgresql://ada@localhost:5432/library'],
    ['1/2 of 12/24, A/B', '1/2 of 12/24, A/B'],
    ['transaction 1 of 3', 'transaction 1 of 3'],
  ])('%s', (text, expected) => {
    expect(stable(text)).toBe(expected);
  });

  test.each([
    ['2031-05-06', "insert into t values ('2031-05-06')"],
    ['2031-05-06 10:20:30', "select timestamp '2031-05-06 10:20:30'"],
    ['12 ms', "select 12 || ' ms'"],
    ['9b2f6c1e-3d4a-4f5b-8c7d-1e2f3a4b5c6d', "select '9b2f6c1e-3d4a-4f5b-8c7d-1e2f3a4b5c6d'"],
  ])('%s is kept where the note says so', (text, code) => {
    expect(stable(text, code)).toBe(text);
    expect(stable(text, code.replace(/\d/g, '0'))).not.toBe(text);
  });

  test.each<[string, string, CellValue, string | null]>([
    ['xmin', 'xid', '745', '⟨xid 1⟩'],
    ['xmax', 'xid', 0, '0'],
    ['anything', 'xid8', '745', '⟨xid 1⟩'],
    ['pg_current_snapshot', 'pg_snapshot', '745:748:745,746', '⟨xid 1⟩:⟨xid 2⟩:⟨xid 1⟩,⟨xid 3⟩'],
    ['pg_current_wal_lsn', 'pg_lsn', '0/1A2', '⟨lsn 1⟩'],
    ['txid_current', 'bigint', '745', '⟨xid 1⟩'],
    ['pid', 'integer', 4711, '⟨pid 1⟩'],
    ['pid', 'text', 'none', null],
    ['id', 'integer', 745, null],
    ['xmin', 'xid', null, null],
  ])('the value of %s %s: %j', (column, type, value, expected) => {
    expect(new StableText({ code: '', now }).value(value, column, type)).toBe(expected);
  });

  test('a column of the note’s own keeps its values', () => {
    expect(new StableText({ code: 'insert into process (pid) values (4711)', now }).value(4711, 'pid', 'integer')).toBeNull();
  });

  test('equal stays equal throughout an output', () => {
    const text = frozen({ results: [result(['xmin xid', 'id int'], [['745', 1], ['746', 2], ['745', 3]])], log: 'WARNING:  transaction 746\n' });
    expect(text).toContain('| ⟨xid 1⟩ | 1 |\n| ⟨xid 2⟩ | 2 |\n| ⟨xid 1⟩ | 3 |');
    expect(text).toContain('transaction ⟨xid 2⟩');
  });

  test('two runs of the same cell freeze alike', () => {
    const at = (pid: number, xid: number): string => frozen({
      durationMs: pid, stdout: `backend started 2031-05-06 10:${String(pid % 60).padStart(2, '0')}:00\n`,
      results: [result(['xmin xid', 'pid int'], [[String(xid), pid]])],
      trace: deadlock.map((trace) => ({ ...trace, remarks: [`process ${String(pid)} on transaction ${String(xid)}`] })),
    });
    fc.assert(fc.property(fc.integer({ min: 100, max: 99_999 }), fc.integer({ min: 700, max: 99_999 }), (pid, xid) => { expect(at(pid, xid)).toBe(at(4711, 745)); }));
  });
});

describe('terms', () => {
  test.each([
    ['phantom', 'Phantom read', '[[Phantom read|Phantom]]'],
    ['phantom', 'Фантом', '[[Фантом|Phantom]]'],
    ['predicate write skew', 'Write skew', '[[Write skew|Phantom]]'],
  ])('%s links to %s', (name, note, link) => {
    expect(termLink(anomalyTerms(name), 'Phantom', vault(note))).toBe(link);
  });

  test('without a note they are plain, and escaped', () => {
    expect(termLink(['a'], 'a_b *c*', noNotes)).toBe('a_b \\*c\\*');
    expect(termLink(['a'], 'a', vault('a'))).toBe('[[a]]');
    expect(termLink(['a'], 'x]y', () => ({ link: 'a', href: 'a' }))).toBe('x\\]y');
  });

  test('long names of forms are names of them', () => {
    expect(formTerms('BCNF')).toContain('Boyce–Codd normal form');
    expect(anomalyTerms('constructor')).toEqual(['constructor']);
  });
});
