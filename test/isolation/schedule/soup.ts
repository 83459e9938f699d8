import fc from 'fast-check';
import { ScheduleError } from '../../../src/isolation/schedule/schedule-error';

/** Texts made of pieces that mean something to a parser, and of anything else. */
export function soup(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces, ' ', '\n') }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) });
  return fc.array(piece, { maxLength: 60 }).map((all) => all.join(' '));
}

export function refusalOf(work: () => unknown): ScheduleError {
  try {
    work();
  } catch (error) {
    if (error instanceof ScheduleError) return error;
    throw error;
  }
  throw new Error('not refused');
}
