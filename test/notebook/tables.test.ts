import { analyseTable } from '../../src/notebook/analyse-table';
import { dataLinkOf } from '../../src/notebook/data-link';
import type { Cell } from '../../src/notebook/cell';
import { readNotebook } from '../../src/notebook/notebook';
import { tableOf } from '../../src/notebook/tables';

const note = `---
tags: x
---
# Orders

| id | city |
|----|------|
| 1  | Riga |

^orders

## Other

text
a | b
--|--
1 | 2

\`\`\`sql
| not | a table |
|---|---|
\`\`\`
`;

test('tables of a note, with their block ids and headings', () => {
  expect(readNotebook(note).tables).toEqual([
    { block: 'orders', heading: 'Orders', line: 5, endLine: 7, blockLine: 9, markdown: '| id | city |\n|----|------|\n| 1  | Riga |' },
    { block: null, heading: 'Other', line: 14, endLine: 16, blockLine: null, markdown: 'a | b\n--|--\n1 | 2' },
  ]);
});

test.each([
  [{ block: 'Orders', heading: null }, 5],
  [{ block: null, heading: 'other' }, 14],
  [{ block: null, heading: null }, 5],
  [{ block: 'nowhere', heading: null }, undefined],
])('%j means the table in line %s', (link, line) => {
  expect(tableOf(readNotebook(note).tables, link)?.line).toBe(line);
});

function cell(code: string): Cell {
  const [found] = readNotebook(`\`\`\`relation\n${code}\n\`\`\``).cells;
  if (!found) throw new Error('no cell');
  return found;
}

test.each([
  ['a -> b\ndata: ^rows', { target: '', block: 'rows' }],
  ['data: [[Other note#^rows]]', { target: 'Other note', block: 'rows' }],
  ['DATA : [[Other note#Heading|alias]]', { target: 'Other note', heading: 'Heading', block: null }],
])('%j takes a table', (code, link) => {
  expect(dataLinkOf(cell(code))).toMatchObject(link);
});

test.each(['a -> b', 'data: select 1', '# data: ^rows'])('%j takes none', (code) => {
  expect(dataLinkOf(cell(code))).toBeNull();
});

describe('analysing a table', () => {
  const apply = (text: string, line: number): string | null => {
    const found = analyseTable(text, line);
    if (!found) return null;
    const lines = text.split('\n');
    lines[found.line] = `${lines[found.line] ?? ''}${found.text}`;
    const result = lines.join('\n');
    expect(result.split('\n')[found.codeLine]).toMatch(/^data: \^/);
    return result;
  };

  test('with a block id the cell refers to it', () => {
    expect(apply(note, 6)).toContain('^orders\n\n```relation\ndata: ^orders\n```\n\n## Other');
    expect(apply(note, 9)).toBe(apply(note, 5));
  });

  test('without one it gets one that is free', () => {
    const text = '| a |\n|---|\n| 1 |\nprose\n\n^table-1\n';
    expect(apply(text, 2)).toBe('| a |\n|---|\n| 1 |\n\n^table-2\n\n```relation\ndata: ^table-2\n```\n\nprose\n\n^table-1\n');
  });

  test('what comes of it is a cell with that table', () => {
    const read = readNotebook(apply('| a | b |\n|---|---|\n| 1 | 2 |', 0) ?? '');
    const [found] = read.cells;
    expect(found && tableOf(read.tables, dataLinkOf(found) ?? { block: 'none', heading: null })?.line).toBe(0);
  });

  test('elsewhere there is nothing to analyse', () => {
    expect(apply(note, 12)).toBeNull();
    expect(apply(note, 19)).toBeNull();
  });
});
