import type { Value } from '../../../src/databases/result';
import { open, type Fixture } from './open';

let db: Fixture;
beforeAll(async () => {
  db = await open();
});
afterAll(() => {
  db.database.close();
});

/** An expression, the value that it gives, and its type as the result names it. */
const examples: readonly (readonly [expression: string, value: Value, type: string])[] = [
  ['null::int4', null, 'int4'],
  ['true', true, 'bool'],
  ['false', false, 'bool'],
  ['1::int2', 1, 'int2'],
  ['(-32768)::int2', -32768, 'int2'],
  ['2147483647', 2147483647, 'int4'],
  ['(-2147483648)::int4', -2147483648, 'int4'],
  ['0', 0, 'int4'],
  ['4294967295::oid', 4294967295, 'oid'],
  ['9007199254740991', 9007199254740991, 'int8'],
  ['9007199254740992', 9007199254740992n, 'int8'],
  ['-9007199254740993', -9007199254740993n, 'int8'],
  ['(-9223372036854775808)::int8', -9223372036854775808n, 'int8'],
  ['count(*)', 1, 'int8'],
  ['0.1::float4', 0.1, 'float4'],
  ['0.1::float8 + 0.2::float8', 0.30000000000000004, 'float8'],
  ["'NaN'::float8", NaN, 'float8'],
  ["'-Infinity'::float8", -Infinity, 'float8'],
  ['1e300::float8', 1e300, 'float8'],
  ["'-0'::float8", -0, 'float8'],
  ['12345678901234567890.0123456789', '12345678901234567890.0123456789', 'numeric'],
  ["'NaN'::numeric", 'NaN', 'numeric'],
  ["12.34::money", '$12.34', 'money'],
  ["'plain'::text", 'plain', 'text'],
  ["''", '', 'text'],
  ["'é € 𝄞 and a tail longer than the short ones'", 'é € 𝄞 and a tail longer than the short ones', 'text'],
  ["U&'\\FEFFmark'", '\ufeffmark', 'text'],
  ["'ab'::varchar(5)", 'ab', 'varchar'],
  ["'ab'::char(4)", 'ab  ', 'bpchar'],
  ["'ab'::name", 'ab', 'name'],
  ["'\\x00ff10'::bytea", Uint8Array.of(0, 255, 16), 'bytea'],
  ["''::bytea", new Uint8Array(0), 'bytea'],
  ["'2024-02-29'::date", '2024-02-29', 'date'],
  ["'infinity'::date", 'infinity', 'date'],
  ["'04:05:06.789'::time", '04:05:06.789', 'time'],
  ["'04:05:06+02'::timetz", '04:05:06+02', 'timetz'],
  ["'2024-02-29 12:00'::timestamp", '2024-02-29 12:00:00', 'timestamp'],
  ["'2024-02-29 12:00+02'::timestamptz", '2024-02-29 10:00:00+00', 'timestamptz'],
  ["'1 year 2 mons 3 days 04:05:06'::interval", '1 year 2 mons 3 days 04:05:06', 'interval'],
  ["array[1, null, 3]", '{1,NULL,3}', 'int4[]'],
  ["array[array['a', 'b c'], array['d', 'e']]", '{{a,"b c"},{d,e}}', 'text[]'],
  ["array['2024-01-01'::timestamptz]", '{"2024-01-01 00:00:00+00"}', 'timestamptz[]'],
  ["'{\"b\": 1, \"a\": [2]}'::json", '{"b": 1, "a": [2]}', 'json'],
  ["'{\"b\": 1, \"a\": [2]}'::jsonb", '{"a": [2], "b": 1}', 'jsonb'],
  ["'$.a[*]'::jsonpath", '$."a"[*]', 'jsonpath'],
  ["'[1,5)'::int4range", '[1,5)', 'int4range'],
  ["'empty'::tstzrange", 'empty', 'tstzrange'],
  ["'{[1,3),[5,7)}'::int4multirange", '{[1,3),[5,7)}', 'int4multirange'],
  ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'uuid'],
  ["'192.168.0.0/24'::cidr", '192.168.0.0/24', 'cidr'],
  ["'(1,2)'::point", '(1,2)', 'point'],
  ["B'101'", '101', 'bit'],
  ["to_tsvector('the fat cats')", "'cat':3 'fat':2", 'tsvector'],
  ["'pg_class'::regclass", 'pg_class', 'regclass'],
  ['row(1, null)', '(1,)', 'record'],
  ["'x'::unknown", 'x', 'text'],
  ["'0/16B3748'::pg_lsn", '0/16B3748', 'pg_lsn'],
  ['pg_sleep(0)', '', 'void'],
  ["(select c from pg_class c where false)", null, 'pg_class'],
  ["'happy'::mood", 'happy', 'mood'],
  ["array['sad'::mood]", '{sad}', 'mood[]'],
  ["'sad'::\"Odd Name\"", 'sad', '"Odd Name"'],
  ["'sad'::elsewhere.mood", 'sad', 'elsewhere.mood'],
  ['5::positive', 5, 'int4'],
  ["row('here', 3)::spot", '(here,3)', 'spot'],
];

describe('values and types', () => {
  beforeAll(() => {
    db.run("create type mood as enum ('sad', 'happy')");
    db.run("create type \"Odd Name\" as enum ('sad')");
    db.run('create schema elsewhere');
    db.run("create type elsewhere.mood as enum ('sad')");
    db.run('create domain positive as int check (value > 0)');
    db.run('create type spot as (name text, number int)');
  });

  test.each(examples)('%s', (expression, value, type) => {
    const result = db.run(`select ${expression} as x`);
    expect(result.columns).toEqual([{ name: 'x', type }]);
    expect(result.rows).toEqual([[value]]);
  });

  test('bytea in its older form', () => {
    db.run("set bytea_output = 'escape'");
    expect(db.run("select '\\x615c0062ff'::bytea").rows).toEqual([[Uint8Array.of(0x61, 0x5c, 0, 0x62, 0xff)]]);
    db.run('reset bytea_output');
  });

  test('a type under another name, after it was renamed', () => {
    db.run("create type hue as enum ('red')");
    expect(db.run("select 'red'::hue").columns[0]?.type).toBe('hue');
    db.run('alter type hue rename to colour');
    expect(db.run("select 'red'::colour").columns[0]?.type).toBe('colour');
  });

  test('asking for the names of types is not reported, and does not take a snapshot early', () => {
    db.run("create type shade as enum ('dark')");
    db.run('begin isolation level repeatable read');
    const before = db.executed.length;
    expect(db.run("select 'dark'::shade").columns[0]?.type).toBe('shade');
    expect(db.executed.length).toBe(before + 1);
    db.run('rollback');
  });
});

describe('parameters', () => {
  const given: readonly (readonly [type: string, value: Value, back: Value])[] = [
    ['int4', 7, 7],
    ['int8', 9007199254740993n, 9007199254740993n],
    ['bool', true, true],
    ['bool', false, false],
    ['text', "it's 𝄞", "it's 𝄞"],
    ['text', '', ''],
    ['text', null, null],
    ['float8', 0.1, 0.1],
    ['float8', -Infinity, -Infinity],
    ['numeric', '1.50', '1.50'],
    ['bytea', Uint8Array.of(0, 1, 254), Uint8Array.of(0, 1, 254)],
    ['timestamptz', '2024-01-01', '2024-01-01 00:00:00+00'],
    ['int4[]', '{1,2}', '{1,2}'],
  ];
  test.each(given)('%s %p', (type, value, back) => {
    expect(db.run(`select $1::${type}`, [value]).rows).toEqual([[back]]);
  });

  test('types are inferred from where they stand', () => {
    db.run('create table typed (i int, d date, b boolean, n numeric(6, 2))');
    db.run('insert into typed values ($1, $2, $3, $4)', [1, '2024-05-06', true, 2.5]);
    expect(db.run('select * from typed').rows).toEqual([[1, '2024-05-06', true, '2.50']]);
  });

  test('too few', () => {
    expect(db.failure('select $1::int, $2::int', [1])).toMatchObject({ name: 'OperationalError', code: '08P01' });
  });

  test('too many for the protocol', () => {
    expect(db.failure('select 1', new Array<Value>(65536).fill(1))).toMatchObject({ code: '54023' });
  });
});
