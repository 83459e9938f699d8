import type { Code } from '../compile/code';
import type { Flow } from '../flow';
import type { Value } from '../objects/object';
import type { Operation } from './operation';

/** The program was told to stop. Python cannot catch it. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** What the machine needs of its surroundings. */
export interface Surroundings {
  /** Asked now and then; true stops the program with an {@link InterruptedError}. */
  interrupted(): boolean;
  /** Settles when the program is to stop, so that a wait ends; null: nobody will say. */
  readonly stopped: Promise<void> | null;
  /** The names that every module sees. */
  readonly builtins: Map<string, Value>;
  /** Gives the instructions of a code their implementations. */
  link(code: Code): readonly Operation[];
  /** Runs an import statement: `names` of `from ... import`, null for `import`. */
  importModule(name: string, names: readonly Value[] | null, level: number, globals: Map<string, Value>): Flow<Value>;
}
