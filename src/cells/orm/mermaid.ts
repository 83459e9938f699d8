import type { DiagramColumn, DiagramLink, DiagramTable } from '../output';

/** Names that Mermaid reads as something else where an entity is expected. */
const reserved = new Set(['erdiagram', 'title', 'direction', 'style', 'class', 'classdef', 'acctitle', 'accdescr', 'only', 'one', 'zero', 'many', 'to', 'optionally', 'tb', 'bt', 'lr', 'rl']);

/**
 * An entity-relationship diagram in Mermaid's language: types, keys, and cardinalities from constraints.
 * @see https://mermaid.js.org/syntax/entityRelationshipDiagram.html
 */
export function mermaidText(tables: readonly DiagramTable[], links: readonly DiagramLink[]): string {
  return ['erDiagram', ...tables.flatMap(entity), ...links.map(relationship)].map((line, at) => (at === 0 ? line : `  ${line}`)).join('\n');
}

function entity({ name, columns }: DiagramTable): string[] {
  return columns.length === 0 ? [entityName(name)] : [`${entityName(name)} {`, ...columns.map((column) => `  ${attribute(column)}`), '}'];
}

/** `integer id PK`, in quotes what a word cannot say. */
function attribute({ name, type, keys, nullable }: DiagramColumn): string {
  const [typeWord, nameWord] = [word(type === '' ? 'any' : type), word(name)];
  const said = [...(nameWord === name ? [] : [name]), ...(typeWord === type || type === '' || typeWord === type.replaceAll(' ', '_') ? [] : [type]), ...(nullable ? ['null'] : [])];
  return [typeWord, nameWord, ...(keys.length > 0 ? [keys.join(', ')] : []), ...(said.length > 0 ? [quoted(said.join(', '))] : [])].join(' ');
}

/** The table referred to stands on the left: `account ||--o{ entry : "account_id"`. */
function relationship({ from, columns, to, optional, unique }: DiagramLink): string {
  return `${entityName(to)} ${optional ? '|o' : '||'}--${unique ? 'o|' : 'o{'} ${entityName(from)} : ${quoted(columns.join(', '))}`;
}

function entityName(name: string): string {
  return /^[A-Za-z]\w+$/.test(name) && !reserved.has(name.toLowerCase()) ? name : quoted(name);
}

function quoted(text: string): string {
  return `"${text.replace(/["%\\`\s\p{Cc}]+/gu, (found) => (/^\s+$/.test(found) ? ' ' : '_'))}"`;
}

/** A word as Mermaid takes it for types and attributes; arguments that are several are left out: `NUMERIC(10, 2)` is `NUMERIC`. */
function word(text: string): string {
  const bare = text.replace(/\([^()]*,[^()]*\)/g, '').trim().replace(/\s+/g, '_').replace(/[^\w()[\]\u00C0-\uFFFF-]/g, '_');
  return /^[A-Za-z_\u00C0-\uFFFF]/.test(bare) ? bare : `_${bare}`;
}
