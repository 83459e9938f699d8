import type { CellOutput } from '../../cells/output';
import { anomalyTerms, errorTerms, formTerms } from './terms';

/** The terms of an output that notes may explain, each by all its names, in the order in which the output tells of them. */
export function outputTerms({ trace, matrix, relation, error }: CellOutput): readonly (readonly string[])[] {
  return [
    ...(error === null ? [] : [errorTerms(error)]),
    ...(trace ?? []).flatMap(({ level, anomalies }) => [...anomalies.map(({ name }) => anomalyTerms(name)), [level]]),
    ...(matrix === null ? [] : [...matrix.anomalies.flatMap(({ name }) => (name === null ? [] : [anomalyTerms(name)])), ...matrix.levels.map(({ level }) => [level])]),
    ...(relation === null ? [] : [formTerms(relation.normalForm)]),
  ];
}
