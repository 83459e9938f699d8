import type { Operation } from '../machine/operation';
import type { Value } from '../objects/object';
import type { Span } from '../syntax/ast';
import type { Source } from '../syntax/source';
import type { Opcode } from './opcodes';

/** Where an exception goes that leaves an instruction. */
export interface ExceptionTarget {
  /** Index of the instruction to go on with. */
  at: number;
  /** Height of the stack there, before the exception is pushed. */
  readonly depth: number;
}

/** The arguments of a call with keywords. */
export interface KeywordCall {
  readonly positional: number;
  readonly names: readonly string[];
}

/** A compiled block: a cell, a function, a class body, a comprehension. */
export interface Code {
  readonly name: string;
  readonly qualname: string;
  readonly kind: 'module' | 'class' | 'function';
  readonly source: Source;
  readonly doc: string | null;
  readonly opcodes: readonly Opcode[];
  readonly operands: readonly number[];
  /** What each instruction was compiled from. */
  readonly spans: readonly Span[];
  /** Of each instruction; null: the exception leaves the block. */
  readonly targets: readonly (ExceptionTarget | null)[];
  readonly constants: readonly Value[];
  readonly names: readonly string[];
  readonly children: readonly Code[];
  readonly calls: readonly KeywordCall[];
  /** Parameters first: positional, keyword-only, `*args`, `**kwargs`. */
  readonly locals: readonly string[];
  /** Own shared variables, then those of outer blocks. */
  readonly cells: readonly string[];
  readonly ownCells: number;
  /** Shared variables that are parameters: `[index in cells, index in locals]`. */
  readonly cellParameters: readonly (readonly [number, number])[];
  readonly positionalOnly: number;
  /** With the positional-only ones. */
  readonly positional: number;
  readonly keywordOnly: number;
  readonly rest: boolean;
  readonly keywords: boolean;
  readonly isGenerator: boolean;
  readonly isCoroutine: boolean;
  readonly firstLine: number;
  /** Of a cell: whether it ends with an expression, whose value it gives. */
  readonly hasValue: boolean;
  /** The opcodes as the machine runs them; set by the machine at the first run. */
  linked: readonly Operation[] | null;
}
