import { PatternError } from './node';
import { stringRepr } from '../../protocol/text';

/** A piece of a replacement: text, or the number of a group. */
export type TemplatePart = string | number;

const controls: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** Reads what `sub` and `expand` put for a match. @throws PatternError */
export function parseTemplate(template: string, groups: number, names: ReadonlyMap<string, number>): readonly TemplatePart[] {
  const points = [...template];
  const parts: TemplatePart[] = [];
  let text = '';
  const reference = (index: number, at: number): void => {
    if (index > groups) throw new PatternError(`invalid group reference ${index}`, at);
    if (text !== '') parts.push(text);
    text = '';
    parts.push(index);
  };
  for (let at = 0; at < points.length; at += 1) {
    const char = points[at] as string;
    if (char !== '\\') {
      text += char;
      continue;
    }
    const start = at;
    at += 1;
    const escaped = points[at];
    if (escaped === undefined) throw new PatternError('bad escape (end of pattern)', start);
    if (escaped === 'g') {
      const end = points.indexOf('>', at);
      if (points[at + 1] !== '<') throw new PatternError('missing <', at + 1);
      if (end < 0) throw new PatternError(at + 2 >= points.length ? 'missing group name' : 'missing >, unterminated name', at + 2);
      const name = points.slice(at + 2, end).join('');
      reference(groupOf(name, names, at + 2), at + 2);
      at = end;
    } else if (escaped === '0') {
      let digits = '0';
      while (digits.length < 3 && /^[0-7]$/.test(points[at + 1] ?? '')) digits += points[(at += 1)] as string;
      text += String.fromCharCode(parseInt(digits, 8) & 0xff);
    } else if (/^[1-9]$/.test(escaped)) {
      let digits = escaped;
      if (/^\d$/.test(points[at + 1] ?? '')) {
        digits += points[(at += 1)] as string;
        if (/^[0-3][0-7]$/.test(digits) && /^[0-7]$/.test(points[at + 1] ?? '')) {
          digits += points[(at += 1)] as string;
          text += String.fromCharCode(parseInt(digits, 8));
          continue;
        }
      }
      reference(Number(digits), start + 1);
    } else {
      const control = controls[escaped];
      if (control === undefined && /^[A-Za-z]$/.test(escaped)) throw new PatternError(`bad escape \\${escaped}`, start);
      text += control ?? `\\${escaped}`;
    }
  }
  if (text !== '') parts.push(text);
  return parts;
}

function groupOf(name: string, names: ReadonlyMap<string, number>, at: number): number {
  if (name === '') throw new PatternError('missing group name', at);
  if (/^\d+$/.test(name)) return Number(name);
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new PatternError(`bad character in group name ${stringRepr(name)}`, at);
  const index = names.get(name);
  if (index === undefined) throw new UnknownGroupNameError(name);
  return index;
}

/** A replacement names a group that the pattern has not. */
export class UnknownGroupNameError extends Error {
  override readonly name = 'UnknownGroupNameError';
  constructor(readonly group: string) {
    super(group);
  }
}
