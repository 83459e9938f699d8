import { ArgumentError } from '../errors';
import type { ColumnElement } from '../sql/elements';
import { Join, type FromClause } from '../sql/from-clause';
import { Table } from '../sql/schema/table';
import type { Mapper, MapperOptions } from './mapper';

/** How rows tell of which class of a hierarchy they are. All mappers of the hierarchy share it. */
export interface Polymorphism {
  /** The discriminator; null where rows do not tell. */
  readonly on: ColumnElement | null;
  /** The mapper for each value of the discriminator. */
  readonly identities: Map<unknown, Mapper>;
}

export interface InheritedTable {
  readonly table: FromClause;
  readonly localTable: FromClause;
  readonly tables: readonly Table[];
  readonly polymorphism: Polymorphism;
  /** Single-table inheritance: rows of the class are told apart by the discriminator alone. */
  readonly single: boolean;
}

/**
 * The tables of a class, together with those of the class that it inherits from.
 * @param table its own; null for single-table inheritance
 * @throws ArgumentError when there is none at all, or none like the discriminator
 */
export function inheritedTable(parent: Mapper | null, table: FromClause | null, options: MapperOptions): InheritedTable {
  const own = table ? tablesIn(table) : [];
  const local = table ?? parent?.localTable;
  if (!local) throw new ArgumentError('a mapper needs a table');
  const polymorphism = polymorphismOf(parent, local, options);
  if (!parent || options.concrete === true) return { table: local, localTable: local, tables: own, polymorphism, single: false };
  if (!table || table === parent.localTable) return { table: parent.table, localTable: parent.localTable, tables: parent.tables, polymorphism, single: true };
  const joined = new Join(parent.table, table, options.inheritCondition ?? null);
  return { table: joined, localTable: table, tables: [...parent.tables, ...own], polymorphism, single: false };
}

/** The tables that a class is written to: itself, or those of a join, the one that the others refer to first. */
function tablesIn(from: FromClause): readonly Table[] {
  if (from instanceof Table) return [from];
  return from instanceof Join ? [...new Set([...tablesIn(from.left), ...tablesIn(from.right)])] : [];
}

function polymorphismOf(parent: Mapper | null, local: FromClause, options: MapperOptions): Polymorphism {
  const given = options.polymorphicOn;
  if (given == null) return parent?.polymorphism ?? { on: null, identities: new Map<unknown, Mapper>() };
  const on = typeof given === 'string' ? local.c.get(given) : given;
  if (!on) throw new ArgumentError(`Can't determine polymorphic_on value '${String(given)}' - no attribute is mapped to this name.`);
  return { on, identities: parent?.polymorphism.identities ?? new Map<unknown, Mapper>() };
}
