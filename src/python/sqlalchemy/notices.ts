import type { Runtime } from '../runtime';
import type { Value } from '../objects/object';
import { getAttribute } from '../protocol/attributes';
import { call } from '../protocol/call';
import { define } from '../native/define';
import type { Flow } from '../flow';
import { exceptionNamed } from './exceptions';

const LOGGER = 'sqlalchemy.engine.Engine';
const INFO = 20;

/** What engines and mappers tell: warnings by Python's `warnings`, statements by its `logging` where a program set that up. */
export class Notices {
  constructor(
    private readonly runtime: Runtime,
    /** Writes a line of `echo=True`. */
    private readonly echoed: (message: string) => void,
  ) {}

  /** Issues a warning. @throws Raised where the program turned warnings into errors */
  warn(message: string, category = 'SAWarning'): void {
    const warn = this.runtime.modules.get('warnings')?.attributes.get('warn');
    if (warn !== undefined) this.runtime.callNow(warn, [message, exceptionNamed(category)]);
  }

  /** True when the program asked for the log of statements by `logging`, without `echo=True`. */
  get isLogging(): boolean {
    return this.#logger('isEnabledFor', INFO) === true;
  }

  /** One message of the log of statements. */
  log(message: string, echo: boolean): void {
    if (echo) this.echoed(message);
    else this.#logger('info', message);
  }

  #logger(method: string, argument: Value): Value {
    const get = this.runtime.modules.get('logging')?.attributes.get('getLogger');
    if (get === undefined) return null;
    return this.runtime.callNow(
      define('tell()', function* (): Flow<Value> {
        const logger = yield* call(get, [LOGGER]);
        return yield* call(yield* getAttribute(logger, method), [argument]);
      }),
    );
  }
}

/** Imports what warnings need. */
export function* loadWarnings(runtime: Runtime): Flow<void> {
  yield* runtime.importModule('warnings');
}
