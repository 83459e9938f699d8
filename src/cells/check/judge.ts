import type { CellOutput, CellValue, RelationReport, ResultSet, Trace } from '../output';
import { normalForms, type Check, type CheckOutcome, type Condition, type NormalForm, type Unmet } from './condition';

/** Holds an output against what its cell is to reach. */
export function judge(output: CellOutput, { conditions, isTask }: Check): CheckOutcome {
  return { isTask, unmet: conditions.flatMap((condition) => unmetBy(output, condition)) };
}

function unmetBy(output: CellOutput, condition: Condition): Unmet[] {
  const found = foundInstead(output, condition);
  return found === met ? [] : [{ condition, found }];
}

const met = Symbol('met');
type Found = typeof met | string | null;

/** Whether an output meets a condition; where it does not, what was found. */
function foundInstead(output: CellOutput, condition: Condition): Found {
  // What broke off shows nothing, but an error that is wanted.
  if (condition.kind !== 'error' && output.error !== null) return `${output.error.type}: ${output.error.message}`;
  switch (condition.kind) {
    case 'rows':
      return rowsFound(output.results.findLast(({ columns }) => columns.length > 0), condition.rows, condition.inOrder);
    case 'anomaly': {
      const anomalies = (output.trace ?? []).flatMap((trace) => trace.anomalies);
      const wanted = condition.anomaly.toLowerCase();
      if (anomalies.some(({ name, codes }) => name.toLowerCase() === wanted || codes.some((code) => code.toLowerCase() === wanted))) return met;
      return listed(anomalies.map(({ name }) => name));
    }
    case 'no anomaly': {
      const anomalies = (output.trace ?? []).flatMap((trace) => trace.anomalies);
      return output.trace !== null && anomalies.length === 0 ? met : listed(anomalies.map(({ name }) => name));
    }
    case 'commits':
      return commitsFound(output.trace, condition.least);
    case 'normal form':
      return formFound(output.relation, condition.form);
    case 'preserving': {
      const given = output.relation?.decompositions.find(({ into }) => into === 'given');
      if (given) return given.lostDependencies.length === 0 ? met : given.lostDependencies.join('; ');
      return output.relation === null ? null : met;
    }
    case 'prints':
      return sameText(output.stdout, condition.text) ? met : output.stdout.trim() || null;
    case 'value':
      return output.value !== null && sameText(output.value, condition.text) ? met : output.value;
    case 'error': {
      const { error } = output;
      if (error === null) return null;
      return [error.type, error.code].some((name) => name?.toLowerCase() === condition.error.toLowerCase()) ? met : `${error.type}${error.code === null ? '' : ` (${error.code})`}`;
    }
    case 'statements': {
      const count = output.statements.filter(({ sql }) => !/^\s*(?:begin|start|commit|rollback|savepoint|release|end)\b/i.test(sql)).length;
      return count <= condition.most ? met : String(count);
    }
  }
}

function rowsFound(result: ResultSet | undefined, wanted: readonly (readonly string[])[], inOrder: boolean): Found {
  if (!result) return null;
  const found = result.rows.map((row) => row.map(textOf));
  const key = (row: readonly string[]): string => JSON.stringify(row.map(comparable));
  const [a, b] = [found.map(key), wanted.map(key)];
  if (!inOrder) for (const rows of [a, b]) rows.sort();
  if (!result.truncated && a.length === b.length && a.every((row, at) => row === b[at])) return met;
  const shown = found.slice(0, 3).map((row) => row.join(', '));
  return shown.length === 0 ? '' : `${shown.join(' | ')}${found.length > shown.length ? ` | … (${String(result.rowCount ?? found.length)})` : ''}`;
}

function textOf(value: CellValue): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? `\\x${value.$bytes}` : String(value);
}

/** `100.00` is 100, and `NULL` is null. */
function comparable(text: string): string {
  const trimmed = text.trim();
  if (/^[+-]?\d+(?:\.\d+)?$/.test(trimmed)) return String(Number(trimmed));
  return trimmed.toLowerCase() === 'null' ? 'null' : trimmed;
}

function commitsFound(traces: readonly Trace[] | null, least: number): Found {
  if (traces === null || traces.length === 0) return null;
  const fewest = Math.min(...traces.map(({ committed }) => committed.length));
  return fewest >= least ? met : String(fewest);
}

function formFound(relation: RelationReport | null, wanted: NormalForm): Found {
  if (relation === null) return null;
  const reaches = (form: NormalForm): boolean => normalForms.indexOf(form) >= normalForms.indexOf(wanted);
  const given = relation.decompositions.find(({ into }) => into === 'given');
  if (!given) return reaches(relation.normalForm) ? met : relation.normalForm;
  const low = given.parts.filter(({ normalForm }) => !reaches(normalForm));
  if (low.length > 0) return low.map(({ name, normalForm }) => `${name}: ${normalForm}`).join(', ');
  return given.lossless === true ? met : 'lossy';
}

function listed(names: readonly string[]): string | null {
  return names.length === 0 ? null : [...new Set(names)].join(', ');
}

/** Space at the ends of lines and of the text is nobody's mistake. */
function sameText(found: string, wanted: string): boolean {
  const plain = (text: string): string => text.split('\n').map((line) => line.trimEnd()).join('\n').trim();
  return plain(found) === plain(wanted);
}
