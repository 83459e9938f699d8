import { columnsOf, type Table } from '../data/table';
import { emptySet, single, type AttributeSet } from '../schema/attribute-set';
import { functional, join, multivalued, type Dependency, type Schema } from '../schema/dependency';
import { nearestName } from '../../spelling/nearest-name';
import { RelationNotationError } from './notation-error';
import type { RelationText, WrittenDependency, WrittenName } from './relation-text';

/** A relation cell with every name understood. */
export interface Relation extends Schema {
  /** The rows, cut to the relation's attributes; null where there is no data. */
  readonly table: Table | null;
  readonly decompositions: readonly { readonly parts: readonly { readonly name: string | null; readonly attributes: AttributeSet }[] }[];
}

/** A relation without a name. */
const namelessName = 'R';

/**
 * Understands a cell: which attributes there are, by its heading, else by its data, else by its dependencies.
 * @param table the rows, from wherever they come
 * @throws RelationNotationError for a name that is no attribute, an attribute that the data lacks, parts that leave one out
 */
export function understand(text: RelationText, table: Table | null): Relation {
  const attributes = text.attributes?.map((name) => name.text) ?? table?.columns ?? mentioned(text);
  if (attributes.length === 0) throw new RelationNotationError('there is no relation here', 1, 1, 'write Name(attribute, …) or a table');
  const numbers = new Map(attributes.map((name, number) => [name, number]));
  const name = text.name?.text ?? namelessName;
  const setOf = (names: readonly WrittenName[]): AttributeSet => names.reduce((set, written) => set | single(numberOf(written, numbers, attributes, name)), emptySet);
  const cover = (parts: readonly AttributeSet[], line: number, column: number): void => {
    const left = attributes.filter((_, number) => parts.every((part) => (part & single(number)) === emptySet));
    if (left.length > 0) throw new RelationNotationError(`the parts leave out ${left.slice(0, 5).join(', ')}${left.length > 5 ? ', …' : ''}`, line, column, 'the parts must hold every attribute');
  };
  return {
    name,
    attributes,
    dependencies: text.dependencies.map((dependency) => dependencyOf(dependency, setOf, (parts) => { cover(parts, dependency.line, dependency.column); })),
    decompositions: text.decompositions.map(({ parts, line, column }) => {
      const sets = parts.map((part) => ({ name: part.name, attributes: setOf(part.attributes) }));
      cover(sets.map((part) => part.attributes), line, column);
      return { parts: sets };
    }),
    table: table && columnsOf(table, attributes, text.attributes?.map((written) => columnOf(written, table.columns)) ?? [...attributes.keys()]),
  };
}

function dependencyOf(written: WrittenDependency, setOf: (names: readonly WrittenName[]) => AttributeSet, cover: (parts: readonly AttributeSet[]) => void): Dependency {
  if (written.kind === 'join') {
    const parts = written.parts.map(setOf);
    cover(parts);
    return join(parts);
  }
  return (written.kind === 'functional' ? functional : multivalued)(setOf(written.left), setOf(written.right));
}

/** Every name in the dependencies and decompositions, in the order of its first appearance. */
function mentioned({ dependencies, decompositions }: RelationText): string[] {
  const names = dependencies.flatMap((dependency) => (dependency.kind === 'join' ? dependency.parts.flat() : [...dependency.left, ...dependency.right]));
  return [...new Set([...names, ...decompositions.flatMap(({ parts }) => parts.flatMap((part) => part.attributes))].map(({ text }) => text))];
}

function numberOf(written: WrittenName, numbers: ReadonlyMap<string, number>, attributes: readonly string[], relation: string): number {
  const number = numbers.get(written.text);
  if (number !== undefined) return number;
  throw unknown(written, `${relation} has no attribute ${written.text}`, attributes);
}

function columnOf(written: WrittenName, columns: readonly string[]): number {
  const position = columns.indexOf(written.text);
  if (position >= 0) return position;
  throw unknown(written, `the data has no column ${written.text}`, columns);
}

function unknown(written: WrittenName, message: string, names: readonly string[]): RelationNotationError {
  const meant = nearestName(written.text, names);
  const hint = meant === null ? `there are ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}` : `did you mean ${meant}?`;
  return new RelationNotationError(message, written.line, written.column, hint, meant === null ? null : { length: written.length, text: meant });
}
