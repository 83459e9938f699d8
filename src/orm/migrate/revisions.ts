import { ArgumentError } from '../errors';

/** A revision: a step of the history of a schema. */
export interface Revision<T = unknown> {
  readonly id: string;
  /** The revision before it; undefined for the first. */
  readonly down: string | undefined;
  readonly message: string;
  /** What holds its upgrade and its downgrade. */
  readonly script: T;
}

/** A step on the way from one revision to another. */
export interface Step<T> {
  readonly direction: 'upgrade' | 'downgrade';
  readonly revision: Revision<T>;
}

/** The history: revisions in a row, each after the one before it. */
export class RevisionHistory<T = unknown> {
  readonly #revisions = new Map<string, Revision<T>>();

  /** @throws ArgumentError when the id is taken, or the revision before it is not there */
  add(revision: Revision<T>): void {
    if (this.#revisions.has(revision.id)) throw new ArgumentError(`Revision ${revision.id} is present more than once`);
    if (revision.down !== undefined && !this.#revisions.has(revision.down)) throw new ArgumentError(`Can't locate revision identified by '${revision.down}'`);
    this.#revisions.set(revision.id, revision);
  }

  clear(): void {
    this.#revisions.clear();
  }

  /** Revisions that none follows. */
  get heads(): Revision<T>[] {
    const followed = new Set([...this.#revisions.values()].map(({ down }) => down));
    return [...this.#revisions.values()].filter(({ id }) => !followed.has(id));
  }

  /** @throws ArgumentError when there are several */
  get head(): Revision<T> | undefined {
    const { heads } = this;
    if (heads.length > 1) throw new ArgumentError("Multiple head revisions are present for given argument 'head'; please specify a specific target revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all heads");
    return heads[0];
  }

  /** From the newest to the oldest. */
  newestFirst(): Revision<T>[] {
    return this.heads.flatMap((head) => this.#line(head)).filter((one, index, all) => all.indexOf(one) === index);
  }

  /** A revision and those before it, newest first. */
  #line(revision: Revision<T> | undefined): Revision<T>[] {
    const line: Revision<T>[] = [];
    for (let one = revision; one; one = one.down === undefined ? undefined : this.#revisions.get(one.down)) line.push(one);
    return line;
  }

  /**
   * The revision that is named: an id or the beginning of one, `head`, `base` (undefined), `+1`, `-2` from where the database is.
   * @throws ArgumentError when there is none
   */
  find(name: string, current: string | undefined): Revision<T> | undefined {
    if (name === 'base') return undefined;
    if (name === 'head' || name === 'heads') return this.head;
    if (name === 'current') return current === undefined ? undefined : this.#named(current);
    if (/^[+-]\d+$/.test(name)) return this.#relative(Number(name), name, current);
    return this.#named(name);
  }

  #named(name: string): Revision<T> {
    const exact = this.#revisions.get(name);
    if (exact) return exact;
    const found = [...this.#revisions.values()].filter(({ id }) => id.startsWith(name));
    if (found.length > 1) throw new ArgumentError(`Multiple revisions start with '${name}': ${found.map(({ id }) => `'${id}'`).join(', ')}...`);
    if (!found[0]) throw new ArgumentError(`Can't locate revision identified by '${name}'`);
    return found[0];
  }

  #relative(steps: number, name: string, current: string | undefined): Revision<T> | undefined {
    const line = this.#line(this.head).reverse();
    const at = current === undefined ? -1 : line.findIndex(({ id }) => id === current);
    const target = at + steps;
    if (target < -1 || target >= line.length) throw new ArgumentError(steps > 0 ? `Relative revision ${name} didn't produce ${steps} migrations` : `Relative revision ${name} didn't produce ${-steps} migrations`);
    return target === -1 ? undefined : line[target];
  }

  /** The steps up to a revision. */
  upgrades(current: string | undefined, target: Revision<T> | undefined): Step<T>[] {
    const done = new Set(current === undefined ? [] : this.#line(this.#named(current)).map(({ id }) => id));
    return this.#line(target).filter(({ id }) => !done.has(id)).reverse().map((revision) => ({ direction: 'upgrade', revision }));
  }

  /** The steps down to a revision; to before the first where it is undefined. */
  downgrades(current: string | undefined, target: Revision<T> | undefined): Step<T>[] {
    const kept = new Set(this.#line(target).map(({ id }) => id));
    const from = current === undefined ? [] : this.#line(this.#named(current));
    return from.filter(({ id }) => !kept.has(id)).map((revision) => ({ direction: 'downgrade', revision }));
  }
}
