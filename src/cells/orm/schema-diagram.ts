import { UniqueConstraint, type ForeignKeyConstraint } from '../../orm/sql/schema/constraints';
import type { Column } from '../../orm/sql/schema/column';
import type { Table } from '../../orm/sql/schema/table';
import type { DiagramColumn, DiagramLink, DiagramTable, SchemaDiagram } from '../output';
import { mermaidText } from './mermaid';

/** Tables that a diagram shows at most: beyond, nobody can read it. */
const most = 100;

/** The diagram of tables and of the foreign keys between them; null where there are none. Foreign keys that lead elsewhere are marks only. */
export function schemaDiagram(of: SchemaDiagram['of'], given: Iterable<Table>): SchemaDiagram | null {
  const shown = [...given].slice(0, most);
  if (shown.length === 0) return null;
  const tables = shown.map((table): DiagramTable => ({ name: table.fullname, columns: table.c.values().map((column) => columnOf(column, table)) }));
  const names = new Set(tables.map(({ name }) => name));
  const links = shown.flatMap((table) => table.foreignKeyConstraints.map((key) => linkOf(key, table))).filter(({ to }) => names.has(to));
  return { of, mermaid: mermaidText(tables, links), tables, links };
}

function columnOf(column: Column, table: Table): DiagramColumn {
  const keys: DiagramColumn['keys'][number][] = [];
  if (table.primaryKey.includes(column)) keys.push('PK');
  if (column.foreignKeys.length > 0) keys.push('FK');
  if (uniqueSets(table).some((set) => set.length === 1 && set[0] === column)) keys.push('UK');
  return { name: column.name, type: typeOf(column), keys, nullable: column.nullable && !keys.includes('PK') };
}

/** As SQL writes it; `''` where it cannot be written. */
function typeOf({ type }: Column): string {
  if (type.isNull) return '';
  try {
    return type.toString();
  } catch {
    return type.className;
  }
}

function linkOf(key: ForeignKeyConstraint, table: Table): DiagramLink {
  const { columns } = key;
  const isCovered = (set: readonly Column[]): boolean => set.length > 0 && set.every((column) => columns.includes(column));
  return {
    from: table.fullname,
    columns: columns.map(({ name }) => name),
    to: key.elements[0]?.referredTableKey ?? '',
    optional: columns.some((column) => column.nullable && !table.primaryKey.includes(column)),
    unique: [table.primaryKey, ...uniqueSets(table)].some(isCovered),
  };
}

/** The sets of columns that no two rows have in common, besides the primary key. */
function uniqueSets(table: Table): (readonly Column[])[] {
  const constraints = table.sortedConstraints.flatMap((constraint) => (constraint instanceof UniqueConstraint ? [constraint.columns] : []));
  return [...constraints, ...[...table.indexes].flatMap((index) => (index.unique && index.columns.length === index.expressions.length ? [index.columns] : []))];
}
