import type { CellReport, StatementCause } from '../../src/cells/output';
import { cellBody } from '../../src/cli/text-report';
import { shopDiagram } from '../view/gallery/orm';
import { output, result, statement } from '../view/gallery/outputs';

const report = (kind: string, fields: Parameters<typeof output>[0]): CellReport => ({ ...output(fields), index: 0, line: 1, language: kind, kind, name: null, frozen: null });
const cause: StatementCause = { kind: 'refresh', text: 'refresh of name of <User #1>', load: null };

test('a cell of code tells its SQL, with what the ORM sent it for', () => {
  const text = cellBody(report('python', { stdout: 'ada\n', statements: [statement('SELECT name FROM user_account', { parameters: [1], cause })] }));
  expect(text).toBe('ada\n1 statement:\n  SELECT name FROM user_account  [1]  -- refresh of name of <User #1>\n'.replace('1 statement', '1\u00a0statement'));
});

test('the SQL of an SQL cell stands in the note', () => {
  expect(cellBody(report('sql', { results: [result(['n'], [[1]])], statements: [statement('SELECT 1 AS n')] }))).not.toContain('SELECT');
});

test('a diagram is told as Mermaid, in the place of the value', () => {
  expect(cellBody(report('typescript', { value: 'MetaData()', diagram: shopDiagram }))).toBe(`${shopDiagram.mermaid}\n`);
});

test('the text of objects that say something of their own is told after their table', () => {
  const text = cellBody(report('python', { results: [result(['id'], [[1]], { command: 'OBJECTS', tag: 'OBJECTS 1' })], value: "[User('ada')]" }));
  expect(text.split('\n').at(-2)).toBe("[User('ada')]");
});
