import { inspect, type InspectOptions } from './inspect';

/**
 * The text that `console.log` prints for its arguments: placeholders (`%s %d %i %f %j %o %O %c %%`) in the first are
 * filled, the rest stands behind, texts as they are and all else inspected. As Node's `util.format`.
 */
export function format(values: readonly unknown[], options: InspectOptions): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string') return values.map((value) => asText(value, options)).join(' ');
  let next = 0;
  const filled = rest.length === 0 ? first : first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === '%%') return '%';
    if (next >= rest.length) return mark;
    return fill(mark, rest[next++], options);
  });
  return [filled, ...rest.slice(next).map((value) => asText(value, options))].join(' ');
}

function asText(value: unknown, options: InspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}

function fill(mark: string, value: unknown, options: InspectOptions): string {
  switch (mark) {
    case '%s':
      return typeof value === 'string' ? value : typeof value === 'object' ? inspect(value, { ...options, depth: 0 }) : inspect(value, options);
    case '%d':
      return typeof value === 'bigint' ? `${String(value)}n` : typeof value === 'symbol' || typeof value === 'object' ? String(Number.NaN) : String(Number(value));
    case '%i':
      return typeof value === 'bigint' ? `${String(value)}n` : typeof value === 'string' || typeof value === 'number' ? String(Number.parseInt(String(value), 10)) : String(Number.NaN);
    case '%f':
      return typeof value === 'string' || typeof value === 'number' ? String(Number.parseFloat(String(value))) : String(Number.NaN);
    case '%j':
      return json(value);
    case '%c':
      return '';
    default:
      return inspect(value, { ...options, depth: mark === '%o' ? 4 : (options.depth ?? 2) });
  }
}

function json(value: unknown): string {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : 'undefined';
  } catch {
    return '[Circular]';
  }
}
