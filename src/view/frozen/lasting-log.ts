/** Lines of the log that tell what ran before: which cell went first, and whether a table was there already. */
const runOrder = /^(?:ran .+ first: it defines .+|NOTICE: .+ skipping)\n?/gm;

/** What of a log is the same in whatever order the cells of a note were run. */
export function lastingLog(log: string): string {
  return log.replace(runOrder, '');
}
