import { nameKey, NumberedStem, type Name } from '../sql/names';

/** What names are shortened for: each has a counter of its own. */
export type NameClass = 'alias' | 'colident' | 'bindparam' | 'values';

/** Gives made-up names their numbers within one statement, and shortens those that are too long. */
export class NameRegistry {
  /** By what names are made for. */
  readonly #numbered = new Map<object, Map<string, string>>();
  readonly #counts = new Map<string, number>();
  readonly #shortened = new Map<string, string>();
  readonly #shortenings = new Map<NameClass, number>();

  /** @param maxLength the longest label that the database takes */
  constructor(private readonly maxLength: number) {}

  /** The text of a name. */
  resolve(name: Name, nameClass: NameClass): string {
    if (typeof name === 'string') return name;
    const [only] = name.parts;
    // Most are made of one stem, and short enough.
    if (name.parts.length === 1 && only !== undefined && typeof only !== 'string') {
      const numbered = this.#number(only);
      if (numbered.length <= this.maxLength - 6) return numbered;
    }
    const key = `${nameClass} ${nameKey(name)}`;
    const known = this.#shortened.get(key);
    if (known !== undefined) return known;
    const full = name.parts.map((part) => (typeof part === 'string' ? part : this.#number(part))).join('');
    const text = this.shorten(full, nameClass);
    this.#shortened.set(key, text);
    return text;
  }

  /** A text of at most the length of a label. */
  shorten(full: string, nameClass: NameClass): string {
    if (full.length <= this.maxLength - 6) return full;
    const count = (this.#shortenings.get(nameClass) ?? 0) + 1;
    this.#shortenings.set(nameClass, count);
    return `${full.slice(0, Math.max(this.maxLength - 6, 0))}_${count.toString(16)}`;
  }

  #number(stem: NumberedStem): string {
    const own = this.#numbered.get(stem.owner) ?? new Map<string, string>();
    const key = `${stem.repetition}:${stem.stem}`;
    const known = own.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(stem.stem) ?? 0) + 1;
    this.#counts.set(stem.stem, count);
    const text = `${stem.stem}_${count}`;
    this.#numbered.set(stem.owner, own.set(key, text));
    return text;
  }
}
