import type { SchemaDiagram } from '../../../src/cells/output';
import { fence, inPython, inTypeScript } from './library';
import { runNote } from './run-note';

const mermaid = (integer: string): string => `erDiagram
  user_account {
    INTEGER id PK
    VARCHAR(30) name
    VARCHAR fullname "null"
  }
  address {
    INTEGER id PK
    VARCHAR email UK
    ${integer} user_id FK
  }
  user_account ||--o{ address : "user_id"`;

test.each<[string, string]>([
  ['a base', 'Base'], ['its metadata', 'Base.metadata'], ['all that is declared', 'erDiagram()'], ['some classes', 'erDiagram(User, Address)'],
])('in TypeScript %s is drawn', async (_, code) => {
  const [, , ran] = await runNote(inTypeScript.models, inTypeScript.rows, inTypeScript.fence(code));
  expect(ran?.error).toBeNull();
  expect(ran?.diagram).toMatchObject({ of: 'classes', mermaid: mermaid('INTEGER') });
  expect(ran?.statements).toEqual([]);
});

test.each<[string, string]>([
  ['a base class', 'Base'], ['its metadata', 'Base.metadata'], ['its registry', 'Base.registry'], ['some classes', 'from savepoint import er_diagram\ner_diagram(User, Address)'],
])('in Python %s is drawn', async (_, code) => {
  const [, , ran] = await runNote(inPython.models, inPython.rows, inPython.fence(code));
  expect(ran?.error).toBeNull();
  expect(ran?.diagram).toMatchObject({ of: 'classes', mermaid: mermaid('INTEGER') });
});

test.each<[string, string, string]>([['a class', 'User', 'Python'], ['a table', 'User.__table__', 'Python'], ['a number', '1', 'Python'], ['a class', 'User', 'TypeScript'], ['a list', '[1]', 'TypeScript'], ['nothing', '', 'TypeScript']])('%s (%s) of %s is not drawn', async (_, code, language) => {
  const library = language === 'Python' ? inPython : inTypeScript;
  const [, ran] = await runNote(library.models, library.fence(code));
  expect(ran?.error).toBeNull();
  expect(ran?.diagram).toBeUndefined();
});

test.each<[string, string, RegExp]>([
  ['ts', 'erDiagram(5)', /erDiagram\(\) takes mapped classes/],
  ['python', 'from savepoint import er_diagram\ner_diagram(5)', /er_diagram\(\) takes mapped classes/],
])('%s: what has no tables is refused', async (language, code, message) => {
  const [ran] = await runNote(fence(language, code));
  expect(ran?.error).toMatchObject({ type: 'TypeError', message: expect.stringMatching(message) as unknown });
});

const schema = `create table person (id integer primary key, name varchar(40) not null, price numeric(10, 2));
create table passport (person_id integer primary key references person (id), number varchar(9) not null unique);
create table "order item" (a integer not null, b integer not null, boss integer references person (id), primary key (a, b));
create table tag (id integer primary key, one text, constraint u unique (id, one));
`;

test.each(['sqlite', 'postgres'] as const)('an SQL cell with the option diagram draws the database: %s', async (engine) => {
  const [made, drawn] = await runNote(fence('sql', `-- savepoint: engine=${engine}\n${schema}`), fence('sql', `-- savepoint: engine=${engine} diagram\nselect count(*) from person`));
  expect(made?.error).toBeNull();
  expect(made?.diagram).toBeUndefined();
  expect(drawn?.error).toBeNull();
  expect(drawn?.statements).toHaveLength(1);
  const { links, tables, mermaid: text } = drawn?.diagram as SchemaDiagram;
  expect(drawn?.diagram?.of).toBe('database');
  expect(tables.map(({ name }) => name).sort()).toEqual(['order item', 'passport', 'person', 'tag']);
  expect([...links].sort((left, right) => (left.from < right.from ? -1 : 1))).toEqual([
    { from: 'order item', columns: ['boss'], to: 'person', optional: true, unique: false },
    { from: 'passport', columns: ['person_id'], to: 'person', optional: false, unique: true },
  ]);
  expect(text).toContain('  person {\n    INTEGER id PK\n    VARCHAR(40) name\n    NUMERIC price "NUMERIC(10, 2), null"\n  }');
  expect(text).toContain('    INTEGER person_id PK, FK\n    VARCHAR(9) number UK\n');
  expect(text).toContain('person |o--o{ "order item" : "boss"');
  expect(text).toContain('person ||--o| passport : "person_id"');
});

test('a database without tables has no diagram', async () => {
  const [drawn] = await runNote(fence('sql', '-- savepoint: diagram\nselect 1'));
  expect(drawn).toMatchObject({ error: null });
  expect(drawn?.diagram).toBeUndefined();
});
