import type { TraceValue } from '../../trace';

/** The values of a row's image, by column. What JSON's numbers do not hold exactly becomes text, and so does what is nested. */
export function valuesIn(image: string): Record<string, TraceValue> {
  const exact = image.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (part) => (part.startsWith('"') || String(Number(part)) === part ? part : `"${part}"`));
  const values = JSON.parse(exact) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [column, plain(value)]));
}

function plain(value: unknown): TraceValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) || !Number.isInteger(value) ? value : String(value);
  return JSON.stringify(value);
}
