import { splitStatements, type StatementText } from '../../databases/sql-text/split';
import type { Dialect } from '../../databases/sql-text/token';
import { tokens } from '../../databases/sql-text/tokens';
import type { Schedule, ScheduledStep } from './schedule';
import { ScheduleError } from './schedule-error';

/** The session at a line's end, and the prose after it. */
const MARK = /--\s*(T\d+|[Ee]ither)\b[.,]?[^\S\n]*(.*?)\s*$/;

/**
 * Reads a schedule in which each step's last line carries its session's mark:
 * `update test set value = 11 where id = 1; -- T1, BLOCKS`.
 *
 * Lines before the first step are setup. The format is that of Martin Kleppmann's Hermitage
 * (https://github.com/ept/hermitage).
 * @throws ScheduleError when a statement at the end has no mark, or there is no step at all
 */
export function parseSessionMarks(code: string, dialect: Dialect = 'postgres'): Schedule {
  const setup: string[] = [];
  const steps: ScheduledStep[] = [];
  let start = 0;
  for (const { kind, text, offset } of tokens(code, dialect)) {
    if (kind !== 'comment' || !text.startsWith('--')) continue;
    const lineStart = code.lastIndexOf('\n', offset - 1) + 1;
    const mark = MARK.exec(text);
    // A line that is only a comment is prose, whatever sessions it names.
    if (mark === null || code.slice(lineStart, offset).trim() === '') continue;
    let statements = statementsIn(code, start, offset, dialect);
    if (steps.length === 0) {
      const own = statements.findIndex((one) => endOf(one) > lineStart);
      setup.push(...statements.slice(0, own < 0 ? undefined : own).map((one) => one.text));
      statements = own < 0 ? [] : statements.slice(own);
    }
    const [first] = statements;
    const last = statements.at(-1);
    if (!first || !last) throw ScheduleError.at(`${mark[1] ?? ''} is named here, but there is no statement`, code, offset);
    const [, session = '', comment = ''] = mark;
    steps.push(stepOf(code.slice(first.offset, endOf(last)), session, comment, lineAt(code, first.offset)));
    start = offset + text.length;
  }
  const [unmarked] = statementsIn(code, start, code.length, dialect);
  if (steps.length === 0) throw new ScheduleError("there is no step: end a statement's line with the session that issues it, as in -- T1", 1, 1);
  if (unmarked) throw ScheduleError.at('no session issues this statement: end its line with -- T1, -- T2 and so on', code, unmarked.offset);
  return { setup, sessions: sessionsOf(steps), steps, teardown: [], permutation: null };
}

function stepOf(sql: string, session: string, comment: string, line: number): ScheduledStep {
  return {
    session: session.toLowerCase() === 'either' ? null : session,
    name: null,
    sql,
    written: sql,
    comment,
    line,
    claimsToBlock: /\bBLOCKS?\b/.test(comment),
    claimsToUnblock: /\bunblocks?\b/i.test(comment),
    markers: [],
  };
}

/** In order of their numbers. `either` alone makes one. */
function sessionsOf(steps: readonly ScheduledStep[]): Schedule['sessions'] {
  const names = new Set(steps.flatMap(({ session }) => session ?? []));
  if (names.size === 0) names.add('T1');
  return [...names].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))).map((name) => ({ name, setup: null, teardown: null }));
}

function statementsIn(code: string, from: number, to: number, dialect: Dialect): StatementText[] {
  return splitStatements(code.slice(from, to), dialect).map(({ text, offset }) => ({ text, offset: from + offset }));
}

function endOf({ text, offset }: StatementText): number {
  return offset + text.length;
}

function lineAt(code: string, offset: number): number {
  let line = 1;
  for (let at = code.indexOf('\n'); at >= 0 && at < offset; at = code.indexOf('\n', at + 1)) line += 1;
  return line;
}
