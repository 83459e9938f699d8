/**
 * The parts that engines and languages are made of. They are packed compressed into one file at build
 * time and decoded at first use; where they come from is the host's business.
 */
export type PartName = 'sqlite.wasm' | 'postgres.wasm' | 'postgres.plpgsql' | 'postgres.pageinspect' | 'postgres.data' | 'postgres.cluster' | 'languages.js';

/** Hands out parts, decoded. Asking twice gives the same bytes; nobody may change them. */
export interface Parts {
  bytes(name: PartName): Promise<Uint8Array>;
  /** The compiled module of a `.wasm` part; compiled once and kept. */
  module(name: PartName & `${string}.wasm`): Promise<WebAssembly.Module>;
}
