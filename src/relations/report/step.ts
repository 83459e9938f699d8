/** A step of the reasoning, its sets as lists of names. */
export type Step =
  /** Found in rows rather than declared. */
  | { readonly kind: 'discovered'; readonly rows: number; readonly dependencies: number }
  | { readonly kind: 'closure'; readonly of: readonly string[]; readonly closure: readonly string[]; /** It is all attributes. */ readonly all: boolean }
  /** Attributes that nothing determines: they are part of every key. */
  | { readonly kind: 'underived'; readonly attributes: readonly string[] }
  | { readonly kind: 'key'; readonly key: readonly string[] }
  /** An attribute on the left that is not needed. */
  | { readonly kind: 'shortened'; readonly from: string; readonly to: string }
  | { readonly kind: 'redundant'; readonly dependency: string }
  /** A table of the synthesis. */
  | { readonly kind: 'table'; readonly left: readonly string[]; readonly attributes: readonly string[] }
  | { readonly kind: 'added-key'; readonly key: readonly string[] }
  | { readonly kind: 'cut'; readonly into: string; readonly of: readonly string[]; readonly left: readonly string[]; readonly parts: readonly (readonly string[])[] }
  | { readonly kind: 'lossless'; readonly into: string; readonly parts: readonly (readonly string[])[]; readonly lossless: boolean | null };

const braces = (names: readonly string[]): string => `{${names.join(', ')}}`;

/** A step in one English sentence. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'discovered':
      return `${step.dependencies} minimal functional dependencies hold in these ${step.rows} rows`;
    case 'closure':
      return `closure of ${braces(step.of)} = ${braces(step.closure)}${step.all ? ', all attributes' : ''}`;
    case 'underived':
      return `nothing determines ${braces(step.attributes)}: every key contains ${step.attributes.length === 1 ? 'it' : 'them'}`;
    case 'key':
      return `${braces(step.key)} determines all attributes, and no part of it does: a candidate key`;
    case 'shortened':
      return `${step.from} can be shortened to ${step.to}`;
    case 'redundant':
      return `${step.dependency} follows from the others`;
    case 'table':
      return `3NF synthesis: ${braces(step.attributes)} for what ${braces(step.left)} determines`;
    case 'added-key':
      return `3NF synthesis: no table holds a key, so ${braces(step.key)} is added`;
    case 'cut':
      return `${step.into}: ${braces(step.of)} is cut along ${braces(step.left)} into ${step.parts.map(braces).join(' and ')}`;
    case 'lossless':
      return `${step.into}: the join of ${step.parts.map(braces).join(', ')} ${step.lossless === null ? 'could not be decided by the chase' : step.lossless ? 'gives the relation back' : 'can give rows that the relation does not hold'}`;
  }
}
