import type { ReportDecomposition } from '../../cells/output';
import type { RelationWords } from '../words/relation-words';

/** Decompositions into the same tables, under one label. */
export interface DecompositionChoice {
  readonly label: string;
  readonly decomposition: ReportDecomposition;
}

/** Whether a decomposition gives the relation back, in a few words. */
export function losslessText({ lossless, spuriousRows }: ReportDecomposition, discovered: boolean, { decomposition: words }: RelationWords): string {
  if (lossless === null) return words.undecided;
  if (!lossless) return words.lossy;
  if (discovered) return words.losslessHere;
  return spuriousRows === null || spuriousRows === 0 ? words.lossless : words.losslessElsewhere;
}

/** What there is to choose from: decompositions that cut something, those alike named together. */
export function choicesOf(decompositions: readonly ReportDecomposition[], { decomposition: words }: RelationWords): readonly DecompositionChoice[] {
  const choices = new Map<string, { labels: string[]; decomposition: ReportDecomposition }>();
  let given = 0;
  for (const decomposition of decompositions) {
    const label = decomposition.into === 'given' ? words.given(++given) : decomposition.into;
    if (decomposition.parts.length < 2 && decomposition.into !== 'given') continue;
    const key = decomposition.parts.map(({ attributes }) => JSON.stringify([...attributes].sort())).sort().join();
    const known = choices.get(key);
    if (known) known.labels.push(label);
    else choices.set(key, { labels: [label], decomposition });
  }
  return [...choices.values()].map(({ labels, decomposition }) => ({ label: labels.join(', '), decomposition }));
}
