import fc from 'fast-check';
import { withPlainBlanks } from '../../../src/databases/sql-text/blanks';
import { isBlankOrComment, type Dialect } from '../../../src/databases/sql-text/token';
import { tokens } from '../../../src/databases/sql-text/tokens';
import { dialects, sqlSoup } from './sql-soup';

const kinds = (sql: string, dialect: Dialect): string[] =>
  [...tokens(sql, dialect)].filter((token) => token.kind !== 'blank').map((token) => `${token.kind} ${token.text}`);

describe.each(dialects)('tokens of %s', (dialect) => {
  test('put together are the text, each at its offset', () => {
    fc.assert(
      fc.property(sqlSoup, (sql) => {
        let at = 0;
        for (const token of tokens(sql, dialect)) {
          expect(token.offset).toBe(at);
          expect(token.text).not.toBe('');
          at += token.text.length;
        }
        expect([...tokens(sql, dialect)].map((token) => token.text).join('')).toBe(sql);
      }),
      { numRuns: 2000 },
    );
  });

  test('of words, numbers, strings and names', () => {
    expect(kinds(`SELECT größe, "a ""b" FROM t1 WHERE x_$ >= 1.5e-3 AND s <> 'it''s'`, dialect)).toEqual([
      'word SELECT',
      'word größe',
      'operator ,',
      'quoted "a ""b"',
      'word FROM',
      'word t1',
      'word WHERE',
      'word x_$',
      'operator >=',
      'number 1.5e-3',
      'word AND',
      'word s',
      'operator <>',
      `string 'it''s'`,
    ]);
    expect(kinds('0x1F 1_000 .5 5.', dialect)).toEqual(['number 0x1F', 'number 1_000', 'number .5', 'number 5.']);
  });

  test('of comments', () => {
    expect(kinds('1 -- one; two\n2 /* ; \n ; */ 3', dialect)).toEqual(['number 1', 'comment -- one; two', 'number 2', 'comment /* ; \n ; */', 'number 3']);
  });

  test('unterminated ones reach to the end', () => {
    for (const start of ["'a;", '"a;', '/* a;', '-- a;', "'a'';"]) {
      expect([...tokens(start, dialect)]).toHaveLength(1);
    }
  });

  test('a no-break space and its kin are blanks', () => {
    const sql = "SELECT\u00a0a,\ufeffb\u2003FROM\u200bt WHERE s\u00a0=\u00a0'\u00a0' AND \"\u00a0\" /* \u00a0 */";
    expect(kinds(sql, dialect).slice(0, 6)).toEqual(['word SELECT', 'word a', 'operator ,', 'word b', 'word FROM', 'word t']);
    const plain = withPlainBlanks(sql, dialect);
    expect(plain).toBe("SELECT a, b FROM t WHERE s = '\u00a0' AND \"\u00a0\" /* \u00a0 */");
    expect(plain).toHaveLength(sql.length);
  });

  test('plain blanks change blanks only', () => {
    fc.assert(
      fc.property(sqlSoup, (sql) => {
        const before = [...tokens(sql, dialect)].filter((token) => !isBlankOrComment(token));
        const after = [...tokens(withPlainBlanks(sql, dialect), dialect)].filter((token) => !isBlankOrComment(token));
        expect(after).toEqual(before);
      }),
    );
  });

  test('of long texts take linear time', () => {
    for (const piece of ["''", '/*', '$a$', '"', 'a ', '((', "E'\\'", '-- ', '-', '1.', ';']) {
      let count = 0;
      for (const token of tokens(piece.repeat(100_000), dialect)) count += token.text.length;
      expect(count).toBe(piece.length * 100_000);
    }
  });
});

describe('tokens of PostgreSQL only', () => {
  test('strings with escapes, in Unicode, of bytes and bits', () => {
    expect(kinds(`E'a\\'b;' U&'\\0061' B'01' X'1F' N'x' U&"d" e''`, 'postgres')).toEqual([
      `string E'a\\'b;'`,
      `string U&'\\0061'`,
      `string B'01'`,
      `string X'1F'`,
      `string N'x'`,
      `quoted U&"d"`,
      `string e''`,
    ]);
    expect(kinds(`'a\\' 1`, 'postgres')).toEqual([`string 'a\\'`, 'number 1']);
  });

  test('an escape string goes on after a line break, with its escapes', () => {
    expect(kinds(`E'a'\n 'b\\'c' d`, 'postgres')).toEqual([`string E'a'\n 'b\\'c'`, 'word d']);
    expect(kinds(`E'a' 'b'`, 'postgres')).toEqual([`string E'a'`, `string 'b'`]);
  });

  test('dollar quotes', () => {
    expect(kinds('$$a;$b$;$$ $b$ $$ $b$ $1 a$b$c $', 'postgres')).toEqual([
      'string $$a;$b$;$$',
      'string $b$ $$ $b$',
      'parameter $1',
      'word a$b$c',
      'operator $',
    ]);
    expect(kinds('$x$ never ends', 'postgres')).toEqual(['string $x$ never ends']);
  });

  test('nested comments, operators, casts, slices', () => {
    expect(kinds('/* a /* b */ ; */ 1', 'postgres')).toEqual(['comment /* a /* b */ ; */', 'number 1']);
    expect(kinds(`j #>> '{a}' ? 'b' @> c::text a[1:2] x := y 1..2`, 'postgres')).toEqual([
      ...['word j', 'operator #>>', "string '{a}'", 'operator ?', "string 'b'", 'operator @>', 'word c', 'operator ::', 'word text'],
      ...['word a', 'operator [', 'number 1', 'operator :', 'number 2', 'operator ]', 'word x', 'operator :=', 'word y'],
      ...['number 1', 'operator ..', 'number 2'],
    ]);
    expect(kinds('1 /* a /* b */', 'postgres')).toEqual(['number 1', 'operator /* a /* b */']);
    expect(kinds('1 +-- x\n2', 'postgres')).toEqual(['number 1', 'operator +', 'comment -- x', 'number 2']);
  });
});

describe('tokens of SQLite only', () => {
  test('names in brackets and backticks, bytes, parameters, operators', () => {
    expect(kinds("[a;b] `c``d` x'00' X'1f' ? ?2 :n @n $n #n a->>'$.x' || 1 == 2", 'sqlite')).toEqual([
      ...['quoted [a;b]', 'quoted `c``d`', "string x'00'", "string X'1f'", 'parameter ?', 'parameter ?2', 'parameter :n', 'parameter @n'],
      ...['parameter $n', 'parameter #n', 'word a', 'operator ->>', "string '$.x'", 'operator ||', 'number 1', 'operator ==', 'number 2'],
    ]);
  });

  test('comments do not nest, dollars do not quote, backslashes do not escape', () => {
    expect(kinds('/* a /* b */ 1 /* c', 'sqlite')).toEqual(['comment /* a /* b */', 'number 1', 'comment /* c']);
    expect(kinds('$$', 'sqlite')).toEqual(['parameter $$']);
    expect(kinds(`E'\\' 1`, 'sqlite')).toEqual(['word E', `string '\\'`, 'number 1']);
  });
});
