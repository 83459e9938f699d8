/**
 * What an engine wrote about its recovery, as it is shown: without the time and the process before each line, which say
 * nothing here, and without what PostgreSQL says of itself when it has started.
 */
export function recoveryLines(log: readonly string[]): readonly string[] {
  return log
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /, '').trim())
    .filter((line) => line !== '' && !line.startsWith('PostgreSQL stand-alone backend'));
}
