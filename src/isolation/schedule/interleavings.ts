/**
 * All orders of the elements of several sequences that keep the order of each sequence, the first
 * `most` of them, in lexicographic order of the sequences.
 */
export function interleavings<T>(sequences: readonly (readonly T[])[], most: number): { orders: T[][]; total: number } {
  const orders: T[][] = [];
  const taken = sequences.map(() => 0);
  const length = sequences.reduce((sum, sequence) => sum + sequence.length, 0);
  const order: T[] = [];
  const extend = (): void => {
    if (order.length === length) orders.push([...order]);
    for (const [index, sequence] of sequences.entries()) {
      const at = taken[index] as number;
      if (orders.length >= most || at >= sequence.length) continue;
      order.push(sequence[at] as T);
      taken[index] = at + 1;
      extend();
      taken[index] = at;
      order.pop();
    }
  };
  extend();
  return { orders, total: countOf(sequences.map((sequence) => sequence.length)) };
}

/** The multinomial coefficient; infinite where it is beyond all counting. */
function countOf(lengths: readonly number[]): number {
  let count = 1;
  let placed = 0;
  for (const length of lengths) {
    for (let next = 1; next <= length; next++) count = (count * ++placed) / next;
  }
  return Math.round(count);
}
