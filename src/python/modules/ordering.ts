import type { Flow } from '../flow';
import type { Methods } from '../native/define';
import type { Value } from '../objects/object';
import { compared } from '../protocol/compare';
import { comparisonNames, comparisons, type Comparison } from '../protocol/operator-table';

/**
 * The six comparison methods of a class from one order.
 * @param order negative, zero or positive; undefined where the other operand is not known
 */
export function orderMethods<S>(order: (self: S, other: Value, op: Comparison) => number | undefined): Methods<S> {
  return Object.fromEntries(comparisons.map((op) => [`${comparisonNames[op]}(other, /)`, (self: S, other: Value): Value => compared(op, order(self, other, op))]));
}

/** The same, where finding the order may call Python. */
export function orderFlows<S>(order: (self: S, other: Value, op: Comparison) => Flow<number | undefined>): Methods<S> {
  const method = (op: Comparison): ((self: S, other: Value) => Flow<Value>) =>
    function* (self, other): Flow<Value> {
      return compared(op, yield* order(self, other, op));
    };
  return Object.fromEntries(comparisons.map((op) => [`${comparisonNames[op]}(other, /)`, method(op)]));
}

/** An order over lists of numbers, the first being the most significant. */
export function compareFields(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
