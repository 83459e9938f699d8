/** Works on several things at once, and gives the outcomes in the order of the things. The first error ends it, in its turn. */
export async function* inOrder<T, R>(things: readonly T[], atOnce: number, work: (thing: T) => Promise<R>): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  const begin = (): void => {
    const thing = things[begun.length];
    if (thing === undefined) return;
    const outcome = work(thing);
    // It is awaited in its turn; until then nobody is to miss it.
    outcome.catch(() => undefined);
    begun.push(outcome);
  };
  while (begun.length < Math.min(atOnce, things.length)) begin();
  for (let at = 0; at < things.length; at++) {
    const outcome = begun[at];
    if (outcome) yield await outcome;
    begin();
  }
}
