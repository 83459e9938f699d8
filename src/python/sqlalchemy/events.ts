import { ArgumentError, InvalidRequestError } from '../../orm/errors';
import type { Handlers } from '../../orm/events';
import { define } from '../native/define';
import { typeOf } from '../objects/builtin-types';
import { attributeError, builtinException, raised } from '../objects/exceptions';
import { PyObject, type Value } from '../objects/object';
import type { Flow } from '../flow';
import type { Binder } from './bind';
import { carriedOut } from './bind';
import { functions } from './rows';

/** Something whose events Python can listen to. */
export interface EventSource {
  /** What is listened to. Undefined: it is no such thing. */
  readonly accepts: (target: unknown) => boolean;
  /** Events by Python's name: begins to listen and gives what ends it. */
  readonly listen: (target: unknown, name: string, handler: Value, options: ListenOptions) => (() => void) | undefined;
}

export interface ListenOptions {
  readonly once: boolean;
  /** What the handler returns takes the place of the value. */
  readonly retval: boolean;
  readonly propagate: boolean;
  /** The value before a change is read where it is not known. */
  readonly activeHistory: boolean;
  /** Handlers get the state of an object in the place of the object. */
  readonly raw: boolean;
}

/** `sqlalchemy.event`: sources are asked in order. */
export class EventRegistry {
  readonly #sources: EventSource[] = [];
  readonly #listening: { readonly target: unknown; readonly name: string; readonly handler: Value; readonly stop: () => void }[] = [];

  constructor(private readonly binder: Binder) {}

  add(source: EventSource): void {
    this.#sources.push(source);
  }

  /** @throws InvalidRequestError when the target has no events, or none of that name */
  listen(target: unknown, name: string, handler: Value, keywords: Readonly<Record<string, unknown>>): void {
    const source = this.#sources.find((one) => one.accepts(target));
    const shown = this.binder.bridge.str(target);
    if (!source) throw attributeError(`'${typeOf(this.binder.bridge.toPython(target)).name}' object has no attribute 'dispatch'`, this.binder.bridge.toPython(target), 'dispatch');
    const stop = source.listen(target, name, handler, { once: keywords['once'] === true, retval: keywords['retval'] === true, propagate: keywords['propagate'] === true, activeHistory: keywords['active_history'] === true, raw: keywords['raw'] === true });
    if (!stop) throw new InvalidRequestError(`No such event '${name}' for target '${shown}'`);
    this.#listening.push({ target, name, handler, stop });
  }

  /** @throws InvalidRequestError when nothing listens so */
  remove(target: unknown, name: string, handler: Value): void {
    const place = this.#find(target, name, handler);
    if (place < 0) throw new InvalidRequestError(`No listeners found for event ${this.binder.bridge.repr(target)} / '${name}' / ${this.binder.bridge.repr(handler)}`);
    this.#listening[place]?.stop();
    this.#listening.splice(place, 1);
  }

  #find(target: unknown, name: string, handler: Value): number {
    return this.#listening.findIndex((one) => one.target === target && one.name === name && one.handler === handler);
  }

  /** The functions of the module. */
  names(): Record<string, Value> {
    const { binder } = this;
    const listen = (target: unknown, names: unknown, handler: Value, keywords: Readonly<Record<string, unknown>>): void => {
      if (handler instanceof PyObject) binder.bridge.receiver?.keeps(handler);
      for (const name of Array.isArray(names) ? names : [names]) this.listen(target, String(name), handler, keywords);
    };
    return {
      ...binder.functions(
        functions({
          'listen(target, identifier, fn, **kw)': (target, name, handler, keywords) => { listen(target, name, handler as Value, keywords); },
          'remove(target, identifier, fn)': (target, name, handler) => { this.remove(target, String(name), handler as Value); },
          'contains(target, identifier, fn)': (target, name, handler) => this.#find(target, String(name), handler as Value) >= 0,
        }),
        'sqlalchemy.event',
      ),
      listens_for: define('listens_for(target, identifier, **kw)', (target, name, kw) => {
        const keywords = binder.keywordsOf(kw);
        return define('decorate(fn, /)', function* (handler): Flow<Value> {
          yield* carriedOut(() => { listen(binder.bridge.toOrm(target), binder.bridge.toOrm(name), handler, keywords); });
          return handler;
        });
      }, 'sqlalchemy.event'),
    }; // prettier-ignore
  }
}

/** Events of the ORM by Python's name, with the arguments that Python's handlers get made of the ORM's. */
export type EventRows<H extends Handlers> = Readonly<Record<string, { readonly [N in keyof H]: readonly [name: N, given: (...own: Parameters<H[N]>) => readonly unknown[]] }[keyof H]>>;

/** Calls a handler of Python; `NotImplementedError` for events whose result is asked for and not given. */
export function callHandler(binder: Binder, handler: Value, given: readonly unknown[]): unknown {
  return binder.bridge.callNow(handler, given);
}

/** An event that is known and cannot be heard here. @throws ArgumentError */
export function unheard(name: string): never {
  throw new ArgumentError(`the event '${name}' is not supported here`);
}

/** @throws Raised always: the target takes no such argument */
export function wrongTarget(message: string): never {
  throw raised(builtinException('TypeError'), message);
}
