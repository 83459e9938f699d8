import { foreignBlank } from './scan';
import { tokens } from './tokens';
import type { Dialect } from './token';

/**
 * The text with a space in place of each blank that the engine would not know as one (no-break
 * space and its kin), so that pasted SQL runs. Literals, names in quotes and comments stay as they
 * are, and so do all offsets.
 */
export function withPlainBlanks(sql: string, dialect: Dialect): string {
  if (!foreignBlank.test(sql)) return sql;
  let plain = '';
  for (const { kind, text } of tokens(sql, dialect)) plain += kind === 'blank' ? text.replace(/[^ \t\n\r\f]/g, ' ') : text;
  return plain;
}
