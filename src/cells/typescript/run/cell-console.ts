import type { PrintedText } from '../../printed-text';
import { format } from '../inspect/format';
import { inspect, type InspectOptions } from '../inspect/inspect';
import { textTable } from '../inspect/text-table';

/** Where a console's lines go. */
export interface Printed {
  readonly out: PrintedText;
  readonly log: PrintedText;
}

/**
 * The console of a notebook's TypeScript cells: what Node prints to its output goes to the output, what it prints to its
 * error stream to the log.
 * @param printed the texts of the cell that runs now
 * @param frames the frames of a stack that lie in cells, as text
 */
export function cellConsole(printed: () => Printed, options: InspectOptions, frames: () => string): Readonly<Record<string, (...values: unknown[]) => void>> {
  let indentation = '';
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const line = (text: string): string => `${text.replace(/^/gm, indentation)}\n`;
  const out = (...values: unknown[]): void => { printed().out.add(line(format(values, options))); };
  const log = (...values: unknown[]): void => { printed().log.add(line(format(values, options))); };
  const elapsed = (label: string): string => {
    const ms = performance.now() - (timers.get(label) ?? performance.now());
    return `${label}: ${ms < 1000 ? `${ms.toFixed(3)}ms` : `${(ms / 1000).toFixed(3)}s`}`;
  };
  return {
    log: out, info: out, debug: out,
    warn: log, error: log,
    trace: (...values) => { log(['Trace', format(values, options)].filter((text) => text !== '').join(': ') + frames()); },
    assert: (condition, ...values) => {
      if (condition) return;
      if (typeof values[0] === 'string') log(`Assertion failed: ${values[0]}`, ...values.slice(1));
      else log('Assertion failed', ...values);
    },
    dir: (value, given) => { out(inspect(value, { ...options, ...depthOf(given) })); },
    dirxml: out,
    table: (value, only) => {
      const table = textTable(value, Array.isArray(only) ? only.map(String) : null, options);
      if (table === null) out(value);
      else out(table);
    },
    group: (...values) => {
      if (values.length > 0) out(...values);
      indentation += '  ';
    },
    groupCollapsed: (...values) => {
      if (values.length > 0) out(...values);
      indentation += '  ';
    },
    groupEnd: () => { indentation = indentation.slice(2); },
    count: (label = 'default') => {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      out(`${String(label)}: ${String(count)}`);
    },
    countReset: (label = 'default') => { counts.delete(String(label)); },
    time: (label = 'default') => { timers.set(String(label), performance.now()); },
    timeLog: (label = 'default', ...values) => { out(elapsed(String(label)), ...values); },
    timeEnd: (label = 'default') => {
      out(elapsed(String(label)));
      timers.delete(String(label));
    },
  };
}

function depthOf(given: unknown): InspectOptions {
  if (typeof given !== 'object' || given === null || !('depth' in given)) return {};
  return given.depth === null ? { depth: Infinity } : typeof given.depth === 'number' ? { depth: given.depth } : {};
}
