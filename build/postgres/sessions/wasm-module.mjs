import { Reader, name, sized, unsigned } from './wasm-bytes.mjs';

/** Numbers of the sections of WebAssembly's binary format. */
const section = { custom: 0, types: 1, imports: 2, functions: 3, globals: 6, exports: 7, code: 10, data: 11 };
const kind = { function: 0, table: 1, memory: 2, global: 3 };

/** A WebAssembly module taken apart as far as finding and replacing functions needs. */
export class WasmModule {
  #bytes;
  /** Sections in their order: { id, body }. */
  #sections = [];
  /** Names of the imported functions, as `module.name`, and the numbers of their types. */
  imports = [];
  #importTypes = [];
  #importedGlobals = [];
  #signatures = [];
  #types = [];
  /** Bodies of the module's own functions. */
  bodies = [];
  /** Exported functions and globals: { kind, index } by name. */
  exports = new Map();
  /** The memory as the module's segments fill it. */
  image;
  #newExports = [];
  #newGlobals = [];
  #newTypes = [];
  #newFunctions = [];

  constructor(bytes) {
    this.#bytes = Buffer.from(bytes);
    const reader = new Reader(this.#bytes, 8);
    while (reader.at < this.#bytes.length) {
      const id = reader.byte();
      const length = reader.unsigned();
      this.#sections.push({ id, body: reader.take(length) });
    }
    this.#signatures = list(this.#section(section.types), readSignature);
    this.#readImports();
    this.#types = list(this.#section(section.functions), (r) => r.unsigned());
    this.bodies = list(this.#section(section.code), (r) => r.take(r.unsigned()));
    list(this.#section(section.exports), (r) => {
      this.exports.set(r.name(), { kind: r.byte(), index: r.unsigned() });
    });
    this.#readData();
  }

  /** Number of functions, the imported ones included. */
  get functionCount() {
    return this.imports.length + this.bodies.length;
  }

  /** Code of a function; null for an imported one. */
  body(index) {
    return this.bodies[index - this.imports.length] ?? null;
  }

  /** Number of a function's type. */
  typeOf(index) {
    return index < this.imports.length ? this.#importTypes[index] : this.#types[index - this.imports.length];
  }

  /** Types of a function's parameters and results. */
  signatureOf(index) {
    return this.#signatures[this.typeOf(index)];
  }

  /** Adds a function at the end, and returns its index. */
  addFunction(parameters, results, body) {
    this.#newTypes.push(Buffer.from([0x60, parameters.length, ...parameters, results.length, ...results]));
    this.#signatures.push({ parameters, results });
    this.#newFunctions.push(unsigned(this.#signatures.length - 1));
    this.#types.push(this.#signatures.length - 1);
    this.bodies.push(body);
    return this.functionCount - 1;
  }

  /** Index of a global that is imported or exported under a name. */
  globalNamed(globalName) {
    const imported = this.#importedGlobals.indexOf(globalName);
    if (imported >= 0) return imported;
    const exported = this.exports.get(globalName);
    if (exported?.kind !== kind.global) throw new Error(`the module has no ${globalName}`);
    return exported.index;
  }

  /** Index of an exported function. */
  exported(exportName) {
    const found = this.exports.get(exportName);
    if (found?.kind !== kind.function) throw new Error(`the module no longer exports ${exportName}`);
    return found.index;
  }

  replaceBody(index, body) {
    this.bodies[index - this.imports.length] = body;
  }

  exportFunction(exportName, index) {
    this.#newExports.push(Buffer.concat([name(exportName), Buffer.from([kind.function]), unsigned(index)]));
  }

  /** Exports a constant as an i32 global. */
  exportConstant(exportName, encoded) {
    this.#exportGlobal(exportName, encoded, 0);
  }

  /** Exports an i32 global that the host may set; it begins as zero. */
  exportVariable(exportName) {
    return this.#exportGlobal(exportName, Buffer.from([0]), 1);
  }

  #exportGlobal(exportName, encoded, mutable) {
    const own = new Reader(this.#section(section.globals)).unsigned() + this.#newGlobals.length;
    const index = this.#importedGlobals.length + own;
    // i32: i32.const …, end
    this.#newGlobals.push(Buffer.concat([Buffer.from([0x7f, mutable, 0x41]), encoded, Buffer.from([0x0b])]));
    this.#newExports.push(Buffer.concat([name(exportName), Buffer.from([kind.global]), unsigned(index)]));
    return index;
  }

  /** Contents of the custom sections of that name. */
  customSections(wanted) {
    return this.#sections
      .filter(({ id }) => id === section.custom)
      .map(({ body }) => {
        const reader = new Reader(body);
        return { title: reader.name(), contents: body.subarray(reader.at) };
      })
      .filter(({ title }) => title === wanted)
      .map(({ contents }) => contents);
  }

  addCustomSection(title, contents) {
    this.#sections.push({ id: section.custom, body: Buffer.concat([name(title), contents]) });
  }

  removeCustomSections(title) {
    this.#sections = this.#sections.filter(({ id, body }) => id !== section.custom || new Reader(body).name() !== title);
  }

  /** The module as bytes. */
  write() {
    const written = this.#sections.map(({ id, body }) => {
      if (id === section.code) body = Buffer.concat([unsigned(this.bodies.length), ...this.bodies.map(sized)]);
      if (id === section.types) body = extended(body, this.#newTypes);
      if (id === section.functions) body = extended(body, this.#newFunctions);
      if (id === section.exports) body = extended(body, this.#newExports);
      if (id === section.globals) body = extended(body, this.#newGlobals);
      return Buffer.concat([Buffer.from([id]), sized(body)]);
    });
    return Buffer.concat([this.#bytes.subarray(0, 8), ...written]);
  }

  #section(id) {
    const found = this.#sections.find((one) => one.id === id);
    return found ? found.body : Buffer.from([0]);
  }

  #readImports() {
    list(this.#section(section.imports), (r) => {
      const title = `${r.name()}.${r.name()}`;
      const what = r.byte();
      if (what === kind.function) {
        this.imports.push(title);
        this.#importTypes.push(r.unsigned());
      } else if (what === kind.global) {
        this.#importedGlobals.push(title.slice(title.indexOf('.') + 1));
        r.take(2);
      } else {
        if (what === kind.table) r.byte();
        const hasMaximum = r.byte() & 1;
        r.skipNumber();
        if (hasMaximum) r.skipNumber();
      }
    });
  }

  #readData() {
    const segments = [];
    list(this.#section(section.data), (r) => {
      // Active segments of memory 0 at a constant address are what a linked program has.
      if (r.unsigned() !== 0 || r.byte() !== 0x41) return void r.take(r.unsigned());
      const address = r.signed();
      r.byte();
      segments.push([address, r.take(r.unsigned())]);
    });
    const end = Math.max(0, ...segments.map(([address, bytes]) => address + bytes.length));
    this.image = Buffer.alloc(end + 1);
    for (const [address, bytes] of segments) this.image.set(bytes, address);
  }
}

function readSignature(reader) {
  if (reader.byte() !== 0x60) throw new Error('only plain function types are known here');
  const parameters = [...reader.take(reader.unsigned())];
  return { parameters, results: [...reader.take(reader.unsigned())] };
}

/** Reads a vector. */
function list(body, read) {
  const reader = new Reader(body);
  return Array.from({ length: reader.unsigned() }, () => read(reader));
}

/** A vector with more entries at its end. */
function extended(body, entries) {
  const reader = new Reader(body);
  const count = reader.unsigned();
  return Buffer.concat([unsigned(count + entries.length), body.subarray(reader.at), ...entries]);
}
