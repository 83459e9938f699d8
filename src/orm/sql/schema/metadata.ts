import type { Sequence } from './defaults';
import { DEFAULT_NAMING, type NamingConvention } from './naming';
import { sortTables } from './sort-tables';
import type { Table } from './table';

export interface MetaDataOptions {
  readonly schema?: string | null;
  readonly namingConvention?: NamingConvention;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A collection of tables that know each other. */
export class MetaData {
  /** By name, with the schema in front where there is one. In the order of definition. */
  readonly tables = new Map<string, Table>();
  readonly schema: string | null;
  readonly namingConvention: NamingConvention;
  readonly info: Record<string, unknown>;
  readonly #sequences = new Map<string, Sequence>();

  constructor(options: MetaDataOptions = {}) {
    this.schema = options.schema ?? null;
    this.namingConvention = options.namingConvention ?? DEFAULT_NAMING;
    this.info = { ...options.info };
  }

  /** Those that others refer to come first; otherwise by name. */
  get sortedTables(): Table[] {
    const byKey = [...this.tables.values()].sort((left, right) => (left.tableKey < right.tableKey ? -1 : left.tableKey > right.tableKey ? 1 : 0));
    return sortTables(byKey).tables;
  }

  get sequences(): readonly Sequence[] {
    return [...this.#sequences.values()];
  }

  addSequence(sequence: Sequence): void {
    this.#sequences.set(sequence.fullname, sequence);
    sequence.metadata = this;
  }

  /** Forgets a table. */
  remove(table: Table): void {
    this.tables.delete(table.tableKey);
  }

  clear(): void {
    this.tables.clear();
    this.#sequences.clear();
  }

  repr(): string {
    return 'MetaData()';
  }

  toString(): string {
    return this.repr();
  }
}
