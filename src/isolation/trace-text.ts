import type { Outcome, Trace, TraceStep, TraceValue } from './trace';

/** A trace as text: for the command line, for screen readers, for a frozen note. */
export function traceText(trace: Trace): string {
  const permutation = trace.permutation ? [`permutation: ${trace.permutation.join(' ')}`] : [];
  const lines = [`${trace.engine}, ${trace.level}`, ...permutation, ...trace.steps.flatMap((step) => stepLines(step, trace)), ''];
  for (const session of trace.end.stillBlocked) lines.push(`At the end ${session} is still waiting.`);
  for (const session of trace.end.openTransactions) lines.push(`At the end ${session}'s transaction is open; it is rolled back.`);
  for (const [query, { rows }] of Object.entries(trace.finalState)) lines.push(`${query}: ${rowsText(rows)}`);
  return [...lines, ...verdictLines(trace)].join('\n');
}

/** What the run comes to, in sentences. */
export function verdictLines({ anomalies, serialOrder, remarks }: Trace): string[] {
  const found = anomalies.map(({ name, codes, explanation }) => `Anomaly: ${name} (${codes.join(', ')}). ${explanation}.`);
  const order = serialOrder === null ? [] : [serialOrder.length === 0 ? 'Nothing was committed.' : `Serializable: the same as ${serialOrder.join(', then ')}.`];
  return [...found, ...order, ...remarks.map((remark) => `Note: ${remark}.`)];
}

function stepLines(step: TraceStep, { steps }: Trace): string[] {
  const number = String(step.step).padStart(String(steps.length).length);
  const lines = [`${number}  ${step.session}  ${step.sql.replace(/\s+/g, ' ')}`];
  const add = (text: string): void => void lines.push(`${' '.repeat(number.length + 2)}${text}`);
  if (step.queued) add(step.ranAfterStep === null ? 'queued: its session is waiting' : `queued: its session is waiting; ran during step ${step.ranAfterStep}`);
  if (step.blocked) {
    const holders = step.blockedBy.length > 0 ? step.blockedBy.join(' and ') : 'another session';
    const until = step.resumedAfterStep === null ? '' : step.resumedAfterStep === step.step ? ', and is ended at once' : `, until step ${step.resumedAfterStep}`;
    add(`waits for ${holders}${step.waitsOn === null ? '' : ` (${step.waitsOn})`}${until}`);
  }
  for (const notice of step.notices) add(notice);
  add(`-> ${outcomeText(step.outcome)}`);
  if (step.claims?.blocks === false) add('! the note says that it blocks: it did not');
  if (step.claims?.unblocks === false) add('! the note says that it unblocks another step: it did not');
  return lines;
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'rows':
      return `${outcome.columns.join(', ')}: ${rowsText(outcome.rows)}`;
    case 'ok':
      return outcome.changes === undefined ? outcome.tag : `${outcome.tag} ${outcome.changes}`;
    case 'error':
      return `${outcome.sqlstate ?? outcome.sqlite_code ?? 'error'}: ${outcome.message}`;
    case 'never_resumed':
      return 'still waiting at the end';
    case 'never_ran':
      return 'never ran';
  }
}

function rowsText(rows: readonly (readonly TraceValue[])[]): string {
  return rows.length === 0 ? 'no rows' : rows.map((row) => `(${row.map(valueText).join(', ')})`).join(' ');
}

function valueText(value: TraceValue): string {
  if (value === null) return 'NULL';
  return typeof value === 'object' ? `\\x${value.$bytes}` : String(value);
}
