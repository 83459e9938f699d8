import { mermaidText } from '../../../src/cells/orm/mermaid';
import type { DiagramColumn } from '../../../src/cells/output';

const column = (name: string, type = 'INTEGER', more: Partial<DiagramColumn> = {}): DiagramColumn => ({ name, type, keys: [], nullable: false, ...more });

test.each<[string, DiagramColumn, string]>([
  ['plain', column('id', 'INTEGER', { keys: ['PK'] }), 'INTEGER id PK'],
  ['several keys', column('id', 'INTEGER', { keys: ['PK', 'FK'] }), 'INTEGER id PK, FK'],
  ['one argument', column('n', 'VARCHAR(30)'), 'VARCHAR(30) n'],
  ['two arguments', column('n', 'NUMERIC(10, 2)'), 'NUMERIC n "NUMERIC(10, 2)"'],
  ['several words', column('n', 'TIMESTAMP WITHOUT TIME ZONE', { nullable: true }), 'TIMESTAMP_WITHOUT_TIME_ZONE n "null"'],
  ['no type', column('n', ''), 'any n'],
  ['an array', column('n', 'INTEGER[]'), 'INTEGER[] n'],
  ['a name of two words', column('first name'), 'INTEGER first_name "first name"'],
  ['a name that begins with a digit', column('2nd'), 'INTEGER _2nd "2nd"'],
  ['another script', column('имя'), 'INTEGER имя'],
  ['what would end the text', column('a"b\n```'), 'INTEGER a_b____ "a_b_"'],
])('an attribute: %s', (_, given, line) => {
  expect(mermaidText([{ name: 't1', columns: [given] }], [])).toBe(`erDiagram\n  t1 {\n    ${line}\n  }`);
});

test.each<[string, string]>([
  ['user_account', 'user_account'], ['order', 'order'], ['Title', '"Title"'], ['one', '"one"'], ['x', '"x"'], ['shop.item', '"shop.item"'], ['a b', '"a b"'], ['имя', '"имя"'], ['a"}%', '"a_}_"'], ['a-b', '"a-b"'],
])('a table named %s', (name, shown) => {
  expect(mermaidText([{ name, columns: [] }], [])).toBe(`erDiagram\n  ${shown}`);
});

test.each<[boolean, boolean, string]>([[false, false, '||--o{'], [true, false, '|o--o{'], [false, true, '||--o|'], [true, true, '|o--o|']])('optional %s, unique %s', (optional, unique, line) => {
  expect(mermaidText([], [{ from: 'child', columns: ['a', 'b'], to: 'parent', optional, unique }])).toBe(`erDiagram\n  parent ${line} child : "a, b"`);
});
