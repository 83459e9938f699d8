import type { Dialect } from '../../databases/sql-text/token';
import { parseSpecification, type Specification } from '../../isolation/schedule/isolationtester';
import { parseSessionMarks } from '../../isolation/schedule/session-marks';

/**
 * The schedules of a cell: one, or a specification's permutations.
 * @throws ScheduleError with the place of what is wrong
 */
export function readSchedules({ language, code }: { readonly language: string; readonly code: string }, dialect: Dialect): Specification {
  if (language === 'isolationtester') return parseSpecification(code);
  return { schedules: [parseSessionMarks(code, dialect)], message: null };
}
