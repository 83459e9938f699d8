import fc from 'fast-check';
import { fromIsoCalendar, fromOrdinal, isoCalendar, MAX_ORDINAL, toOrdinal, weekdayOf } from '../../../src/python/modules/datetime/calendar-days';
import { clockOf, clockMicroseconds, momentOf, wallMicroseconds } from '../../../src/python/modules/datetime/moment';

const ordinal = fc.integer({ min: 8, max: MAX_ORDINAL - 8 });

test('days and their numbers', () => {
  fc.assert(fc.property(ordinal, (number) => toOrdinal(fromOrdinal(number)) === number));
});

test('days and their ISO weeks', () => {
  fc.assert(
    fc.property(ordinal, (number) => {
      const day = fromOrdinal(number);
      const [year, week, weekday] = isoCalendar(day);
      expect(fromIsoCalendar(year, week, weekday)).toEqual(day);
      expect(weekday).toBe(weekdayOf(day) + 1);
    }),
  );
});

test('days agree with those of JavaScript', () => {
  fc.assert(
    fc.property(ordinal, (number) => {
      const { year, month, day } = fromOrdinal(number);
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      expect([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), (date.getUTCDay() + 6) % 7]).toEqual([year, month, day, weekdayOf({ year, month, day })]);
    }),
  );
});

test('moments and their microseconds', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -62_000_000_000_000_000n, max: 250_000_000_000_000_000n }), (microseconds) => {
      const { day, clock } = momentOf(microseconds);
      expect(wallMicroseconds({ ...day, ...clock })).toBe(microseconds);
      expect(clockOf(clockMicroseconds(clock))).toEqual(clock);
    }),
  );
});
