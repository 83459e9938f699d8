import fc from 'fast-check';
import { applyEdits, freezeEdits, unfreezeEdits } from '../../src/notebook/freeze';
import { closingComment, openingComment } from '../../src/notebook/frozen-block';
import { frozenState, isSameOutput, withoutLinks } from '../../src/notebook/frozen-state';
import { hashText } from '../../src/notebook/hash';
import { readBlocks, readNotebook } from '../../src/notebook/notebook';

const cellText = '```sql\nselect 1;\n```';
const table = '| a |\n| ---: |\n| 1 |';

/** The note with these outputs frozen below its cells, by position. */
function freeze(note: string, ...outputs: readonly (string | null)[]): string {
  const { cells } = readNotebook(note);
  const edits = freezeEdits(note, new Map(outputs.flatMap((output, at) => (output === null ? [] : [[cells[at]?.key ?? '', output] as const]))));
  if (!edits) throw new Error('refused');
  return applyEdits(note, edits);
}

const unfreeze = (note: string): string => applyEdits(note, unfreezeEdits(note, null));

describe('a frozen output', () => {
  test('stands between two comments that hold the hash of the cell and of itself', () => {
    const [cell] = readNotebook(cellText).cells;
    const hash = hashText(table);
    expect(freeze(`${cellText}\n\nProse.\n`, table)).toBe(`${cellText}\n\n${openingComment(cell?.hash ?? '', hash)}\n\n${table}\n\n${closingComment(hash)}\n\nProse.\n`);
  });

  test('is found again, with the cell to which it belongs', () => {
    const [, second] = readNotebook(freeze(`${cellText}\n\n${cellText}\n`, null, table)).cells;
    expect(second?.frozen?.text).toBe(table);
    expect(readNotebook(freeze(`${cellText}\n\n${cellText}\n`, null, table)).cells[0]?.frozen).toBeNull();
  });

  test('is replaced, not repeated; an empty one takes it out', () => {
    const once = freeze(cellText, table);
    expect(freeze(once, 'other')).toBe(freeze(cellText, 'other'));
    expect(freezeEdits(once, new Map([[readNotebook(once).cells[0]?.key ?? '', table]]))).toEqual([]);
    expect(freeze(once, '')).toBe(cellText);
  });

  test.each([
    ['a callout', '> [!note] Title\n> ```sql\n> select 1;\n> ```\n> More.\n', '> '],
    ['a list', '- item\n  ```sql\n  select 1;\n  ```\n- next\n', '  '],
    ['a list in a callout', '> [!tip]\n> - item\n>   ```sql\n>   select 1;\n>   ```\n', '>   '],
    ['an ordered list with tabs', '1.\titem\n\n\t```sql\n\tselect 1;\n\t```\n', '\t'],
    ['a quote within a quote', '> > ```sql\n> > select 1;\n> > ```\n', '> > '],
  ])('in %s keeps the prefix of its lines', (_, note, prefix) => {
    const frozen = freeze(note, `${table}\n\n\`\`\`\ntext\n\`\`\``);
    const added = frozen.split('\n').filter((line) => !note.split('\n').includes(line));
    expect(added.every((line) => line.startsWith(prefix.trimEnd()))).toBe(true);
    const [cell] = readNotebook(frozen).cells;
    expect(cell?.code).toBe('select 1;');
    expect(cell?.frozen?.text).toBe(`${table}\n\n\`\`\`\ntext\n\`\`\``);
    expect(unfreeze(frozen)).toBe(note);
  });

  test('keeps the line breaks of its note', () => {
    const note = `# Title\r\n\r\n${cellText.replaceAll('\n', '\r\n')}\r\n\r\nProse.\r\n`;
    const frozen = freeze(note, table);
    expect(frozen.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(unfreeze(frozen)).toBe(note);
  });

  test('keeps lines in their place below properties', () => {
    const note = `---\ntitle: x\n---\n${cellText}\n`;
    expect(readNotebook(freeze(note, table)).cells[0]?.frozen?.line).toBe(7);
  });

  test('its tables and blocks are none of the note’s own', () => {
    const frozen = freeze(`${cellText}\n`, `${table}\n\n\`\`\`sql\nselect 2;\n\`\`\``);
    expect(readNotebook(frozen).tables).toEqual([]);
    expect(readNotebook(frozen).cells).toHaveLength(1);
    expect(readBlocks(frozen)).toHaveLength(1);
  });

  test('nothing that a cell prints ends it, nor opens one', () => {
    const [cell] = readNotebook(cellText).cells;
    const printed = `\`\`\`\n${closingComment('0123456789abcdef')}\n${openingComment(cell?.hash ?? '', '0123456789abcdef')}\n\`\`\``;
    const frozen = freeze(`${cellText}\n`, printed);
    expect(readNotebook(frozen).frozen).toHaveLength(1);
    expect(readNotebook(frozen).cells[0]?.frozen?.text).toBe(printed);
    const code = `\`\`\`\n${openingComment(cell?.hash ?? '', '0123456789abcdef')}\n\`\`\`\n`;
    expect(readNotebook(code).frozen).toEqual([]);
  });

  test('without its closing comment it differs, and is put right by freezing anew', () => {
    const broken = freeze(`${cellText}\n`, table).replace(/\n\n<!-- \/savepoint-output.*/, '');
    const [cell] = readNotebook(broken).cells;
    expect(cell && frozenState(cell, [table])).toBe('different');
    expect(readNotebook(freeze(broken, table)).cells[0]?.frozen?.text).toBe(table);
  });
});

describe('freezing refuses', () => {
  test.each([
    ['a cell that has changed meanwhile', cellText, cellText.replace('1', '2')],
    ['a cell that is gone', cellText, 'prose'],
    ['a cell that is no longer closed', cellText, '```sql\nselect 1;'],
  ])('%s', (_, before, now) => {
    const [cell] = readNotebook(before).cells;
    expect(freezeEdits(now, new Map([[cell?.key ?? '', table]]))).toBeNull();
  });

  test('all of several outputs where one cell is not there', () => {
    const note = `${cellText}\n\n\`\`\`sql\nselect 2;\n\`\`\`\n`;
    const [first] = readNotebook(note).cells;
    expect(freezeEdits(note, new Map([[first?.key ?? '', table], ['gone:0', table]]))).toBeNull();
  });

  test('nothing where only other text has changed', () => {
    const [cell] = readNotebook(cellText).cells;
    const now = `New line.\n\n${cellText}`;
    expect(applyEdits(now, freezeEdits(now, new Map([[cell?.key ?? '', table]])) ?? [])).toContain(table);
  });
});

describe('unfreezing', () => {
  const note = `# A\n\n${cellText}\n\nProse.\n\n${cellText.replace('1', '2')}\n`;

  test('only what is asked for', () => {
    const frozen = freeze(note, table, 'two');
    const [first] = readNotebook(frozen).cells;
    const left = applyEdits(frozen, unfreezeEdits(frozen, new Set([first?.key ?? ''])));
    expect(left).toBe(freeze(note, null, 'two'));
  });

  test('all, also what stands below no cell any more', () => {
    const orphaned = freeze(note, table, 'two').replace(`${cellText}\n`, 'No cell now.\n');
    expect(readNotebook(unfreeze(orphaned)).frozen).toEqual([]);
    expect(unfreeze(orphaned)).toContain('No cell now.');
    const [, only = ''] = /(<!-- savepoint[^]*\/savepoint-output[^\n]*)/.exec(freeze(cellText, table)) ?? [];
    expect(unfreeze(`${only}\nProse.`).trim()).toBe('Prose.');
  });

  test('leaves the note as it was before freezing, whatever the outputs', () => {
    const line = fc.stringMatching(/^[\w |`>#-]{0,12}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(line, { maxLength: 4 }), fc.constantFrom('', '> ', '  '), (output, prose, prefix) => {
        const text = [...(prefix === '  ' ? ['- item'] : []), ...cellText.split('\n').map((part) => prefix + part), ...(prose.some((part) => /`{3}/.test(part)) ? [] : prose)].join('\n');
        const before = readNotebook(text).cells;
        fc.pre(before.length === 1 && before[0]?.closed === true);
        const markdown = `\`\`\`\`\`\`\`\`\`\`\`\`\`\n${output.join('\n')}\n\`\`\`\`\`\`\`\`\`\`\`\`\``;
        const frozen = freeze(text, markdown);
        expect(readNotebook(frozen).cells.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
        const [cell] = readNotebook(frozen).cells;
        expect(cell && frozenState(cell, [markdown])).toBe('same');
        expect(applyEdits(frozen, unfreezeEdits(frozen, new Set([cell?.key ?? ''])))).toBe(text);
      }),
    );
  });
});

describe('comparing', () => {
  const state = (note: string, ...outputs: readonly string[]): unknown => readNotebook(note).cells.map((cell) => frozenState(cell, outputs));

  test('nothing frozen, the same, different, stale', () => {
    const frozen = freeze(`${cellText}\n`, table);
    expect(state(cellText, table)).toEqual([null]);
    expect(state(frozen, table)).toEqual(['same']);
    expect(state(frozen, '| a |', table)).toEqual(['same']);
    expect(state(frozen, table.replace('| 1 |', '| 2 |'))).toEqual(['different']);
    expect(state(frozen, '')).toEqual(['different']);
    expect(state(frozen.replace('select 1', 'select 2'), table)).toEqual(['stale']);
  });

  test.each([
    ['**[[Write skew]]** (A5B)', '**Write skew** (A5B)', true],
    ['**[[Косая запись|Write skew]]**', '**Write skew**', true],
    ['| [[en/1NF\\|1NF]] |', '| 1NF |', true],
    ['| a   | b |\n| --- | -------: |', '| a | b |\n| --- | ---: |', true],
    ['a\n\n\nb', 'a\nb  ', true],
    ['| a b |', '| ab |', false],
    ['```\na | b\n```', '```\na  | b\n```', false],
    ['one', 'two', false],
  ])('%j and %j', (frozen, output, same) => {
    expect(isSameOutput(frozen, output)).toBe(same);
  });

  test('links become what is read of them', () => {
    expect(withoutLinks('[[A]] [[B#c|d]] \\[\\[E\\]\\]')).toBe('A d \\[\\[E\\]\\]');
  });
});
