import type { Interpreter } from '../../python';

/** Puts the properties of notes into `os.environ`, each when it is new or another than before: what cells set themselves stays. */
export class NoteEnvironment {
  readonly #applied = new Map<string, Readonly<Record<string, string>>>();

  async apply(note: string, environment: Readonly<Record<string, string>>, interpreter: Interpreter): Promise<void> {
    const before = this.#applied.get(note) ?? {};
    const fresh = Object.entries(environment).filter(([name, value]) => before[name] !== value);
    const gone = Object.keys(before).filter((name) => !Object.hasOwn(environment, name));
    if (fresh.length === 0 && gone.length === 0) return;
    this.#applied.set(note, environment);
    const { runtime } = interpreter;
    await interpreter.perform((function* () {
      const os = yield* runtime.importModule('os');
      const putenv = os.attributes.get('putenv') ?? null;
      for (const [name, value] of fresh) runtime.callNow(putenv, [name, value]);
      const drop = os.attributes.get('unsetenv') ?? null;
      for (const name of gone) runtime.callNow(drop, [name]);
      return null;
    })());
  }
}
