/** @jest-environment jsdom */
import type { LoadedOneByOne, Statement, StatementCause } from '../../src/cells/output';
import { wordsFor } from '../../src/view/words';
import { output } from './gallery/outputs';
import { mounted, type Mounted } from './mounted';

const lazy = (id: number): StatementCause => ({ kind: 'lazy load', text: `lazy load of User.addresses of <User #${String(id)}>`, load: { entity: 'User', attribute: 'addresses', remedy: 'selectinload' } });
const statement = (sql: string, cause?: StatementCause): Statement => ({ sql, parameters: [1], connection: 1, engine: 'sqlite', durationMs: 1, rowCount: 1, ...(cause ? { cause } : {}) });
const loads = [1, 2, 3].map((id) => statement('SELECT address', lazy(id)));
const fix = { line: 2, from: 9, to: 9, text: '.options(selectinload(User.addresses))' };
const loaded: LoadedOneByOne = { attribute: 'User.addresses', count: 3, remedy: 'selectinload(User.addresses)', fix };

async function log(statements: readonly Statement[], oneByOne?: readonly LoadedOneByOne[]): Promise<Mounted> {
  const cell = await mounted({ phase: 'done', output: output({ statements, ...(oneByOne ? { oneByOne } : {}) }) });
  await cell.click(cell.find('[role="tab"][id$="sql"]'));
  return cell;
}

test('lazy loads of one attribute are one line with its cause; the same text for another reason is another', async () => {
  const refresh: StatementCause = { kind: 'refresh', text: 'refresh of name of <User #1>', load: null };
  const cell = await log([statement('BEGIN'), statement('SELECT user'), ...loads, statement('SELECT user', refresh), statement('SELECT user'), statement('COMMIT')]);
  expect(cell.texts('.savepoint-statement').length).toBe(6);
  expect(cell.texts('.savepoint-cause')).toEqual(['lazy load of User.addresses, 3 times', 'refresh of name of <User #1>']);
});

test('N+1 stands above the statements, and its option is one click away', async () => {
  const cell = await log(loads, [loaded]);
  expect(cell.find('.savepoint-one-by-one').textContent).toContain('N+1 User.addresses was read one by one for 3 objects. One statement reads it for all: selectinload(User.addresses)');
  await cell.click(cell.find('.savepoint-one-by-one button'));
  expect(cell.actions.applyFix).toHaveBeenCalledWith(fix);
});

test('where it is not sure which statement is meant, the option is to be copied', async () => {
  const cell = await log(loads, [{ ...loaded, fix: null }]);
  await cell.click(cell.find('.savepoint-one-by-one button'));
  expect(cell.actions.copy).toHaveBeenCalledWith('.options(selectinload(User.addresses))');
});

test.each<[StatementCause, number, string]>([
  [lazy(7), 1, 'ленивая загрузка: User.addresses у <User #7>'],
  [lazy(7), 3, 'ленивая загрузка: User.addresses, 3 раз'],
  [{ kind: 'autoflush', text: 'autoflush before query of User', load: null }, 1, 'автоматический сброс перед запросом'],
  [{ kind: 'something new', text: 'something new', load: null }, 1, 'something new'],
])('%j × %i in Russian', (cause, count, text) => {
  expect(wordsFor('ru').sql.cause(cause, count)).toBe(text);
});
