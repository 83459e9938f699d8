import type { Code } from '../compile/code';
import type { Opcode } from '../compile/opcodes';
import type { Operation } from './operation';
import { callOperations } from './operations/calls';
import { collectionOperations } from './operations/collections';
import { exceptionOperations } from './operations/exceptions';
import { generatorOperations } from './operations/generators';
import { importOperations } from './operations/imports';
import { matchingOperations } from './operations/matching';
import { operatorOperations } from './operations/operators';
import { stackOperations } from './operations/stack';

/** What each instruction does. */
const operations: Readonly<Record<Opcode, Operation>> = {
  ...stackOperations,
  ...operatorOperations,
  ...collectionOperations,
  ...callOperations,
  ...exceptionOperations,
  ...generatorOperations,
  ...matchingOperations,
  ...importOperations,
};

/** Gives the instructions of a code their implementations. */
export function link(code: Code): readonly Operation[] {
  code.linked = code.opcodes.map((opcode) => operations[opcode]);
  return code.linked;
}
