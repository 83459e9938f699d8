import { members, type AttributeSet } from './attribute-set';
import type { Dependency } from './dependency';

/** A name that needs no quotes: no blank, no mark of the notation, and it begins no comment. */
const plainName = /^(?!--|\/\/|#|->)(?:(?!->|→|↠|⋈)[^\s,;:(){}|"`*])+$/u;

/** A name as the notation writes it. */
export function nameText(name: string): string {
  return plainName.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Attribute names of a set, in the schema's order. */
export function namesOf(set: AttributeSet, attributes: readonly string[]): string[] {
  return members(set).map((attribute) => attributes[attribute] ?? '');
}

/** A set as the notation writes one side of a dependency: `student_id, course_id`. */
export function setText(set: AttributeSet, attributes: readonly string[]): string {
  return namesOf(set, attributes).map(nameText).join(', ');
}

/** A set in braces, as prose writes it. */
export function bracedText(set: AttributeSet, attributes: readonly string[]): string {
  return `{${setText(set, attributes)}}`;
}

/** A dependency in the notation in which cells are written. */
export function dependencyText(dependency: Dependency, attributes: readonly string[]): string {
  switch (dependency.kind) {
    case 'functional':
      return `${setText(dependency.left, attributes)} -> ${setText(dependency.right, attributes)}`.trimStart();
    case 'multivalued':
      return `${setText(dependency.left, attributes)} ->> ${setText(dependency.right, attributes)}`.trimStart();
    case 'join':
      return `*(${dependency.parts.map((part) => namesOf(part, attributes).map(nameText).join(' ')).join(', ')})`;
  }
}

/** A multivalued dependency with every block of its left side's basis: `course ->> book | teacher`. */
export function basisText(left: AttributeSet, blocks: readonly AttributeSet[], attributes: readonly string[]): string {
  return `${setText(left, attributes)} ->> ${blocks.map((block) => setText(block, attributes)).join(' | ')}`.trimStart();
}
