import { anomalyNames, normalForms, type Condition } from '../cells/check/condition';
import { nearestName } from '../spelling/nearest-name';
import type { Checked } from './option-values';

const refuse = (message: string, suggestion: string | null = null): Checked<never> => ({ message, suggestion: null, hint: suggestion === null ? null : `did you mean ${suggestion}?` });

type ReadCondition = (text: string) => Checked<Condition>;

/** What stands before the colon, and how the rest is read. */
const conditions: Readonly<Record<string, ReadCondition>> = {
  rows: (text) => ({ value: { kind: 'rows', rows: rowsOf(text), inOrder: false } }),
  'rows in order': (text) => ({ value: { kind: 'rows', rows: rowsOf(text), inOrder: true } }),
  anomaly: (text) => {
    // Codes, `P4` or `G2-item`, are taken as they are.
    if (/^(?:p\d|a5|g\d|g-|otv|pmp)/i.test(text) || anomalyNames.includes(text.toLowerCase())) return { value: { kind: 'anomaly', anomaly: text } };
    return refuse(`there is no anomaly "${text}"`, nearestName(text, anomalyNames));
  },
  'no anomaly': (text) => (text === '' ? { value: { kind: 'no anomaly' } } : refuse('"no anomaly" takes no value')),
  commits: (text) => counted(text, (least) => ({ kind: 'commits', least })),
  'normal form': (text) => {
    const form = normalForms.find((one) => one.toLowerCase() === text.toLowerCase());
    return form ? { value: { kind: 'normal form', form } } : refuse(`there is no normal form "${text}"; there are ${normalForms.join(', ')}`, nearestName(text, normalForms));
  },
  preserving: (text) => (text === '' ? { value: { kind: 'preserving' } } : refuse('"preserving" takes no value')),
  prints: (text) => ({ value: { kind: 'prints', text: lines(text) } }),
  value: (text) => ({ value: { kind: 'value', text } }),
  error: (text) => (text === '' ? refuse('which error is wanted?') : { value: { kind: 'error', error: text } }),
  statements: (text) => counted(text, (most) => ({ kind: 'statements', most })),
};

/**
 * Reads the value of `check=`: conditions with semicolons between them, each a word and what it demands,
 * `rows: 1, Ines | 2, Bo; statements: 2`.
 */
export function readCheck(text: string): Checked<readonly Condition[]> {
  const read: Condition[] = [];
  for (const part of text.split(';').map((one) => one.trim()).filter((one) => one !== '')) {
    const [, name = '', value = ''] = /^([^:]*)(?::([^]*))?$/.exec(part) ?? [];
    const word = name.trim().toLowerCase().replace(/\s+/g, ' ');
    const reader = Object.hasOwn(conditions, word) ? conditions[word] : undefined;
    if (!reader) return refuse(`"${name.trim()}" is nothing that can be checked; there are ${Object.keys(conditions).join(', ')}`, nearestName(word, Object.keys(conditions)));
    const condition = reader(value.trim());
    if (!('value' in condition)) return condition;
    read.push(condition.value);
  }
  return read.length > 0 ? { value: read } : refuse('nothing is checked');
}

function rowsOf(text: string): string[][] {
  return text === '' || text.toLowerCase() === 'none' ? [] : text.split('|').map((row) => row.split(',').map((value) => value.trim()));
}

function counted(text: string, make: (count: number) => Condition): Checked<Condition> {
  return /^\d+$/.test(text) ? { value: make(Number(text)) } : refuse(`"${text}" is no number`);
}

/** A directive is one line: `\n` stands for a line break. */
function lines(text: string): string {
  return text.replaceAll('\\n', '\n');
}
