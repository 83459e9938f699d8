import { inOrder } from '../../src/cli/in-order';

const after = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

test('several at once, outcomes in order, never more at work than allowed', async () => {
  let atWork = 0;
  let most = 0;
  const outcomes: number[] = [];
  const things = [30, 1, 20, 2, 10, 3];
  for await (const one of inOrder(things, 2, async (ms) => {
    most = Math.max(most, ++atWork);
    await after(ms);
    atWork--;
    return ms;
  })) outcomes.push(one);
  expect(outcomes).toEqual(things);
  expect(most).toBe(2);
});

test('an error comes in its turn', async () => {
  const outcomes: number[] = [];
  const all = (async () => {
    for await (const one of inOrder([1, 2, 3], 3, (n) => (n === 2 ? Promise.reject(new Error('two')) : after(5).then(() => n)))) outcomes.push(one);
  })();
  await expect(all).rejects.toThrow('two');
  expect(outcomes).toEqual([1]);
});

test('nothing to do', async () => {
  for await (const one of inOrder([], 4, () => Promise.resolve(1))) expect(one).toBeUndefined();
});
