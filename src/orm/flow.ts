import { runSync as drive, WouldWaitError, type Flow } from '../databases/flow';
import { MissingGreenlet } from './errors';

export { runAsync, type Flow, type Wait } from '../databases/flow';

/**
 * Runs a flow to its end at once.
 * @throws MissingGreenlet when it has to wait, which only `await` can do
 */
export function runSync<T>(flow: Flow<T>): T {
  try {
    return drive(flow);
  } catch (error) {
    if (!(error instanceof WouldWaitError)) throw error;
    throw new MissingGreenlet(`greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place? (${error.wait.reason})`, 'xd2s');
  }
}

