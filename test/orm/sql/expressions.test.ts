import '../../../src/orm/compile';
import { postgresDialect } from '../../../src/orm/dialect/postgres';
import { sqliteDialect } from '../../../src/orm/dialect/sqlite';
import type { ClauseElement } from '../../../src/orm/sql/clause';
import { column, literalColumn } from '../../../src/orm/sql/column';
import { all_, any_, bindparam, case_, cast, collate, desc, extract, label, literal, nullsFirst, tuple_, typeCoerce } from '../../../src/orm/sql/constructs';
import { and_, ColumnElement, false_, not_, null_, or_, true_ } from '../../../src/orm/sql/elements';
import { table } from '../../../src/orm/sql/from-clause';
import { callFunction, func } from '../../../src/orm/sql/functions';
import { Column } from '../../../src/orm/sql/schema/column';
import { exists, lateral, select, union } from '../../../src/orm/sql/select';
import { text } from '../../../src/orm/sql/text-clause';
import { ARRAY, JSONB } from '../../../src/orm/sql/types/postgres';
import { Json } from '../../../src/orm/sql/types/json';
import { Boolean_, Date_, DateTime, Float, Integer, Numeric, String_ } from '../../../src/orm/sql/types/standard';
import { values } from '../../../src/orm/sql/values-clause';
import { Decimal } from '../../../src/orm/values/decimal';
import { PlainDate } from '../../../src/orm/values/temporal';
import { library } from '../models/library';
import { col } from '../record';

const t = table('t', column('x', new Integer()), column('y', new Integer()), column('s', new String_()), column('b', new Boolean_()), column('n', new Numeric(10, 2)));
const [x, y, s, b, n] = ['x', 'y', 's', 'b', 'n'].map((key) => col(t, key)) as [ColumnElement, ColumnElement, ColumnElement, ColumnElement, ColumnElement];
const doc = column('doc', new Json());
const docb = column('doc', new JSONB());
const tags = column('tags', new ARRAY(new String_()));

const sqlite = sqliteDialect();
const psycopg = postgresDialect({ driver: 'psycopg' });

/** Expressions and what `str()` of SQLAlchemy's gives for them. */
const written: readonly (readonly [ClauseElement, string])[] = [
  [x.eq(5), 't.x = :x_1'],
  [x.ne(5), 't.x != :x_1'],
  [x.eq(null), 't.x IS NULL'],
  [x.ne(null), 't.x IS NOT NULL'],
  [b.eq(true), 't.b = true'],
  [b.is_(false), 't.b IS false'],
  [x.eq(null_()), 't.x IS NULL'],
  [x.isDistinctFrom(3), 't.x IS DISTINCT FROM :x_1'],
  [x.add(1).mul(2), '(t.x + :x_1) * :param_1'],
  [x.add(y.mul(2)), 't.x + t.y * :y_1'],
  [x.sub(y.sub(1)), 't.x - (t.y - :y_1)'],
  [x.add(y.add(1)), 't.x + t.y + :y_1'],
  [x.mod(2).eq(0), 't.x % :x_1 = :param_1'],
  [x.neg().add(1), '-t.x + :param_1'],
  [x.div(2), 't.x / CAST(:x_1 AS NUMERIC)'],
  [x.floordiv(2), 't.x / :x_1'],
  [n.floordiv(2), 'FLOOR(t.n / :n_1)'],
  [s.add('a').add('b'), 't.s || :s_1 || :param_1'],
  [s.concat(s), 't.s || t.s'],
  [and_(x.eq(1), or_(y.eq(2), y.eq(3))), 't.x = :x_1 AND (t.y = :y_1 OR t.y = :y_2)'],
  [or_(and_(x.eq(1), y.eq(2)), y.eq(3)), 't.x = :x_1 AND t.y = :y_1 OR t.y = :y_2'],
  [x.eq(1).and(y.eq(2)).and(y.eq(4)), 't.x = :x_1 AND t.y = :y_1 AND t.y = :y_2'],
  [not_(x.eq(1)), 't.x != :x_1'],
  [not_(and_(x.eq(1), y.eq(2))), 'NOT (t.x = :x_1 AND t.y = :y_1)'],
  [not_(b), 'NOT t.b'],
  [not_(x.in_([1, 2])), '(t.x NOT IN (__[POSTCOMPILE_x_1]))'],
  [and_(b, x.gt(1)), 't.b AND t.x > :x_1'],
  [and_(true_(), x.gt(1)), 't.x > :x_1'],
  [and_(false_(), x.gt(1)), 'false'],
  [or_(true_(), x.gt(1)), 'true'],
  [s.like('a%'), 't.s LIKE :s_1'],
  [s.notLike('a%', { escape: '/' }), "t.s NOT LIKE :s_1 ESCAPE '/'"],
  [s.ilike('a%'), 'lower(t.s) LIKE lower(:s_1)'],
  [s.contains('a'), "t.s LIKE '%' || :s_1 || '%'"],
  [s.startswith('a'), "t.s LIKE :s_1 || '%'"],
  [s.endswith('a'), "t.s LIKE '%' || :s_1"],
  [not_(s.contains('a')), "t.s NOT LIKE '%' || :s_1 || '%'"],
  [s.contains('50%', { autoescape: true }), "t.s LIKE '%' || :s_1 || '%' ESCAPE '/'"],
  [s.icontains('a'), "lower(t.s) LIKE '%' || lower(:s_1) || '%'"],
  [s.match('a'), 't.s MATCH :s_1'],
  [x.between(1, 3), 't.x BETWEEN :x_1 AND :x_2'],
  [not_(x.between(1, 3)), 't.x NOT BETWEEN :x_1 AND :x_2'],
  [x.in_([1, null]), 't.x IN (__[POSTCOMPILE_x_1])'],
  [tuple_(x, y).in_([[1, 2], [3, 4]]), '(t.x, t.y) IN (__[POSTCOMPILE_param_1])'],
  [x.in_(select(y)), 't.x IN (SELECT t.y \nFROM t)'],
  [x.op('&&', { isComparison: true })(y), 't.x && t.y'],
  [x.bitwiseAnd(3), 't.x & :x_1'],
  [collate(s, 'NOCASE'), 't.s COLLATE "NOCASE"'],
  [desc(s), 't.s DESC'],
  [nullsFirst(s.desc()), 't.s DESC NULLS FIRST'],
  [x.distinct(), 'DISTINCT t.x'],
  [cast(x, String_), 'CAST(t.x AS VARCHAR)'],
  [typeCoerce(x, String_), 't.x'],
  [extract('year', column('d', new Date_())), 'EXTRACT(year FROM d)'],
  [case_([[x.eq(1), 'a']], { otherwise: 'b' }), 'CASE WHEN (t.x = :x_1) THEN :param_1 ELSE :param_2 END'],
  [literal(5), ':param_1'],
  [literalColumn('1 + 1'), '1 + 1'],
  [bindparam('q'), ':q'],
  [x.gt(bindparam('q')), 't.x > :q'],
  [label('a', x.add(1)), 't.x + :x_1'],
  [callFunction('count', []), 'count(*)'],
  [callFunction('current_date', []), 'CURRENT_DATE'],
  [callFunction('now', []), 'now()'],
  [callFunction('pg_catalog.age', [x]), 'pg_catalog.age(t.x)'],
  [callFunction('sum', [x]).filter(x.gt(1)), 'sum(t.x) FILTER (WHERE t.x > :x_1)'],
  [callFunction('percentile_cont', [0.5]).withinGroup(x.desc()), 'percentile_cont(:percentile_cont_1) WITHIN GROUP (ORDER BY t.x DESC)'],
  [callFunction('sum', [x]).over({ partitionBy: y, orderBy: x, range: [-2, 3] }), 'sum(t.x) OVER (PARTITION BY t.y ORDER BY t.x RANGE BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING)'],
  [exists(select(x).where(x.eq(1))), 'EXISTS (SELECT t.x \nFROM t \nWHERE t.x = :x_1)'],
  [not_(exists(select(x))), 'NOT (EXISTS (SELECT t.x \nFROM t))'],
  [x.eq(any_(select(y))), 't.x = ANY (SELECT t.y \nFROM t)'],
  [all_(select(y)).lt(5), ':param_1 > ALL (SELECT t.y \nFROM t)'],
  [x.reverseOperate({ ...x.add(1), name: 'sub', text: ' - ', precedence: 7, isComparison: false, naturalSelfPrecedent: false, isAssociative: false }, 1), ':x_1 - t.x'],
  [text('a = :b'), 'a = :b'],
];

test.each(written.map(([element, sql]) => [sql, element] as const))('%s', (sql, element) => {
  expect(element.toString()).toBe(sql);
});

const bySqlite: readonly (readonly [ClauseElement, string])[] = [
  [b, 't.b'],
  [select(x).where(b), 'SELECT t.x \nFROM t \nWHERE t.b = 1'],
  [select(x).where(not_(b)), 'SELECT t.x \nFROM t \nWHERE t.b = 0'],
  [select(x).where(b.eq(true)), 'SELECT t.x \nFROM t \nWHERE t.b = 1'],
  [x.div(2), 't.x / (? + 0.0)'],
  [extract('month', column('d', new Date_())), "CAST(STRFTIME('%m', d) AS INTEGER)"],
  [callFunction('now', []), 'CURRENT_TIMESTAMP'],
  [x.isDistinctFrom(null), 't.x IS NOT NULL'],
  [s.regexpMatch('a'), 't.s REGEXP ?'],
  [doc.at('a'), 'JSON_QUOTE(JSON_EXTRACT(doc, ?))'],
  [(doc.at('a') as ReturnType<typeof doc.at> & { asString(): ColumnElement }).asString(), 'CAST(JSON_EXTRACT(doc, ?) AS VARCHAR)'],
  [select(x).withForUpdate(), 'SELECT t.x \nFROM t'],
];

test.each(bySqlite.map(([element, sql]) => [sql, element] as const))('on SQLite: %s', (sql, element) => {
  expect(element.compile({ dialect: sqlite }).sql).toBe(sql);
});

const byPostgres: readonly (readonly [ClauseElement, string])[] = [
  [s.ilike('a'), 't.s ILIKE %(s_1)s::VARCHAR'],
  [s.icontains('a'), "t.s ILIKE '%%' || %(s_1)s::VARCHAR || '%%'"],
  [s.regexpMatch('a', 'i'), 't.s ~* %(s_1)s::VARCHAR'],
  [s.match('a'), 't.s @@ plainto_tsquery(%(s_1)s::VARCHAR)'],
  [x.bitwiseXor(y), 't.x # t.y'],
  [doc.at('a'), 'doc -> %(doc_1)s::TEXT'],
  [docb.at('a'), 'doc[%(doc_1)s::TEXT]'],
  [doc.at(['a', 1]), 'doc #> %(doc_1)s'],
  [tags.contains(['a']), 'tags @> %(tags_1)s::VARCHAR[]'],
  [tags.at(1), 'tags[%(tags_1)s::INTEGER]'],
  [x.eq(any_(tags)), 't.x = ANY (tags)'],
  [select(x).distinct(y), 'SELECT DISTINCT ON (t.y) t.x \nFROM t'],
  [select(x).withForUpdate({ skipLocked: true, of: t }), 'SELECT t.x \nFROM t FOR UPDATE OF t SKIP LOCKED'],
  [select(x).fetch(3, { withTies: true }), 'SELECT t.x \nFROM t\n FETCH FIRST (%(param_1)s::INTEGER) ROWS WITH TIES'],
  [cast(x, new DateTime(true)), 'CAST(t.x AS TIMESTAMP WITH TIME ZONE)'],
];

test.each(byPostgres.map(([element, sql]) => [sql, element] as const))('on PostgreSQL: %s', (sql, element) => {
  expect(element.compile({ dialect: psycopg }).sql).toBe(sql);
});

const { authors, books } = library();
const [author, title, writer] = [col(authors, 'id'), col(books, 'title'), col(books, 'author_id')];

const statements: readonly (readonly [string, () => ClauseElement, string])[] = [
  ['two columns of one name', () => select(author, col(books, 'id')), 'SELECT authors.id, books.id AS id_1 \nFROM authors, books'],
  ['one column twice', () => select(author, author), 'SELECT authors.id, authors.id AS id__1 \nFROM authors'],
  ['names with their tables', () => select(author, title).setLabelStyle('tablename'), 'SELECT authors.id AS authors_id, books.title AS books_title \nFROM authors, books'],
  ['a correlated subquery', () => select(author, select(title).where(writer.eq(author)).scalarSubquery().label('t')), 'SELECT authors.id, (SELECT books.title \nFROM books \nWHERE books.author_id = authors.id) AS t \nFROM authors'],
  ['EXISTS in WHERE', () => select(author).where(exists(select(title).where(writer.eq(author)))), 'SELECT authors.id \nFROM authors \nWHERE EXISTS (SELECT books.title \nFROM books \nWHERE books.author_id = authors.id)'],
  ['a union in FROM', () => select(union(select(x), select(y)).subquery('u')), 'SELECT u.x \nFROM (SELECT t.x AS x \nFROM t UNION SELECT t.y AS y \nFROM t) AS u'],
  ['members with LIMIT', () => union(select(x).limit(1), select(y)), '(SELECT t.x \nFROM t\n LIMIT :param_1) UNION SELECT t.y \nFROM t'],
  ['ORDER BY a label', () => select(x.add(1).label('z')).orderBy(desc('z')), 'SELECT t.x + :x_1 AS z \nFROM t ORDER BY z DESC'],
  ['GROUP BY with HAVING', () => select(x, func['count'](y)).groupBy(x).having(func['count'](y).gt(1)), 'SELECT t.x, count(t.y) AS count_1 \nFROM t GROUP BY t.x \nHAVING count(t.y) > :count_2'],
  ['VALUES', () => select(values(column('a', new Integer()), { name: 'v' }).data([[1], [2]])), 'SELECT v.a \nFROM (VALUES (:param_1), (:param_2)) AS v (a)'],
  ['LATERAL', () => select(author).join(lateral(select(title).where(writer.eq(author)), 'l'), true_()), 'SELECT authors.id \nFROM authors JOIN LATERAL (SELECT books.title AS title \nFROM books \nWHERE books.author_id = authors.id) AS l ON true'],
  ['a CTE in a CTE', () => { const one = select(x).cte('one'); const two = select(col(one, 'x')).cte('two'); return select(col(two, 'x')); }, 'WITH one AS \n(SELECT t.x AS x \nFROM t), \ntwo AS \n(SELECT one.x AS x \nFROM one)\n SELECT two.x \nFROM two'],
  ['a function in FROM', () => select(col(callFunction('json_each', ['[1]']).tableValued('value', { name: 'j' }), 'value')), 'SELECT j.value \nFROM json_each(:json_each_1) AS j'],
  ['a reserved word for a name', () => select(new Column('order', Integer), new Column('Mixed', Integer)), 'SELECT "order", "Mixed"'],
]; // prettier-ignore

test.each(statements)('%s', (_, make, sql) => {
  expect(make().toString()).toBe(sql);
});

const literals: readonly (readonly [unknown, string])[] = [
  ["it's", "'it''s'"],
  [5, '5'],
  [2.5, '2.5'],
  [new Decimal('4.50'), '4.50'],
  [new PlainDate(2024, 1, 5), "'2024-01-05'"],
  [true, 'true'],
];

test.each(literals)('%s is written as a literal', (value, sql) => {
  expect(literal(value).compile({ literalBinds: true }).sql).toBe(sql);
});

test('errors are told as SQLAlchemy tells them', () => {
  expect(() => select('title')).toThrow("Textual column expression 'title' should be explicitly declared with text('title'), or use column('title') for more specificity");
  expect(() => select(x).where('year > 2000')).toThrow("Textual SQL expression 'year > 2000' should be explicitly declared as text('year > 2000')");
  expect(() => select(x).orderBy(5.5)).toThrow('ORDER BY expression expected, got 5.5.');
  expect(() => select(x).orderBy('nope').toString()).toThrow("Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'nope'");
  expect(() => select(author).join(t).toString()).toThrow("Don't know how to join to t.");
  expect(() => x.eq(1).truth()).not.toThrow();
  expect(() => and_(x.eq(1), y.eq(2)).truth()).toThrow('Boolean value of this clause is not defined');
  expect(() => select(x).filterBy({ nope: 1 })).toThrow('None of the FROM clause entities have a property "nope". Searched entities: t');
  expect(x.eq(x).truth()).toBe(true);
  expect(x.ne(x).truth()).toBe(false);
});

test('the types of operations', () => {
  const type = (element: ColumnElement): string => element.type.className;
  expect([x.add(y), x.add(2.5), n.mul(2), x.div(y), s.add('a'), x.eq(1), column('d', new DateTime()).sub(column('e', new DateTime()))].map(type)).toEqual([
    'Integer', 'Double', 'Numeric', 'Numeric', 'String', 'Boolean', 'Interval',
  ]); // prettier-ignore
  expect(type(callFunction('max', [n]))).toBe('Numeric');
  expect(new Float().repr()).toBe('Float()');
  expect(new Numeric(10, 2).repr()).toBe('Numeric(precision=10, scale=2)');
  expect(String(new Numeric(10, 2))).toBe('NUMERIC(10, 2)');
});
