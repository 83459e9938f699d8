/**
 * Opens pglite.wasm for several sessions: exports the functions with which PostgreSQL makes a process known to the
 * others, and lets the two places where a session waits for others or wakes them call out. Everything is found by what
 * it says or calls, never by number; what is not found exactly once ends the build.
 */
import { callsAndConstants } from './wasm-code.mjs';
import { signed, unsigned } from './wasm-bytes.mjs';
import { WasmModule } from './wasm-module.mjs';

/** Imports that only functions use which the program itself never calls; each has the type of what is to call out through it. */
export const waitImport = 'env.__syscall_fchmodat2';
const killImport = 'env.__syscall_fchmod';

/**
 * The patched module.
 * @throws Error naming the pattern that does not match
 */
export function patch(bytes) {
  const module = new WasmModule(bytes);
  const functions = discover(module);
  for (const [name, index] of Object.entries(functions)) module.exportFunction(`savepoint_${name}`, index);
  module.exportConstant('savepoint_my_wait_event_info', signed(waitEventAddress(module)));
  module.exportConstant('savepoint_constants_end', signed(constantsEnd(module)));
  callOut(module, module.exported('WaitLatch'), waitImport, 4);
  callOut(module, only('kill()', killCandidates(module)), killImport, 2);
  const patched = module.write();
  if (!WebAssembly.validate(patched)) throw new Error('the patched pglite.wasm is not valid');
  return patched;
}

/** Numbers of the functions with which a process enters PostgreSQL's shared memory. */
function discover(module) {
  const saying = (...texts) =>
    only(texts.join(' + '), texts.map((text) => mentioning(module, text)).reduce((a, b) => a.filter((one) => b.includes(one))));
  const InitProcess = saying('InitProcess', 'you already exist');
  const ProcArrayAdd = saying('ProcArrayAdd');
  const SharedInvalBackendInit = saying('SharedInvalBackendInit');
  const ProcSignalInit = saying('ProcSignalInit');

  // Between these two InitPostgres calls two functions that say nothing of their own.
  const start = calls(module, saying('InitPostgres'));
  const between = start
    .slice(start.indexOf(ProcArrayAdd) + 1, start.indexOf(SharedInvalBackendInit))
    .filter((index) => index !== module.exported('on_shmem_exit'));
  if (between.length !== 2) throw miss('pgstat_beinit, pgstat_bestart_initial', between);
  const [pgstat_beinit, pgstat_bestart_initial] = between;
  // An auxiliary process calls the third part of it right after.
  const auxiliary = calls(module, saying('InitAuxiliaryProcess', 'you already exist'));
  const pgstat_bestart_final = auxiliary[auxiliary.indexOf(pgstat_bestart_initial) + 1];
  if (pgstat_bestart_final === undefined || !auxiliary.includes(pgstat_bestart_initial)) throw miss('pgstat_bestart_final', []);

  return {
    InitProcess, ProcArrayAdd, pgstat_beinit, pgstat_bestart_initial, SharedInvalBackendInit, ProcSignalInit, pgstat_bestart_final,
  }; // prettier-ignore
}

/** my_wait_event_info is the first variable that WaitEventSetWait uses, which WaitLatch calls last. */
function waitEventAddress(module) {
  const waitEventSetWait = calls(module, module.exported('WaitLatch')).at(-1);
  const variable = callsAndConstants(module.body(waitEventSetWait)).find(({ constant }) => constant > 1e6);
  if (!variable) throw miss('my_wait_event_info', []);
  return variable.constant;
}

/**
 * An address below which there are constants only, which all sessions have in common. The linker puts all constants before
 * all variables, and the C library's after PostgreSQL's: the digits with which printf() writes are among the last.
 */
function constantsEnd(module) {
  const digits = module.image.lastIndexOf('0123456789ABCDEF');
  if (digits < module.image.length / 2) throw miss("printf()'s digits", []);
  return digits;
}

/** kill() begins by looking whether the process is this one, which has number 42: then it is raise(). */
function killCandidates(module) {
  const beginning = Buffer.from([0x20, 0, 0x41, 42, 0x46, 0x04, 0x40, 0x20, 1, 0x10]);
  return module.bodies.flatMap((body, i) => {
    const at = body.indexOf(beginning);
    return at >= 0 && at < 4 && body.length < 60 ? [i + module.imports.length] : [];
  });
}

/** Makes a function do nothing but call an import with its own parameters. */
function callOut(module, index, importName, parameters) {
  const target = module.imports.indexOf(importName);
  if (target < 0) throw miss(importName, []);
  if (module.typeOf(target) !== module.typeOf(index)) throw new Error(`PGlite has changed: ${importName} has another type`);
  if (callers(module, target).some((caller) => callers(module, caller).length > 0)) {
    throw new Error(`PGlite has changed: ${importName} is used`);
  }
  const values = Array.from({ length: parameters }, (_, i) => [0x20, i]).flat();
  module.replaceBody(index, Buffer.concat([Buffer.from([0, ...values, 0x10]), unsigned(target), Buffer.from([0x0b])]));
}

/** The functions that use the address of a string. */
function mentioning(module, text) {
  const pattern = Buffer.from(`\0${text}\0`);
  const found = new Set();
  for (let at = module.image.indexOf(pattern); at >= 0; at = module.image.indexOf(pattern, at + 1)) {
    const constant = Buffer.concat([Buffer.from([0x41]), signed(at + 1)]);
    module.bodies.forEach((body, i) => {
      if (body.includes(constant)) found.add(i + module.imports.length);
    });
  }
  return [...found];
}

/** The functions that a function calls by name. */
function calls(module, index) {
  return callsAndConstants(module.body(index)).flatMap(({ call }) => (call === undefined ? [] : [call]));
}

/** The functions that call a function by name. */
function callers(module, index) {
  const call = Buffer.concat([Buffer.from([0x10]), unsigned(index)]);
  return module.bodies.flatMap((body, i) => {
    const caller = i + module.imports.length;
    // Only bodies that hold the bytes are worth decoding.
    return body.includes(call) && calls(module, caller).includes(index) ? [caller] : [];
  });
}

function only(what, candidates) {
  if (candidates.length !== 1) throw miss(what, candidates);
  return candidates[0];
}

function miss(what, candidates) {
  return new Error(`PGlite has changed: ${candidates.length} candidates instead of one for ${what}`);
}
