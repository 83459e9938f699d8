/**
 * A name that is made when a statement is compiled: `anon_1`, `id_1`, `count_1`. The same owner and stem give the same
 * name throughout one statement; numbers count up per stem in the order of appearance.
 */
export class GeneratedName {
  /**
   * @param parts literal text and numbered stems, put together in order
   */
  constructor(readonly parts: readonly (string | NumberedStem)[]) {}

  /** A name for `owner` from `stem`. */
  static of(owner: object, stem: string): GeneratedName {
    return new GeneratedName([new NumberedStem(owner, stem, 0)]);
  }

  /** A name that tells the `index`th repetition of a column from the first: `id__1`. */
  static repeated(owner: object, stem: string, index: number): GeneratedName {
    return new GeneratedName([new NumberedStem(owner, `${stem}_`, index)]);
  }

  /** Shown where no statement is compiled, in messages. */
  toString(): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : `%(${part.stem})s`)).join('');
  }
}

/** The part of a {@link GeneratedName} that gets a number. */
export class NumberedStem {
  constructor(
    readonly owner: object,
    readonly stem: string,
    /** 0, or which repetition of the owner it names. */
    readonly repetition: number,
  ) {}
}

/** A fixed name, or one made at compile time. */
export type Name = string | GeneratedName;

/** Two names, one after the other. */
export function joinNames(...names: readonly Name[]): Name {
  if (names.every((name) => typeof name === 'string')) return names.join('');
  return new GeneratedName(names.flatMap((name) => (typeof name === 'string' ? [name] : name.parts)));
}

/** True when two names will come out the same. */
export function sameName(left: Name, right: Name): boolean {
  return nameKey(left) === nameKey(right);
}

const ownerNumbers = new WeakMap<object, number>();
let owners = 0;

/** A text by which names can be compared and kept in a map. */
export function nameKey(name: Name): string {
  if (typeof name === 'string') return name;
  return name.parts.map((part) => (typeof part === 'string' ? part : `\0${ownerNumber(part.owner)}:${part.repetition}:${part.stem}`)).join('');
}

function ownerNumber(owner: object): number {
  const known = ownerNumbers.get(owner);
  if (known !== undefined) return known;
  owners += 1;
  ownerNumbers.set(owner, owners);
  return owners;
}

/** An identifier for which quoting is decided by its writer, not by its characters. */
export class QuotedName {
  constructor(
    readonly text: string,
    readonly quote: boolean,
  ) {}

  toString(): string {
    return this.text;
  }
}

/** A name for a table's column: `user_name`. */
export function qualifiedLabel(table: Name, column: Name): Name {
  return joinNames(table, '_', column);
}

/** What a made-up name is made of: a name without the characters that cannot be in one. */
export function cleanStem(name: Name | null): string | null {
  if (name === null) return null;
  const text = typeof name === 'string' ? name : name.parts.map((part) => (typeof part === 'string' ? part : part.stem)).join('');
  const clean = text.replace(/[%() $]+/g, '_');
  return clean === text ? text : clean.replace(/^_+|_+$/g, '');
}
