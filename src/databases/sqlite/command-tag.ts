import { firstKeyword } from '../sql-text/command';

/** The name under which a command is reported, where it is not its first word. */
const REPORTED: Readonly<Record<string, string>> = { REPLACE: 'INSERT', VALUES: 'SELECT', END: 'COMMIT' };

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE']);

/** The name of the command as PostgreSQL would report it: REPLACE is an INSERT, END is a COMMIT. */
export function reportedCommand(sql: string): string {
  const command = firstKeyword(sql, 'sqlite');
  return REPORTED[command] ?? command;
}

/** True for the commands that count the rows they change. */
export function countsChanges(command: string): boolean {
  return CHANGING.has(command);
}

/** The command tag as PostgreSQL words it. PostgreSQL's INSERT has a number of an object in front, 0 for long. */
export function commandTag(command: string, count: number | null): string {
  if (command === 'INSERT') return `INSERT 0 ${count ?? 0}`;
  return command === 'SELECT' || countsChanges(command) ? `${command} ${count ?? 0}` : command;
}
