import { parseRelation } from '../../relations/notation/parse-relation';
import { RelationNotationError } from '../../relations/notation/notation-error';
import type { CellNames } from '../cell-names';

/** A relation cell needs the mapped class that it names. One that cannot be read needs nothing; running it tells why. */
export function relationNames(code: string): CellNames {
  try {
    const { mappedClass } = parseRelation(code);
    return { defines: [], needs: mappedClass === null ? [] : [mappedClass.text] };
  } catch (error) {
    if (error instanceof RelationNotationError) return { defines: [], needs: [] };
    throw error;
  }
}
