import { nearestName } from '../spelling/nearest-name';

/** A value that was read, or why it is none. */
export type Checked<T> = { readonly value: T } | { readonly message: string; readonly hint: string | null; readonly suggestion: string | null };

const engines = ['postgres', 'sqlite', 'locking', 'server:'];
const plots = ['line', 'bar', 'scatter'] as const;

/** `postgres`, `sqlite`, `locking`, or `server:<name>`. */
export function checkEngine(text: string): Checked<string> {
  const engine = text.toLowerCase();
  if (engine === 'postgres' || engine === 'sqlite' || engine === 'locking') return { value: engine };
  if (/^server:./.test(engine)) return { value: `server:${text.slice('server:'.length)}` };
  // What people call it elsewhere.
  const meant = engine === 'postgresql' || engine === 'pg' || engine === 'pglite' ? 'postgres' : engine === 'sqlite3' ? 'sqlite' : nearestName(engine, engines);
  return refuse(`there is no engine "${text}"; there are postgres, sqlite, locking and server:<name>`, meant);
}

/** A positive number of seconds. */
export function checkTimeout(text: string): Checked<number> {
  const seconds = /^\d+(?:\.\d+)?s?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  return seconds > 0 && seconds <= 86_400 ? { value: seconds } : refuse(`"${text}" is no number of seconds`, null);
}

/** `line`, `bar` or `scatter`. */
export function checkPlot(text: string): Checked<'line' | 'bar' | 'scatter'> {
  const plot = plots.find((p) => p === text.toLowerCase());
  return plot ? { value: plot } : refuse(`there is no plot "${text}"; there are ${plots.join(', ')}`, nearestName(text, plots));
}

/** `isolationtester`, as whose expected output a specification's run is printed. */
export function checkPrint(text: string): Checked<'isolationtester'> {
  return text.toLowerCase() === 'isolationtester' ? { value: 'isolationtester' } : refuse(`nothing is printed as "${text}"; only isolationtester's output is`, nearestName(text, ['isolationtester']));
}

/** A name: letters, digits, `_` and `-`, in any script. */
export function checkName(text: string): Checked<string> {
  return /^[\p{L}\p{N}_-]+$/u.test(text) ? { value: text } : refuse(`"${text}" is no name; letters, digits, _ and - make one`, null);
}

function refuse(message: string, suggestion: string | null): Checked<never> {
  return { message, suggestion, hint: suggestion === null ? null : `did you mean ${suggestion}?` };
}
