import type { NativeModule } from '../../runtime';
import { combinationsType, combinationsWithReplacementType, permutationsType, productType } from './combinatorics';
import { accumulateType, countType, cycleType, repeatType } from './counting';
import { groupbyType, tee } from './grouping';
import { batchedType, chainType, compressType, dropwhileType, filterfalseType, isliceType, pairwiseType, starmapType, takewhileType, zipLongestType } from './selecting';

export const itertoolsModule: NativeModule = {
  name: 'itertools',
  create: () => ({
    accumulate: accumulateType,
    batched: batchedType,
    chain: chainType,
    combinations: combinationsType,
    combinations_with_replacement: combinationsWithReplacementType,
    compress: compressType,
    count: countType,
    cycle: cycleType,
    dropwhile: dropwhileType,
    filterfalse: filterfalseType,
    groupby: groupbyType,
    islice: isliceType,
    pairwise: pairwiseType,
    permutations: permutationsType,
    product: productType,
    repeat: repeatType,
    starmap: starmapType,
    takewhile: takewhileType,
    tee,
    zip_longest: zipLongestType,
  }),
};
