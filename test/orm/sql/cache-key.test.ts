import '../../../src/orm/compile';
import { CompiledCache } from '../../../src/orm/engine/compiled-cache';
import { sqliteDialect } from '../../../src/orm/dialect/sqlite';
import { cacheKey, sameKey } from '../../../src/orm/sql/cache-key';
import { bindparam } from '../../../src/orm/sql/constructs';
import { insert } from '../../../src/orm/sql/dml';
import { func } from '../../../src/orm/sql/functions';
import { select, type Select } from '../../../src/orm/sql/select';
import { text } from '../../../src/orm/sql/text-clause';
import { library } from '../models/library';
import { col } from '../record';

const { books, authors } = library();
const [id, title, year] = [col(books, 'id'), col(books, 'title'), col(books, 'year')];
const some = (): Select => select(id, title);

/** Statements of one structure: what is in a group shares a text, and nothing else does. */
const groups: readonly (readonly [what: string, ...statements: Select[]])[] = [
  ['columns', some(), some()],
  ['columns the other way round', select(title, id)],
  ['a column more', select(id, title, year)],
  ['another table', select(col(authors, 'id'), col(authors, 'name'))],
  ['a value', some().where(id.eq(1)), some().where(id.eq(2))],
  ['another operator', some().where(id.ne(1))],
  ['a value of another type', some().where(title.eq('x')), some().where(title.eq('y'))],
  ['two conditions', some().where(id.eq(1), year.eq(2)), some().where(id.eq(1)).where(year.eq(3))],
  ['the same parameter twice', ...[3, 4].map((value) => ((one) => some().where(id.eq(one), year.eq(one)))(bindparam(null, value)))],
  ['ORDER BY', some().orderBy(id)],
  ['GROUP BY', some().groupBy(id)],
  ['ORDER BY … DESC', some().orderBy(id.desc())],
  ['LIMIT', some().limit(1), some().limit(2)],
  ['OFFSET', some().offset(1)],
  ['a function', select(func.max(id))],
  ['another function', select(func.min(id))],
  ['a label', select(func.max(id).label('m'))],
  ['another label', select(func.max(id).label('n'))],
  ['DISTINCT', some().distinct()],
  ['a prefix', some().prefixWith('/* a */')],
  ['a suffix', some().suffixWith('/* a */')],
  ['FOR UPDATE', some().withForUpdate()],
  ['FOR UPDATE NOWAIT', some().withForUpdate({ nowait: true })],
  ['text', some().where(text('1 = 1'))],
  ['other text', some().where(text('2 = 2'))],
  ['a subquery', select(some().subquery('s'))],
  ['a subquery of another name', select(some().subquery('t'))],
  ['a subquery without a name', select(some().subquery()), select(some().subquery())],
];

const keyOf = (statement: Select) => {
  const key = cacheKey(statement);
  if (!key) throw new Error('it cannot be kept');
  return key;
};

test.each(groups.map(([what, ...statements], index) => [what, statements, index] as const))('statements with %s', (_, statements, index) => {
  const keys = statements.map(keyOf);
  for (const key of keys) expect(sameKey(key, keys[0] ?? key)).toBe(true);
  for (const [other, ...rest] of groups.filter((_group, place) => place !== index)) {
    for (const statement of rest) expect([other, sameKey(keyOf(statement), keyOf(statements[0] ?? statement))]).toEqual([other, false]);
  }
});

describe('kept texts', () => {
  const cache = new CompiledCache(sqliteDialect(), () => 0);
  const isKnown = (statement: Parameters<typeof cacheKey>[0], crud?: { readonly keys: readonly string[]; readonly many: boolean }): boolean => cache.compile(statement, crud ? { crud } : {}).age !== null;

  test('INSERTs are told apart by the columns that get values, and by whether there are many rows', () => {
    const asked = [['title'], ['title', 'year'], ['title']].map((keys) => isKnown(insert(books), { keys, many: false }));
    expect([...asked, isKnown(insert(books), { keys: ['title'], many: true })]).toEqual([false, false, true, false]);
  });

  test('the half that was not used for the longest time is forgotten when there are too many', () => {
    cache.clear();
    const numbered = (number: number): Select => select(id.label(`n${number}`));
    for (let number = 0; number < 500; number += 1) isKnown(numbered(number));
    expect([cache.size, isKnown(numbered(0))]).toEqual([500, true]);
    isKnown(numbered(500));
    expect([cache.size, isKnown(numbered(0)), isKnown(numbered(499)), isKnown(numbered(500)), isKnown(numbered(1))]).toEqual([250, true, true, true, false]);
  });
});
