import { loadedOneByOne } from '../../../src/cells/causes/one-by-one';
import type { Statement } from '../../../src/cells/output';

const statement = (cause?: Statement['cause']): Statement => ({ sql: 'select', parameters: [], connection: 1, engine: 'sqlite', durationMs: 0, rowCount: 0, ...(cause ? { cause } : {}) });
const lazy = (attribute: string, remedy: string | null = 'selectinload'): Statement => statement({ kind: 'lazy load', text: '', load: { entity: 'User', attribute, remedy } });

test('an attribute that is loaded for two objects and more is told, with its count, apart from others', () => {
  const found = loadedOneByOne([statement(), lazy('addresses'), lazy('orders'), lazy('addresses'), statement(), lazy('addresses')], '');
  expect(found).toEqual([{ attribute: 'User.addresses', count: 3, remedy: 'selectinload(User.addresses)', fix: null }]);
});

test('other causes, and loads that no option would spare, are none', () => {
  const selectIn = statement({ kind: 'select-in load', text: '', load: { entity: 'User', attribute: 'addresses', remedy: null } });
  expect(loadedOneByOne([selectIn, selectIn, lazy('x', null), lazy('x', null)], '')).toEqual([]);
});

test.each<[string, string, readonly [line: number, column: number] | null]>([
  ['the only select of the class', 'users = session.scalars(select(User)).all()', [1, 37]],
  ['with spaces, on another line', 'x = 1\nя = select( User ).where(True)', [2, 19]],
  ['a select of another class beside it', 'select(Address)\nselect(User)', [2, 13]],
  ['a class whose name only begins so', 'select(UserGroup)', null],
  ['two selects: which one is meant is not sure', 'select(User)\nselect(User)', null],
  ['no select at all', 'session.get(User, 1)', null],
])('the edit: %s', (_, code, at) => {
  const [found] = loadedOneByOne([lazy('addresses'), lazy('addresses')], code);
  expect(found?.fix ?? null).toEqual(at && { line: at[0], from: at[1], to: at[1], text: '.options(selectinload(User.addresses))' });
});
