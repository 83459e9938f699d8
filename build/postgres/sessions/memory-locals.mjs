/**
 * Moves the local variables of a function into its frame on PostgreSQL's own stack.
 *
 * Asyncify gives a function another way to each of its calls. In the largest functions, V8's optimizing compiler then
 * keeps thousands of versions of their variables apart, all on the host's stack: kilobytes for each level of recursion.
 * Variables in memory have one version.
 */
import { instructions } from './wasm-code.mjs';
import { Reader, unsigned } from './wasm-bytes.mjs';

/** Instructions for a value of each type: load, store, alignment (as a power of two) and the constant zero. */
const access = {
  0x7f: { load: 0x28, store: 0x36, align: 2, zero: [0x41, 0] },
  0x7e: { load: 0x29, store: 0x37, align: 3, zero: [0x42, 0] },
  0x7d: { load: 0x2a, store: 0x38, align: 2, zero: [0x43, 0, 0, 0, 0] },
  0x7c: { load: 0x2b, store: 0x39, align: 3, zero: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] },
};
const types = Object.keys(access).map(Number);
const localGet = 0x20;
const localSet = 0x21;
const localTee = 0x22;

/**
 * The function keeps its number and becomes a shell: it makes room on the stack, and calls a new function that does the
 * work.
 * @returns the number of the new function
 */
export function moveLocals(module, index) {
  const { parameters, results } = module.signatureOf(index);
  const body = module.body(index);
  const reader = new Reader(body);
  const locals = [...parameters];
  for (let groups = reader.unsigned(); groups > 0; groups--) {
    const count = reader.unsigned();
    locals.push(...new Array(count).fill(reader.byte()));
  }
  const frame = parameters.length;
  const scratch = (type) => frame + 1 + types.indexOf(type);
  // Wide values first: none then lies across two words.
  const places = [];
  let size = 0;
  for (const align of [3, 2]) {
    locals.forEach((type, slot) => {
      if (access[type].align === align) size = (places[slot] = size) + (1 << align);
    });
  }
  const at = (type, slot) => [access[type].align, ...unsigned(places[slot])];
  const get = (slot) => [localGet, ...unsigned(frame), access[locals[slot]].load, ...at(locals[slot], slot)];
  const put = (slot, value) => [localGet, ...unsigned(frame), ...value, access[locals[slot]].store, ...at(locals[slot], slot)];

  const code = [unsigned(types.length), ...types.map((type) => Buffer.from([1, type]))];
  locals.forEach((type, slot) => {
    const value = slot < parameters.length ? [localGet, ...unsigned(slot)] : access[type].zero;
    code.push(Buffer.from(put(slot, value)));
  });
  for (const { opcode, operand, bytes } of instructions(body)) {
    if (opcode === localGet) {
      code.push(Buffer.from(get(operand)));
    } else if (opcode === localSet || opcode === localTee) {
      const kept = [...unsigned(scratch(locals[operand]))];
      const stored = [localSet, ...kept, ...put(operand, [localGet, ...kept])];
      code.push(Buffer.from(opcode === localTee ? [...stored, localGet, ...kept] : stored));
    } else {
      code.push(bytes);
    }
  }
  const worker = module.addFunction([...parameters, 0x7f], results, Buffer.concat(code));
  module.replaceBody(index, shell(module, parameters, results, worker, Math.ceil(size / 16) * 16));
  return worker;
}

function shell(module, parameters, results, worker, size) {
  const stack = [...unsigned(module.globalNamed('__stack_pointer'))];
  const frame = [...unsigned(parameters.length)];
  const result = [...unsigned(parameters.length + 1)];
  const room = [...signedSize(size)];
  return Buffer.from([
    ...(results.length > 0 ? [2, 1, 0x7f, 1, results[0]] : [1, 1, 0x7f]),
    ...[0x23, ...stack, 0x41, ...room, 0x6b, localTee, ...frame, 0x24, ...stack],
    ...parameters.flatMap((_, i) => [localGet, ...unsigned(i)]),
    ...[localGet, ...frame, 0x10, ...unsigned(worker)],
    ...(results.length > 0 ? [localSet, ...result] : []),
    ...[localGet, ...frame, 0x41, ...room, 0x6a, 0x24, ...stack],
    ...(results.length > 0 ? [localGet, ...result] : []),
    0x0b,
  ]);
}

function signedSize(size) {
  // Two bytes of LEB128 hold sizes below 8192 with their sign bit clear.
  if (size >= 8192) throw new Error(`a frame of ${size} bytes`);
  return [(size & 0x7f) | 0x80, size >> 7];
}
