import type { Backend } from './backend';
import type { Process } from './process';
import type { Stage } from './stage';

/** Where Emscripten's description of a library has the name of its file. */
const nameOffset = 36;

/**
 * Watches over libraries that are loaded at run time. A library's code is there for all sessions once it was loaded, but
 * its data lies in the memory of the session that did: those that were copied from that one have it, others do not.
 */
export class Libraries {
  readonly #stage: Stage;
  /** Null until the program runs. */
  process: Process | null = null;
  readonly #owners = new Map<string, Backend>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Only the first session that asks for a library gets it; the template's are everybody's. */
  readonly mayLoad = (library: number): boolean => {
    const { current, template } = this.#stage;
    const name = this.process?.module.UTF8ToString(library + nameOffset) ?? '';
    const owner = this.#owners.get(name) ?? current;
    this.#owners.set(name, owner);
    return owner === current || owner === template;
  };
}
