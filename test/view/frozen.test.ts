import fc from 'fast-check';
import { frozenMarkdown } from '../../src/view/frozen/frozen-markdown';
import { StableText } from '../../src/view/frozen/stable-text';
import { termLink } from '../../src/view/frozen/term-link';
import { noNotes, type NoteOf } from '../../src/view/terms/note-of';
import { anomalyTerms, formTerms } from '../../src/view/terms/terms';
import { wordsFor } from '../../src/view/words';
import type { CellOutput, CellValue } from '../../src/cells/output';
import { matrixSample } from './gallery/matrix';
import { heldObjects, shopDiagram } from './gallery/orm';
import { accounts, error, output, plan, result, statement, tagged } from './gallery/outputs';
import { enrolment, reportFor } from './gallery/relations';
import { deadlock, lostUpdate, sixtySteps } from './gallery/traces';

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
    ['no rows', { results: [result(['a int'], [])] }, '| a |\n| ---: |\n\nNo rows'],
    ['more rows than a note can take', { results: [result(['n int'], Array.from({ length: 1234 }, (_, i) => [i]))] }, ['| n |', '| ---: |', ...Array.from({ length: 100 }, (_, i) => `| ${String(i)} |`), '', 'first 100 of 1,234 rows'].join('\n')],
    ['rows that are not all here', { results: [result(['n int'], [[1]], { truncated: true, rowCount: null })] }, '| n |\n| ---: |\n| 1 |\n\nfirst 1 row of more'],
    ['values that Markdown would take for its own', { results: [result(['a text', 'b|c text'], [['x|y\nz', '<b> &amp; [[N]]']])] }, '| a | b\\|c |\n| --- | --- |\n| x\\|y⏎z | \\<b> \\&amp; \\[\\[N\\]\\] |'],
    ['a tree', { trees: [{ of: 'display', tree: { key: null, text: 'Object', children: [{ key: 'a', text: '1', children: [] }] } }] }, '```\nObject\n  a: 1\n```'],
    ['a value that is a table', { value: '[…]', results: [result(['n int'], [[1]], { command: 'VALUE' })] }, '| n |\n| ---: |\n| 1 |'],
    ['a diagram that is the value', { value: 'MetaData()', diagram: shopDiagram }, `\`\`\`mermaid\n${shopDiagram.mermaid}\n\`\`\``],
    ['objects and causes', { sessions: heldObjects, statements: [statement('SELECT 1', { cause: { kind: 'refresh', text: 'refresh', load: null } })], oneByOne: [{ attribute: 'A.b', count: 2, remedy: 'selectinload(A.b)', fix: null }] }, ''],
    ['a crash', { recovery: { lostTransaction: false, log: ['redo done'] } }, '```\nPower failed. No transaction was open; what was committed is there.\nredo done\n```'],
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

  test('of a trace: level, verdict, steps; one for each level', () => {
    const text = frozen({ trace: lostUpdate.slice(1, 3) });
    expect(text).toMatch(/^PostgreSQL, READ COMMITTED\n\n\*\*Lost update\*\* \(P4[^\n]*\n\n```\n1\. T1: BEGIN/);
    expect(text).toMatch(/\n```\n\nPostgreSQL, REPEATABLE READ\n\nNo anomaly\./);
  });

  test('of many traces tells the first ones step by step', () => {
    const text = frozen({ trace: Array.from({ length: 14 }, () => sixtySteps[0]).flatMap((trace) => trace ?? []) });
    expect(text.match(/^```$/gm)).toHaveLength(24);
    expect(text.match(/^PostgreSQL, /gm)).toHaveLength(14);
  });

  test('of a matrix: a table for each engine', () => {
    expect(frozen({ matrix: matrixSample }, vault('Dirty write', 'SERIALIZABLE'))).toContain(
      'PostgreSQL\n\n| Anomaly | READ COMMITTED | REPEATABLE READ | [[SERIALIZABLE]] |\n| --- | --- | --- | --- |\n| [[Dirty write\\|Dirty write, P0]] | someone waits |',
    );
  });

  test('of a relation: the verdict, then keys and tables', () => {
    expect(frozen({ relation: reportFor(enrolment) }, vault('1NF'))).toMatch(/^\*\*\[\[1NF\]\] only\.\*\* title depends on course alone, which is a part of the key student, course\.\n\n```\nKey: student, course\n/);
  });

  test('is written in the language that is asked for', () => {
    expect(frozen({ trace: lostUpdate.slice(1, 2) }, vault('Потерянное обновление'), '', 'ru')).toMatch(/^PostgreSQL, READ COMMITTED\n\n\*\*\[\[Потерянное обновление\]\]\*\* \(P4/);
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
