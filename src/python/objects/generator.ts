import type { Frame } from '../machine/frame';
import { asyncGeneratorType, coroutineType, generatorType } from './builtin-types';
import { PyObject, type Value } from './object';

export type GeneratorKind = 'generator' | 'coroutine' | 'async generator';

/** A generator, coroutine or async generator: a frame that is continued piece by piece. */
export class PyGenerator extends PyObject {
  running = false;
  started = false;
  /** What it returned, once it has ended. */
  result: Value = null;
  /** Of an async generator: whether its end was asked for. */
  closed = false;

  constructor(
    /** Null once it has ended. */
    public frame: Frame | null,
    readonly kind: GeneratorKind,
    readonly name: string,
    readonly qualname: string,
  ) {
    super(kind === 'generator' ? generatorType : kind === 'coroutine' ? coroutineType : asyncGeneratorType);
  }
}
