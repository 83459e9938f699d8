import { DeclarativeBase } from '../../../orm/declare/base';
import { entityBehind } from '../../../orm/declare/class-attributes';
import type { Table } from '../../../orm/sql/schema/table';
import type { SchemaDiagram } from '../../output';
import { diagramOfValue, SchemaDrawing, tablesOf } from '../../orm/schema-drawing';

/**
 * `erDiagram()`: a diagram of all that is declared; `erDiagram(User, Address)`: of some classes and tables.
 * @param base whose tables are drawn where none are named
 * @throws TypeError for what has no tables
 */
export function erDiagramFunction(base: DeclarativeBase): (...subjects: readonly unknown[]) => SchemaDrawing {
  return (...subjects) => new SchemaDrawing((subjects.length === 0 ? [base] : subjects).flatMap((subject) => {
    const tables = tablesBehind(subject);
    if (!tables) throw new TypeError('erDiagram() takes mapped classes, tables, a base or a MetaData');
    return tables;
  }));
}

/** The diagram that the value of a TypeScript cell stands for; null for most. */
export function diagramOf(value: unknown): SchemaDiagram | null {
  return diagramOfValue(value instanceof DeclarativeBase ? new SchemaDrawing(tablesBehind(value) ?? []) : value);
}

function tablesBehind(subject: unknown): readonly Table[] | null {
  if (subject instanceof DeclarativeBase) return tablesOf(subject.metadata);
  return entityBehind(subject)?.mapper.tables ?? tablesOf(subject);
}
