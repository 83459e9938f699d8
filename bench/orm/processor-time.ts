/** Milliseconds of the processor that work takes: other programs do not count. */
export async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return since(before);
}

/** Rounds that are measured, and those before them in which code gets compiled. */
export const rounds = { warmUp: 15, measured: 7 } as const;

/** The slow get fewer rounds: in so many milliseconds of the processor their code is compiled too. */
const enough = { warmUp: 4_000, measured: 4_000, rounds: 3 } as const;

/** Lets `round` run until its code is warm, then as often as is measured. */
export async function inRounds(round: (isMeasured: boolean) => Promise<void>): Promise<void> {
  const begin = process.cpuUsage();
  for (let count = 0; count < rounds.warmUp && since(begin) < enough.warmUp; count++) await round(false);
  const warm = process.cpuUsage();
  for (let count = 0; count < rounds.measured && (count < enough.rounds || since(warm) < enough.measured); count++) await round(true);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
