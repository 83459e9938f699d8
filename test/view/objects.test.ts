/** @jest-environment jsdom */
import { heldObjects, shopDiagram } from './gallery/orm';
import { output, result } from './gallery/outputs';
import { mounted } from './mounted';

const bare = (texts: readonly string[]): string[] => texts.map((text) => text.replace(/\s+/g, ' ').trim());

describe('objects', () => {
  test('a tab shows each session with its objects, their states and what was changed', async () => {
    const cell = await mounted({ phase: 'done', output: output({ stdout: 'done\n', sessions: heldObjects }) });
    expect(cell.texts('[role="tab"]')).toEqual(['Output', 'Objects19']);
    await cell.click(cell.find('[role="tab"][id$="objects"]'));
    expect(bare(cell.texts('.savepoint-group-head'))).toEqual(['session17 objects', 'and 12 more', 'In no session2 objects']);
    expect(bare(cell.texts('.savepoint-object th'))).toEqual(['Address', 'User #2', 'User #3', 'Address #7', 'User #1', 'User #4', 'User']);
    expect(bare(cell.texts('.savepoint-object td:nth-child(2)'))).toEqual(['+ pending', '● persistent', '● persistent, to be deleted', '✕ deleted', '● persistent, expired', '○ detached', '· transient']);
    expect(bare(cell.texts('.savepoint-change'))).toEqual(["email 'new@example.org'", 'user <User #2>', "fullname None → 'Bo Berg'", 'addresses [<Address #2>] → [<Address #2>, <Address>]', "name 'loose'"]);
    expect(cell.find('.savepoint-object-pending').title).toBe('The next flush inserts its row');
  });

  test('in Russian the names of states stay those of the ORM, and are explained', async () => {
    const cell = await mounted({ phase: 'done', output: output({ sessions: heldObjects }) }, undefined, 'ru');
    expect(cell.texts('[role="tab"]')).toEqual(['Объекты19']);
    await cell.click(cell.find('[role="tab"][id$="objects"]'));
    expect(bare(cell.texts('.savepoint-object td:nth-child(2)'))[2]).toBe('● persistent, к удалению');
    expect(cell.find('.savepoint-object-detached').title).toBe('Строка есть, но объект не в сессии');
  });

  test('the text of objects that say something of their own stands below their table', async () => {
    const table = result(['id', 'name'], [[1, 'ada']], { command: 'OBJECTS', tag: 'OBJECTS 1' });
    const cell = await mounted({ phase: 'done', output: output({ results: [table], value: "[User('ada')]" }) });
    expect(cell.texts('pre.savepoint-text')).toEqual(["[User('ada')]"]);
    const other = await mounted({ phase: 'done', output: output({ results: [{ ...table, command: 'VALUE' }], value: "[User('ada')]" }) });
    expect(other.texts('pre.savepoint-text')).toEqual([]);
  });
});

describe('diagrams', () => {
  test('a diagram stands in the place of the value, and its Mermaid can be copied', async () => {
    const cell = await mounted({ phase: 'done', output: output({ value: 'MetaData()', diagram: shopDiagram }) });
    expect(cell.texts('pre.savepoint-text')).toEqual([]);
    expect(cell.texts('.savepoint-schema-name')).toEqual(['customer', 'passport', 'purchase', 'product', 'purchase_line']);
    expect(cell.all('.savepoint-schema-link')).toHaveLength(shopDiagram.links.length);
    expect(cell.texts('.savepoint-schema-table text.savepoint-is-prime')).toEqual(['id', 'customer_id', 'id', 'id', 'purchase_id', 'product_id']);
    await cell.click(cell.find('figcaption button'));
    expect(cell.actions.copy).toHaveBeenCalledWith(shopDiagram.mermaid);
  });

  test('the menu of a cell draws its database, and says so where there is nothing to draw', async () => {
    const cell = await mounted({ phase: 'done', output: output({ results: [result(['n'], [[1]])] }) });
    const draw = async (): Promise<void> => {
      await cell.click(cell.find('[aria-haspopup="menu"]'));
      const item = [...document.querySelectorAll<HTMLElement>('[role^="menuitem"]')].find(({ textContent }) => textContent.includes('Draw the schema'));
      if (!item) throw new Error('the menu has no such item');
      await cell.click(item);
    };
    await draw();
    expect(cell.actions.drawSchema).toHaveBeenCalledTimes(1);
    await cell.set({ drawn: shopDiagram });
    expect(cell.all('.savepoint-schema')).toHaveLength(1);
    await cell.set({ drawn: undefined });
    expect(cell.all('.savepoint-schema')).toHaveLength(0);
    cell.actions.drawSchema.mockImplementationOnce(() => Promise.resolve(false));
    await draw();
    expect(cell.root.textContent).toContain('This database has no tables yet.');
  });
});
