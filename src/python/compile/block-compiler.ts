import type { Value } from '../objects/object';
import { PyBytes } from '../objects/sequences';
import { PyComplex, PyFloat } from '../objects/float';
import { ELLIPSIS } from '../objects/builtin-types';
import type { Literal, Span } from '../syntax/ast';
import { mangle, type Scope, type Scopes } from '../syntax/scope';
import type { Source } from '../syntax/source';
import { Assembler } from './assembler';
import type { Code } from './code';
import type { Opcode } from './opcodes';

/** What all blocks of a program share. */
export interface Unit {
  readonly source: Source;
  readonly scopes: Scopes;
  /** `from __future__ import annotations` */
  readonly stringAnnotations: boolean;
}

/** Numbers of parameters. */
export interface Arity {
  readonly positionalOnly: number;
  readonly positional: number;
  readonly keywordOnly: number;
  readonly rest: boolean;
  readonly keywords: boolean;
}

export const noParameters: Arity = { positionalOnly: 0, positional: 0, keywordOnly: 0, rest: false, keywords: false };

/** Compiles one block: what names, constants and jumps need. */
export class BlockCompiler {
  protected readonly asm = new Assembler();
  readonly #locals: string[];
  readonly #localIndex = new Map<string, number>();
  protected readonly cells: readonly string[];

  constructor(
    protected readonly unit: Unit,
    protected readonly scope: Scope,
    protected readonly qualname: string,
  ) {
    this.#locals = [...scope.parameters];
    this.#locals.forEach((name, index) => this.#localIndex.set(name, index));
    this.cells = [...scope.cells, ...scope.free];
  }

  protected emit(opcode: Opcode, span: Span, operand = 0): void {
    this.asm.emit(opcode, operand, span);
  }

  protected loadConstant(value: Value, span: Span): void {
    this.emit('LOAD_CONST', span, this.asm.constant(value));
  }

  protected nameIndex(name: string): number {
    return this.asm.nameOf(name);
  }

  protected mangled(name: string): string {
    return mangle(name, this.scope);
  }

  #local(name: string): number {
    let index = this.#localIndex.get(name);
    if (index === undefined) {
      index = this.#locals.push(name) - 1;
      this.#localIndex.set(name, index);
    }
    return index;
  }

  /** Loads, stores or deletes a variable. */
  protected variable(action: 'LOAD' | 'STORE' | 'DELETE', plain: string, span: Span): void {
    const name = this.mangled(plain);
    switch (this.scope.place(name)) {
      case 'local':
        this.emit(`${action}_FAST`, span, this.#local(name));
        return;
      case 'cell':
      case 'free':
        if (action === 'LOAD' && this.scope.kind === 'class') this.emit('LOAD_CLASSDEREF', span, this.cells.indexOf(name));
        else this.emit(`${action}_DEREF`, span, this.cells.indexOf(name));
        return;
      case 'global':
        this.emit(this.scope.kind === 'class' && action === 'LOAD' && !this.scope.globals.has(name) ? 'LOAD_NAME' : `${action}_GLOBAL`, span, this.nameIndex(name));
        return;
      case 'name':
        this.emit(`${action}_NAME`, span, this.nameIndex(name));
    }
  }

  protected finish(name: string, doc: string | null, firstLine: number, arity: Arity, hasValue = false): Code {
    const { asm, scope } = this;
    const kind = scope.kind === 'module' || scope.kind === 'class' ? scope.kind : 'function';
    return {
      name,
      qualname: this.qualname,
      kind,
      source: this.unit.source,
      doc,
      opcodes: asm.opcodes,
      operands: asm.operands,
      spans: asm.spans,
      targets: asm.targets,
      constants: asm.constants,
      names: asm.names,
      children: asm.children,
      calls: asm.calls,
      locals: this.#locals,
      cells: this.cells,
      ownCells: scope.cells.length,
      cellParameters: scope.cells.flatMap((cell, index) => (scope.parameters.includes(cell) ? [[index, scope.parameters.indexOf(cell)] as const] : [])),
      ...arity,
      isGenerator: scope.isGenerator,
      isCoroutine: scope.isCoroutine,
      firstLine,
      hasValue,
      linked: null,
    };
  }

  /** The qualified name of a block within this one. */
  protected innerName(name: string): string {
    if (this.scope.kind === 'module' || this.scope.globals.has(name)) return name;
    return this.scope.kind === 'class' ? `${this.qualname}.${name}` : `${this.qualname}.<locals>.${name}`;
  }
}

/** The value of a literal. */
export function literalValue(literal: Literal): Value {
  switch (literal.type) {
    case 'int':
    case 'str':
      return literal.value;
    case 'float':
      return new PyFloat(literal.value);
    case 'imaginary':
      return new PyComplex(0, literal.value);
    case 'bytes':
      return new PyBytes(literal.value);
    case 'True':
      return true;
    case 'False':
      return false;
    case 'None':
      return null;
    case 'Ellipsis':
      return ELLIPSIS;
  }
}
