import { Reader } from './wasm-bytes.mjs';

/**
 * The instructions of a function in the order in which they stand: their opcode and bytes, and the operand of those that
 * call a function, use a local variable or give a 32-bit constant.
 */
export function* instructions(body) {
  const reader = new Reader(body);
  for (let groups = reader.unsigned(); groups > 0; groups--) {
    reader.unsigned();
    reader.byte();
  }
  while (reader.at < body.length) {
    const start = reader.at;
    const opcode = reader.byte();
    let operand;
    if (opcode === 0x10 || (opcode >= 0x20 && opcode <= 0x22)) operand = reader.unsigned();
    else if (opcode === 0x41) operand = reader.signed();
    else skipOperands(reader, opcode);
    yield { opcode, operand, bytes: body.subarray(start, reader.at) };
  }
}

/** The direct calls and the 32-bit constants of a function in their order: { call: index } or { constant: value }. */
export function callsAndConstants(body) {
  const found = [];
  for (const { opcode, operand } of instructions(body)) {
    if (opcode === 0x10) found.push({ call: operand });
    else if (opcode === 0x41) found.push({ constant: operand });
  }
  return found;
}

/** Passes over what follows an opcode; knows what LLVM emits for C. */
function skipOperands(reader, opcode) {
  if (opcode === 0x02 || opcode === 0x03 || opcode === 0x04) reader.skipNumber(); // block, loop, if: its type
  else if (opcode === 0x0c || opcode === 0x0d) reader.skipNumber(); // br, br_if
  else if (opcode === 0x0e) for (let targets = reader.unsigned() + 1; targets > 0; targets--) reader.skipNumber();
  else if (opcode === 0x11) numbers(reader, 2); // call_indirect: type, table
  else if (opcode === 0x1c) numbers(reader, reader.unsigned()); // select with types
  else if (opcode >= 0x23 && opcode <= 0x26) reader.skipNumber(); // global variables, table.get, table.set
  else if (opcode >= 0x28 && opcode <= 0x3e) numbers(reader, 2); // loads and stores: alignment, offset
  else if (opcode === 0x3f || opcode === 0x40) reader.byte(); // memory.size, memory.grow
  else if (opcode === 0x42) reader.skipNumber(); // i64.const
  else if (opcode === 0x43) reader.take(4); // f32.const
  else if (opcode === 0x44) reader.take(8); // f64.const
  else if (opcode === 0xd0 || opcode === 0xd2) reader.skipNumber(); // ref.null, ref.func
  else if (opcode === 0xfc) numbers(reader, { 8: 2, 9: 1, 10: 2, 11: 1 }[reader.unsigned()] ?? 0);
  else if (opcode === 0xfd || opcode === 0xfe) throw new Error('vector or atomic instructions are not known here');
}

function numbers(reader, count) {
  for (; count > 0; count--) reader.skipNumber();
}
