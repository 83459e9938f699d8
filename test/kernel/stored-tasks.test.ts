import { StoredTasks } from '../../src/kernel/host/stored-tasks';
import { progressIn } from '../../src/kernel/host/task-memory';

function storeOf(text: string | null): { read: () => string | null; write: (given: string) => void; text: string | null } {
  return { text, read() { return this.text; }, write(given) { this.text = given; } };
}

test('what was solved is remembered, by note and name, for whoever reads the store next', () => {
  const store = storeOf(null);
  const tasks = new StoredTasks(store);
  let told = 0;
  const unwatch = tasks.watch(() => { told++; });
  tasks.solve('en/A.md', 'Two names');
  tasks.solve('en/A.md', 'Two names');
  tasks.solve('ru/A.md', '__proto__');
  unwatch();
  tasks.solve('en/A.md', 'Three');
  expect(told).toBe(2);
  const later = new StoredTasks(store);
  expect(later.isSolved('en/A.md', 'Two names')).toBe(true);
  expect(later.isSolved('ru/A.md', '__proto__')).toBe(true);
  expect(later.isSolved('ru/A.md', 'Two names')).toBe(false);
  expect(progressIn('en/A.md', ['Two names', 'Three', 'Four'], later)).toEqual({ solved: 2, of: 3 });
  expect(progressIn('en/B.md', [], later)).toBeNull();
});

test.each([null, '', 'no JSON', '[]', 'null', '7', '{"en/A.md":7}', '{"en/A.md":{"x":1}}'])('a store that holds %s holds nothing solved, and takes what is', (text) => {
  const tasks = new StoredTasks(storeOf(text));
  expect(tasks.isSolved('en/A.md', 'x')).toBe(false);
  tasks.solve('en/A.md', 'x');
  expect(tasks.isSolved('en/A.md', 'x')).toBe(true);
});
