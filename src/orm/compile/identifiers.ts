import type { Name } from '../sql/names';
import { QuotedName } from '../sql/names';

/** Words that cannot stand for a name without quotes in any database (SQLAlchemy's list, from SQL:1992). */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  ('all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate column constraint create cross ' +
    'current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false for foreign ' +
    'freeze from full grant group having ilike in initially inner intersect into is isnull join leading left like limit localtime localtimestamp ' +
    'natural new not notnull null off offset old on only or order outer overlaps placing primary references right select session_user set similar ' +
    'some symmetric table then to trailing true union unique user using verbose when where').split(' '),
);

/** Writes identifiers, in quotes where they need them. */
export class IdentifierPreparer {
  readonly #known = new Map<string, string>();

  constructor(
    private readonly reserved: ReadonlySet<string>,
    /** `%` is a special character of the driver and must be written twice. */
    readonly doublesPercents: boolean,
    private readonly mark: '"' | '`' = '"',
  ) {}

  quote(name: string | QuotedName): string {
    if (name instanceof QuotedName) return name.quote ? this.quoted(name.text) : name.text;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const written = this.needsQuotes(name) ? this.quoted(name) : name;
    this.#known.set(name, written);
    return written;
  }

  quoted(name: string): string {
    const { mark } = this;
    const escaped = name.replaceAll(mark, mark + mark);
    return `${mark}${this.doublesPercents ? escaped.replaceAll('%', '%%') : escaped}${mark}`;
  }

  needsQuotes(name: string): boolean {
    return this.reserved.has(name.toLowerCase()) || /^[\d$]/.test(name) || this.hasIllegalCharacters(name) || name.toLowerCase() !== name;
  }

  hasIllegalCharacters(name: string): boolean {
    return !/^[A-Z0-9_$]+$/i.test(name);
  }

  /** A table's name with its schema in front. */
  table(name: string, schema: string | null): string {
    return schema === null ? this.quote(name) : `${this.quote(schema)}.${this.quote(name)}`;
  }

  /** `%` in text that goes to the driver as it is. */
  text(sql: string): string {
    return this.doublesPercents ? sql.replaceAll('%', '%%') : sql;
  }
}

/** A name as text, for those that need no numbering. */
export function plainName(name: Name): string {
  return typeof name === 'string' ? name : name.toString();
}
