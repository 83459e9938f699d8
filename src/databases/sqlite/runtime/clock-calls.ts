import type { LinearMemory } from './linear-memory';

/** The system calls on time: the clocks of the realm and its time zone. */
export function clockCalls(ground: { readonly memory: LinearMemory }) {
  return {
    dateNow: (): number => Date.now(),
    monotonicTime: (): number => performance.now(),

    /** Fills a `struct tm` for `strftime(…, 'localtime')` and its like. */
    localTime(seconds: bigint, address: number): number {
      const { view } = ground.memory;
      const date = new Date(Number(seconds) * 1000);
      if (Number.isNaN(date.getTime())) return 1;
      const year = date.getFullYear();
      const dayOfYear = Math.round((Date.UTC(year, date.getMonth(), date.getDate()) - Date.UTC(year, 0, 1)) / 86_400_000);
      const fields = [
        date.getSeconds(),
        date.getMinutes(),
        date.getHours(),
        date.getDate(),
        date.getMonth(),
        year - 1900,
        date.getDay(),
        dayOfYear,
        isSummerTime(date) ? 1 : 0,
        -date.getTimezoneOffset() * 60,
      ];
      for (const [index, field] of fields.entries()) view.setInt32(address + index * 4, field, true);
      return 0;
    },

    /** SQLite reads no zone names: offset and names of UTC will do, `localTime` knows the truth. */
    setTimeZone(offset: number, summerTime: number, standardName: number, summerName: number): void {
      const { view, bytes } = ground.memory;
      view.setInt32(offset, 0, true);
      view.setInt32(summerTime, 0, true);
      bytes.set([0x55, 0x54, 0x43, 0], standardName);
      bytes.set([0x55, 0x54, 0x43, 0], summerName);
    },
  };
}

function isSummerTime(date: Date): boolean {
  const january = new Date(date.getFullYear(), 0, 1).getTimezoneOffset();
  const july = new Date(date.getFullYear(), 6, 1).getTimezoneOffset();
  return january !== july && date.getTimezoneOffset() === Math.min(january, july);
}
