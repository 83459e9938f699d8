import { classNameOf } from '../inspect/class-name';
import { inspect, type InspectOptions } from '../inspect/inspect';
import { plainCollectionName, shownOrmValue } from '../inspect/orm-values';
import type { ValueTree } from '../../output';

const deepest = 8;
const mostChildren = 100;
const mostNodes = 2_000;

/** A nested value as a tree; null for one that has no parts. */
export function treeOf(value: unknown, options: InspectOptions): ValueTree | null {
  const tree = new TreeBuilder(options).node(null, value, 0);
  return tree.children.length > 0 ? tree : null;
}

class TreeBuilder {
  #nodes = 0;
  readonly #open: unknown[] = [];

  constructor(private readonly options: InspectOptions) {}

  node(key: string | null, value: unknown, depth: number): ValueTree {
    this.#nodes++;
    const parts = partsOf(value);
    if (parts === null) return { key, text: oneLine(inspect(value, this.options)), children: [] };
    const text = titleOf(value as object, parts.length);
    if (this.#open.includes(value)) return { key, text: `${text} (circular)`, children: [] };
    if (depth >= deepest || this.#nodes > mostNodes) return { key, text: `${text} …`, children: [] };
    this.#open.push(value);
    const children = parts.slice(0, mostChildren).map(([name, part]) => this.node(name, part, depth + 1));
    this.#open.pop();
    const rest = parts.length - mostChildren;
    return { key, text, children: rest > 0 ? [...children, { key: null, text: `… ${String(rest)} more`, children: [] }] : children };
  }
}

/** What a value is made of, by name; null for one that is shown whole. */
function partsOf(value: unknown): (readonly [string, unknown])[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Date || value instanceof RegExp || value instanceof Error || value instanceof Promise || ArrayBuffer.isView(value)) return null;
  const orm = shownOrmValue(value);
  if (orm) return 'text' in orm ? null : [...orm.values];
  if (value instanceof Map) return [...value].map(([key, item]) => [inspect(key), item]);
  if (value instanceof Set) return [...value].map((item, i) => [String(i), item]);
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, found]) => found.enumerable === true)
    .map(([name, found]) => [name, 'value' in found ? (found.value as unknown) : undefined]);
}

function titleOf(value: object, size: number): string {
  const orm = shownOrmValue(value);
  if (orm && 'className' in orm) return orm.className;
  const name = plainCollectionName(classNameOf(value)) ?? 'Object';
  return Array.isArray(value) || value instanceof Map || value instanceof Set ? `${name}(${String(size)})` : name;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
