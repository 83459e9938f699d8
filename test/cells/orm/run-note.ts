import type { CellOutput } from '../../../src/cells/output';
import { openNote, runningScripts } from '../../kernel/open-note';

/** Runs the cells of a note in a kernel in this thread, one after the other. */
export async function runNote(...cells: readonly string[]): Promise<CellOutput[]> {
  const { session } = openNote(cells.join('\n\n'), { kernel: runningScripts });
  const ran = await session.runEach();
  session.reset();
  return ran.map(({ output }) => {
    if (!output) throw new Error('a cell was dropped');
    return output;
  });
}
