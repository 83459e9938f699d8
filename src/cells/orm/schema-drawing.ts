import { Registry } from '../../orm/map/registry';
import { MetaData } from '../../orm/sql/schema/metadata';
import { Table } from '../../orm/sql/schema/table';
import type { SchemaDiagram } from '../output';
import { schemaDiagram } from './schema-diagram';

/** A diagram that code asked for; its text is Mermaid's. */
export class SchemaDrawing {
  readonly diagram: SchemaDiagram | null;

  constructor(tables: Iterable<Table>) {
    this.diagram = schemaDiagram('classes', new Set(tables));
  }

  get mermaid(): string {
    return this.diagram?.mermaid ?? 'erDiagram';
  }

  toString(): string {
    return this.mermaid;
  }
}

/** The tables that something of the ORM's Core stands for: itself, or all of a metadata; null for anything else. */
export function tablesOf(value: unknown): readonly Table[] | null {
  if (value instanceof Table) return [value];
  if (value instanceof MetaData) return [...value.tables.values()];
  return value instanceof Registry ? tablesOf(value.metadata) : null;
}

/** The diagram that a cell's value stands for: a drawing, or tables that belong together; null for anything else, a single table too. */
export function diagramOfValue(value: unknown): SchemaDiagram | null {
  if (value instanceof SchemaDrawing) return value.diagram;
  if (value instanceof Table) return null;
  const tables = tablesOf(value);
  return tables && schemaDiagram('classes', tables);
}
