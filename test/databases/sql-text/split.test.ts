import fc from 'fast-check';
import { splitStatements } from '../../../src/databases/sql-text/split';
import { isBlankOrComment, type Dialect } from '../../../src/databases/sql-text/token';
import { tokens } from '../../../src/databases/sql-text/tokens';
import { dialects, sqlSoup } from './sql-soup';

const texts = (sql: string, dialect: Dialect): string[] => splitStatements(sql, dialect).map((statement) => statement.text);

describe.each(dialects)('statements of %s', (dialect) => {
  test('with the gaps between them are the text, and gaps hold nothing real', () => {
    fc.assert(
      fc.property(sqlSoup, (sql) => {
        let at = 0;
        let whole = '';
        const gaps: string[] = [];
        for (const { text, offset } of splitStatements(sql, dialect)) {
          gaps.push(sql.slice(at, offset));
          whole += sql.slice(at, offset) + text;
          at = offset + text.length;
        }
        gaps.push(sql.slice(at));
        expect(whole + sql.slice(at)).toBe(sql);
        for (const gap of gaps) {
          for (const token of tokens(gap, dialect)) expect(isBlankOrComment(token) || token.text === ';').toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('stand between semicolons, without what surrounds them', () => {
    const sql = '-- first\nSELECT 1; /* none */ ;\n\n  SELECT /* in */ 2 -- last\n;\u00a0SELECT 3 -- end';
    expect(splitStatements(sql, dialect)).toEqual([
      { text: 'SELECT 1', offset: 9 },
      { text: 'SELECT /* in */ 2', offset: sql.indexOf('SELECT /*') },
      { text: 'SELECT 3', offset: sql.indexOf('SELECT 3') },
    ]);
    expect(splitStatements(' ;; -- nothing\n/* at all */ \u00a0', dialect)).toEqual([]);
    expect(splitStatements('', dialect)).toEqual([]);
  });

  test('hold semicolons in literals, names and comments', () => {
    const one = `SELECT ';', "a;b" /* ; */ -- ;\n, 2`;
    expect(texts(`${one};SELECT 2`, dialect)).toEqual([one, 'SELECT 2']);
  });

  test('what is unterminated is the last one', () => {
    expect(texts("SELECT 1; SELECT 'a; SELECT 2;", dialect)).toEqual(['SELECT 1', "SELECT 'a; SELECT 2;"]);
  });

  test('BEGIN and END of transactions are statements', () => {
    expect(texts('BEGIN; INSERT INTO t VALUES (1); END; SELECT 1', dialect)).toEqual(['BEGIN', 'INSERT INTO t VALUES (1)', 'END', 'SELECT 1']);
  });
});

describe('a comment without an end', () => {
  test('is an error to PostgreSQL, which therefore gets it', () => {
    expect(texts('SELECT 1; SELECT 2 /* ; SELECT 3;', 'postgres')).toEqual(['SELECT 1', 'SELECT 2 /* ; SELECT 3;']);
    expect(texts('SELECT 1; /* SELECT 2', 'postgres')).toEqual(['SELECT 1', '/* SELECT 2']);
  });

  test('is a comment to SQLite', () => {
    expect(texts('SELECT 1; SELECT 2 /* ; SELECT 3;', 'sqlite')).toEqual(['SELECT 1', 'SELECT 2']);
  });
});

describe('statements of SQLite', () => {
  test('triggers hold the statements of their bodies', () => {
    const trigger = (head: string): string => `${head} AFTER UPDATE ON t BEGIN
      UPDATE t SET a = CASE WHEN new.a > 1 THEN 2 ELSE 3 END; -- no end
      INSERT INTO log SELECT CASE 1 WHEN 1 THEN 'END;' END;
    END`;
    for (const head of ['CREATE TRIGGER x', 'create temp trigger x', 'CREATE TEMPORARY TRIGGER IF NOT EXISTS x', 'EXPLAIN CREATE TRIGGER x']) {
      expect(texts(`${trigger(head)}; SELECT 1;`, 'sqlite')).toEqual([trigger(head), 'SELECT 1']);
    }
    expect(texts('DROP TRIGGER x; SELECT 1', 'sqlite')).toEqual(['DROP TRIGGER x', 'SELECT 1']);
  });

  test('an open parenthesis does not swallow the rest', () => {
    expect(texts('INSERT INTO t VALUES (1; SELECT 2', 'sqlite')).toEqual(['INSERT INTO t VALUES (1', 'SELECT 2']);
  });
});

describe('statements of PostgreSQL', () => {
  test('functions in standard SQL hold the statements of their bodies', () => {
    const routine = (head: string): string => `${head} f(a int DEFAULT (1)) RETURNS int BEGIN ATOMIC
      INSERT INTO t VALUES (a); SELECT CASE WHEN a > 1 THEN CASE a WHEN 2 THEN 3 END ELSE 4 END; END`;
    for (const head of ['CREATE FUNCTION', 'create or replace function', 'CREATE PROCEDURE']) {
      expect(texts(`${routine(head)}; SELECT 1;`, 'postgres')).toEqual([routine(head), 'SELECT 1']);
    }
  });

  test('functions in dollar quotes', () => {
    const routine = 'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$';
    expect(texts(`${routine}; DO $x$ BEGIN NULL; END $x$;`, 'postgres')).toEqual([routine, 'DO $x$ BEGIN NULL; END $x$']);
  });

  test('rules hold the commands in their parentheses', () => {
    const rule = 'CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)';
    expect(texts(`${rule};SELECT 1`, 'postgres')).toEqual([rule, 'SELECT 1']);
  });
});
