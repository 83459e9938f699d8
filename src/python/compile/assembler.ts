import type { Value } from '../objects/object';
import type { Span } from '../syntax/ast';
import type { Code, ExceptionTarget, KeywordCall } from './code';
import type { Opcode } from './opcodes';

/** A place in the code to jump to. */
export interface Label {
  at: number;
  readonly uses: number[];
}

/** Collects the instructions of a block. */
export class Assembler {
  readonly opcodes: Opcode[] = [];
  readonly operands: number[] = [];
  readonly spans: Span[] = [];
  readonly targets: (ExceptionTarget | null)[] = [];
  readonly constants: Value[] = [];
  readonly names: string[] = [];
  readonly children: Code[] = [];
  readonly calls: KeywordCall[] = [];
  /** Where exceptions of the instructions that come go. */
  target: ExceptionTarget | null = null;
  readonly #constantIndex = new Map<Value, number>();
  readonly #nameIndex = new Map<string, number>();

  emit(opcode: Opcode, operand: number, span: Span): void {
    this.opcodes.push(opcode);
    this.operands.push(operand);
    this.spans.push(span);
    this.targets.push(this.target);
  }

  label(): Label {
    return { at: -1, uses: [] };
  }

  jump(opcode: Opcode, label: Label, span: Span): void {
    if (label.at < 0) label.uses.push(this.opcodes.length);
    this.emit(opcode, label.at, span);
  }

  place(label: Label): void {
    label.at = this.opcodes.length;
    for (const use of label.uses) this.operands[use] = label.at;
  }

  constant(value: Value): number {
    let index = this.#constantIndex.get(value);
    if (index === undefined) {
      index = this.constants.push(value) - 1;
      this.#constantIndex.set(value, index);
    }
    return index;
  }

  nameOf(name: string): number {
    let index = this.#nameIndex.get(name);
    if (index === undefined) {
      index = this.names.push(name) - 1;
      this.#nameIndex.set(name, index);
    }
    return index;
  }

  /** A place that exceptions go to, at this height of the stack. */
  exceptionTarget(depth: number): ExceptionTarget {
    return { at: -1, depth };
  }

  placeTarget(target: ExceptionTarget): void {
    target.at = this.opcodes.length;
  }
}
