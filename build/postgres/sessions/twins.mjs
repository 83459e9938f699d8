/**
 * Gives a function a twin that cannot be left in the middle, for when nobody could be waited for anyway.
 *
 * Asyncify's price is almost all paid in one function, ExecInterpExpr, which evaluates every expression of every row and
 * can call anything. While one session alone is in use it cannot have to wait for another one, and the function runs as
 * the compiler had made it.
 */
import { unsigned } from './wasm-bytes.mjs';

/** The exported variable by which the host says that one session alone is in use. */
export const aloneVariable = 'savepoint_alone';

/**
 * The function keeps its number and becomes a choice between two copies of itself.
 * @param alone index of the variable
 * @returns the number of the copy that is to be made suspendable
 */
export function giveTwin(module, index, alone) {
  const { parameters, results } = module.signatureOf(index);
  const body = module.body(index);
  const twin = module.addFunction(parameters, results, body);
  const suspendable = module.addFunction(parameters, results, body);
  const values = parameters.flatMap((_, i) => [0x20, ...unsigned(i)]);
  const call = (target) => [...values, 0x10, ...unsigned(target)];
  // global.get, if with the result's type, else, end
  const choice = [0, 0x23, ...unsigned(alone), 0x04, results[0] ?? 0x40, ...call(twin), 0x05, ...call(suspendable), 0x0b, 0x0b];
  module.replaceBody(index, Buffer.from(choice));
  return suspendable;
}
