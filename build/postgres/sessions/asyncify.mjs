/** Makes functions suspendable: with Binaryen's Asyncify, they can be left in the middle and entered again later. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { moveLocals } from './memory-locals.mjs';
import { aloneVariable, giveTwin } from './twins.mjs';
import { name, Reader, sized, unsigned } from './wasm-bytes.mjs';
import { WasmModule } from './wasm-module.mjs';

const run = promisify(execFile);

/** Binaryen's optimizer, a JavaScript program. */
export const wasmOpt = join(dirname(createRequire(import.meta.url).resolve('binaryen')), 'bin', 'wasm-opt');

/** The custom section that tells the running program which functions may be on the stack when it suspends. */
const suspendableSection = 'savepoint.suspendable';

/** Imports that call any function, by its number in the table, so that errors can be caught. */
export const throughTable = 'env.invoke_*';

/** What PGlite's modules are compiled with. */
const features = ['bulk-memory', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int'].map((one) => `--enable-${one}`);

/**
 * Functions are never inlined after they were made suspendable: the stack then still shows every one of them. LLVM has
 * inlined already.
 */
export const passes = ['--no-inline=*', '-O3'];

/**
 * Makes the given functions of a module suspendable, and lists them in a custom section.
 * @param imports which imports may suspend
 * @param indices of the functions
 * @param moved those of them whose variables are to be in memory, and which get a twin that is not suspendable
 */
export async function asyncify(bytes, imports, indices, moved) {
  const named = new WasmModule(bytes);
  const alone = named.exportVariable(aloneVariable);
  const workers = moved.flatMap((index) => {
    const copy = giveTwin(named, index, alone);
    return [copy, moveLocals(named, copy)];
  });
  // Names follow a function through the optimizer, numbers do not.
  named.addCustomSection('name', functionNames(named.functionCount));
  const only = [...indices, ...workers].map((index) => `f${index}`);
  const written = await optimize(named.write(), imports, ['-g', `--pass-arg=asyncify-onlylist@${only.join()}`]);

  const module = new WasmModule(written);
  const wanted = new Set(only);
  const kept = readFunctionNames(module).filter(([, title]) => wanted.has(title));
  module.removeCustomSections('name');
  module.addCustomSection(suspendableSection, Buffer.concat([kept.length, ...kept.map(([index]) => index)].map(unsigned)));
  return module.write();
}

/**
 * Makes those functions of a side module suspendable that may call suspendable functions of the program. All others are
 * never left: where one is on the stack, so is a function of the program's that cannot be.
 * @param program the stock program
 * @param indices of its suspendable functions
 */
export function asyncifySideModule(bytes, program, indices) {
  const { exports } = new WasmModule(program);
  const suspendable = new Set(indices);
  const { imports } = new WasmModule(bytes);
  const suspending = imports.filter((title) => suspendable.has(exports.get(title.replace(/^env\./, ''))?.index));
  return optimize(bytes, [...suspending, throughTable], []);
}

async function optimize(bytes, imports, more) {
  const directory = await mkdtemp(join(tmpdir(), 'savepoint-asyncify-'));
  try {
    const [from, to] = [join(directory, 'from.wasm'), join(directory, 'to.wasm')];
    await writeFile(from, bytes);
    const flags = [...features, '--asyncify', `--pass-arg=asyncify-imports@${imports.join()}`, ...more, ...passes];
    await run(process.execPath, ['--stack-size=8000', wasmOpt, from, ...flags, '-o', to], { maxBuffer: 1 << 26 });
    return await readFile(to);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The body of a section that names function N `fN`. */
function functionNames(count) {
  const entries = Array.from({ length: count }, (_, index) => Buffer.concat([unsigned(index), name(`f${index}`)]));
  return Buffer.concat([Buffer.from([1]), sized(Buffer.concat([unsigned(count), ...entries]))]);
}

/** [index, name] of each function. */
function readFunctionNames(module) {
  const [body] = module.customSections('name');
  const reader = new Reader(body);
  while (reader.at < body.length) {
    const subsection = reader.byte();
    const length = reader.unsigned();
    if (subsection === 1) return Array.from({ length: reader.unsigned() }, () => [reader.unsigned(), reader.name()]);
    reader.take(length);
  }
  return [];
}
