import { ArgumentError } from '../errors';
import { pythonRepr } from '../values/python-repr';

/** What a relationship passes on from the parent to the related objects. */
export type Cascade = 'save-update' | 'delete' | 'delete-orphan' | 'merge' | 'expunge' | 'refresh-expire';

const ALL: readonly Cascade[] = ['save-update', 'delete', 'merge', 'expunge', 'refresh-expire'];
const NAMES: ReadonlySet<string> = new Set([...ALL, 'delete-orphan', 'all', 'none']);

/** The cascades of a relationship, as `cascade="all, delete-orphan"` gives them. */
export class CascadeOptions {
  readonly #names: ReadonlySet<Cascade>;
  /** Said where the combination makes little sense; null otherwise. */
  readonly warning: string | null;

  /** @throws ArgumentError for a name that does not exist */
  constructor(text: string | readonly string[]) {
    const given = typeof text === 'string' ? text.split(/\s*,\s*/).filter((name) => name !== '') : [...text];
    const unknown = given.filter((name) => !NAMES.has(name)).sort();
    if (unknown.length > 0) throw new ArgumentError(`Invalid cascade option(s): ${unknown.map((name) => pythonRepr(name)).join(', ')}`);
    const names = new Set<Cascade>(given.includes('none') ? [] : [...(given.includes('all') ? ALL : []), ...(given.filter((name) => name !== 'all' && name !== 'none') as Cascade[])]);
    this.#names = names;
    this.warning = names.has('delete-orphan') && !names.has('delete') ? "The 'delete-orphan' cascade option requires 'delete'." : null;
  }

  has(name: Cascade): boolean {
    return this.#names.has(name);
  }

  get names(): readonly Cascade[] {
    return [...this.#names];
  }

  /** `CascadeOptions('delete,merge')`. */
  repr(): string {
    return `CascadeOptions('${[...this.#names].sort().join(',')}')`;
  }
}
