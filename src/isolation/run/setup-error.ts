/** SQL before the first step failed or had to wait: the schedule cannot run. */
export class ScheduleSetupError extends Error {
  override readonly name = 'ScheduleSetupError';
}
