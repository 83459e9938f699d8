import { describeCondition } from '../../cells/check/describe-condition';
import type { TaskWords } from './task-words';

export const taskEn: TaskWords = {
  label: 'Exercise',
  titled: (title) => `Exercise: ${title}`,
  open: 'not tried yet',
  notYet: 'not there yet',
  solved: 'solved',
  solvedBefore: 'solved before',
  showHint: (hint, of) => (of === 1 ? 'Hint' : `Hint ${String(hint)} of ${String(of)}`),
  condition: describeCondition,
  unmet: (wanted, found) => `Wanted: ${wanted}. Found: ${found}.`,
  none: 'none',
  noRows: 'no rows',
  progress: (solved, of) => `${String(solved)} of ${String(of)} solved`,
};
