import type { CellOutput } from '../../cells/output';
import { sqlTokens } from '../sql-tokens';
import { tableNameIn } from './table-name';
import { anomalyTerms, errorTerms, formTerms } from './terms';

/** The terms of an output that notes may explain, each by all its names, in the order in which the output tells of them. */
export function outputTerms(output: CellOutput): readonly (readonly string[])[] {
  const { trace, matrix, relation, error, sessions, diagram, statements } = output;
  return [
    ...(error === null ? [] : [errorTerms(error)]),
    ...(trace ?? []).flatMap(({ level, anomalies }) => [...anomalies.map(({ name }) => anomalyTerms(name)), [level]]),
    ...(matrix === null ? [] : [...matrix.anomalies.flatMap(({ name }) => (name === null ? [] : [anomalyTerms(name)])), ...matrix.levels.map(({ level }) => [level])]),
    ...(relation === null ? [] : [formTerms(relation.normalForm), [relation.name]]),
    ...(sessions ?? []).flatMap(({ objects }) => objects.map((object) => [object.class])),
    ...(diagram?.tables ?? []).map(({ name }) => [name]),
    ...statements.flatMap(({ sql }) => tablesNamedIn(sql)).map((name) => [name]),
  ];
}

function tablesNamedIn(sql: string): string[] {
  const tokens = sqlTokens(sql);
  return tokens.flatMap((token, at) => tableNameIn(token, tokens[at - 1])?.name ?? []);
}
