import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, '..', 'oracle', 'relations');

export interface Side { readonly lhs: readonly string[]; readonly rhs: string }
export interface Basis { readonly lhs: readonly string[]; readonly blocks: readonly (readonly string[])[] }
type Names = readonly string[];

/** What a record says of a schema. */
export interface SchemaAnswer {
  readonly candidate_keys: readonly Names[];
  readonly prime_attributes: Names;
  readonly normal_form: string;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly closures: readonly { readonly of: Names; readonly closure: Names }[];
  readonly violations: {
    readonly '2NF': readonly Side[]; readonly '3NF': readonly Side[]; readonly BCNF: readonly Side[]; readonly '4NF': readonly Basis[];
    readonly '5NF': readonly { readonly fd?: readonly [Names, Names]; readonly mvd?: readonly [Names, Names]; readonly jd?: readonly Names[] }[];
  };
  readonly minimal_cover?: { readonly one_answer: readonly Side[]; readonly size: number };
  readonly synthesis_3nf?: { readonly one_answer: readonly Names[] };
  readonly bcnf_decomposition: { readonly one_answer: readonly Names[] };
  readonly decompositions?: readonly { readonly parts: readonly Names[]; readonly lossless: boolean; readonly lost_fds: readonly (readonly [Names, Names])[]; readonly part_normal_forms: Names }[];
  readonly implications?: readonly { readonly dependency: string; readonly implied: boolean }[];
}

export interface SchemaRecord { readonly id: string; readonly kind: 'schema'; readonly title: string; readonly attributes: Names; readonly dependencies: Names; readonly answer: SchemaAnswer }

type Cell = string | number | null;

export interface DataRecord {
  readonly id: string; readonly kind: 'data'; readonly title: string; readonly columns: Names; readonly rows: readonly (readonly Cell[])[];
  readonly answer: {
    readonly rows: number; readonly distinct_rows: number;
    readonly minimal_unique_column_sets: readonly Names[]; readonly minimal_fds: readonly Side[]; readonly mvds: readonly Basis[];
    readonly normal_form_of_this_instance: string;
    readonly flags: Readonly<Record<string, boolean>>;
    readonly decompositions: readonly { readonly parts: readonly Names[]; readonly lossless_on_this_data: boolean; readonly spurious_rows: number; readonly first_spurious: readonly (readonly Cell[])[]; readonly joined_rows: number; readonly part_rows: readonly number[] }[];
    readonly multi_valued_cells?: readonly { readonly column: string; readonly row: number; readonly parts: Names }[];
  };
  readonly intended?: { readonly dependencies: Names; readonly candidate_keys: readonly Names[]; readonly normal_form: string; readonly flags: Readonly<Record<string, boolean>>; readonly holds_on_data: { readonly fds: boolean; readonly mvds: boolean; readonly jds: boolean } };
}

const records = readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
  .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SchemaRecord | DataRecord);

export const schemaRecords = records.filter((record): record is SchemaRecord => record.kind === 'schema');
export const dataRecords = records.filter((record): record is DataRecord => record.kind === 'data');

/** The value of a cell as text, as it would stand in a note. */
export function textOf(value: Cell): string | null {
  return value === null ? null : String(value);
}

/** Lists of names in one order, for comparing. */
export function sorted(lists: readonly Names[]): string[] {
  return lists.map((list) => [...list].sort().join(' ')).sort();
}
