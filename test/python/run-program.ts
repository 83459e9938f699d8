import { Interpreter, Namespace, type Host, type Outcome } from '../../src/python/interpreter';
import type { NativeModule } from '../../src/python/runtime';

export interface ProgramRun {
  readonly stdout: string;
  readonly log: string;
  readonly outcome: Outcome;
}

/** Addresses differ from run to run. */
export function masked(text: string): string {
  return text.replace(/0x[0-9a-f]{8,}/g, '0x...');
}

/** Runs a program as one cell. */
export async function runProgram(code: string, options: Partial<Host> & { readonly modules?: readonly NativeModule[]; readonly milliseconds?: number } = {}): Promise<ProgramRun> {
  let stdout = '';
  let log = '';
  const end = Date.now() + (options.milliseconds ?? 20_000);
  const interpreter = new Interpreter(
    {
      write: (text) => {
        stdout += text;
      },
      log: (text) => {
        log += text;
      },
      ...(options.stopped === undefined ? {} : { stopped: options.stopped }),
      interrupted: options.interrupted ?? (() => Date.now() > end),
      sleep: options.sleep ?? (async (milliseconds) => { await new Promise((resolve) => setTimeout(resolve, milliseconds)); }),
      resolveModule: options.resolveModule ?? (() => null),
    },
    options.modules ?? [],
  );
  const outcome = await interpreter.run({ code, fileName: 'Cell 1' }, new Namespace());
  return { stdout: masked(stdout), log, outcome };
}
