import { fork } from 'node:child_process';
import type { ToProcess } from '../confined/process-main';
import type { FromKernel } from '../messages';
import type { KernelProcess } from './kernel-process';

/** The flag of Node's permission model, which lost its prefix in Node 23.5. */
const permissionFlag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

/**
 * Starts a kernel in a process of its own that may neither read nor write files, nor start processes or workers,
 * nor compile strings, and in which the kernel sees no Node. This limits what a note's code can do by accident or
 * carelessness; unlike the browser's sandbox it is no boundary against malice.
 *
 * @param entry path of the built process program
 * @param program source of the built kernel
 */
export function startConfinedProcess(entry: string, program: string): Promise<KernelProcess> {
  const child = fork(entry, [], {
    env: {},
    execArgv: [permissionFlag, `--allow-fs-read=${entry}`, '--no-addons', '--no-warnings', '--disallow-code-generation-from-strings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let listener: ((message: FromKernel) => void) | null = null;
  let deathListener: ((reason: string) => void) | null = null;
  let early: FromKernel[] = [];
  let complaint = '';
  let killed = false;

  child.stderr?.setEncoding('utf8').on('data', (text: string) => { complaint = (complaint + text).slice(-2_000); });
  child.on('message', (message) => {
    if (listener) listener(message as FromKernel);
    else early.push(message as FromKernel);
  });
  child.on('exit', (code, signal) => {
    if (!killed) deathListener?.(lastLine(complaint) ?? `its process ended with ${signal ?? `code ${String(code)}`}`);
  });
  const send = (message: ToProcess): void => {
    if (child.connected) child.send(message);
  };

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      send({ type: 'start', program });
      resolve({
        channel: {
          send: (message) => { send({ type: 'message', message }); },
          receive: (take) => {
            listener = take;
            for (const message of early) take(message);
            early = [];
          },
        },
        // A busy process reads no message: it is interrupted by its own time limit, or killed.
        stop: () => undefined,
        kill: () => {
          killed = true;
          child.kill('SIGKILL');
        },
        onDeath: (take) => { deathListener = take; },
      });
    });
  });
}

/** The line of a dying process that says why. */
function lastLine(stderr: string): string | null {
  return /^(\w*Error:.*)$/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1)?.trim() ?? null;
}
