import { typeText } from '../compile/type-compiler';
import { defaultText } from '../compile/ddl-parts';
import type { Dialect } from '../dialect/dialect';
import type { Column } from '../sql/schema/column';

/** A type's name and what stands in its parentheses: `numeric(10, 2)` is `numeric`, [`10`, `2`]. */
interface TypeWords {
  readonly name: string;
  readonly rest: string;
  readonly args: readonly string[];
}

function wordsOf(text: string): TypeWords {
  const [, name = '', inside, rest = ''] = /^([^(]*?)\s*(?:\(([^)]*)\)\s*(.*))?$/.exec(text.toLowerCase()) ?? [];
  return { name, rest, args: inside === undefined ? [] : inside.split(',').map((part) => part.trim()) };
}

/** Names of one type. */
const SYNONYMS: readonly ReadonlySet<string>[] = [new Set(['numeric', 'decimal']), new Set(['float', 'double precision', 'double'])];

function sameName(one: string, other: string): boolean {
  return one === other || SYNONYMS.some((names) => names.has(one) && names.has(other));
}

/**
 * Whether two columns are of different types on a dialect. Lengths and precisions count only where both say them, as in
 * Alembic (`DefaultImpl.compare_type`).
 */
export function typesDiffer(existing: Column, wanted: Column, dialect: Dialect): boolean {
  if (wanted.type.isNull || existing.type.isNull) return false;
  const one = wordsOf(typeText(existing.type, dialect));
  const other = wordsOf(typeText(wanted.type, dialect));
  if (!sameName(one.name, other.name) || one.rest !== other.rest) return true;
  return one.args.length === other.args.length && one.args.some((arg, index) => arg !== other.args[index]);
}

/** A default without the parentheses and casts that databases put around it. */
function plainDefault(text: string | null): string | null {
  if (text === null) return null;
  let plain = text.trim();
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(/^\((.*)\)$/s, '$1').replace(/::[\w ".[\]]+(?:\(\d+\))?$/, '').trim();
  }
  const quoted = /^'(.*)'$/s.exec(plain)?.[1];
  return quoted === undefined ? plain.toLowerCase() : quoted;
}

/** Whether two columns have different defaults in the database. */
export function defaultsDiffer(existing: Column, wanted: Column, dialect: Dialect): boolean {
  if (wanted.computed || wanted.identityOptions || existing.computed || existing.identityOptions) return false;
  // The counter of a SERIAL column is the database's own.
  const before = plainDefault(defaultText(existing, dialect));
  if (wanted.primaryKey && before?.startsWith('nextval(') === true) return false;
  return before !== plainDefault(defaultText(wanted, dialect));
}
