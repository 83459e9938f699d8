import { classNameOf, prototypeOf, read, tagOf } from './class-name';
import { breakLength, layOut, type Parts } from './layout';
import { plainCollectionName, shownOrmValue } from './orm-values';
import { quote } from './quote';

/** How a value is inspected. */
export interface InspectOptions {
  /** Levels of nesting that are shown; deeper ones become `[Object]`. */
  readonly depth?: number;
  /** An error with its frames, as text; by default its own. */
  readonly errorText?: (error: Error) => string;
}

/** Items of one list that are shown. */
const mostItems = 100;
const longestString = 10_000;

/** A value as text, as Node's `util.inspect` and its REPL print it. Never throws. */
export function inspect(value: unknown, options: InspectOptions = {}): string {
  return new Inspector(options.depth ?? 2, options.errorText ?? ownText).format(value, 0, 0, true);
}

/** A text whose width is laid out, with how deep its brackets are nested. */
class Inspector {
  readonly #open: object[] = [];
  readonly #circular = new Map<object, number>();
  /** The depth of the object that was formatted last: what it holds may share its line. */
  #lastDepth = 0;

  constructor(private readonly depth: number, private readonly errorText: (error: Error) => string) {}

  format(value: unknown, depth: number, indentation: number, outermost = false): string {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return formatPrimitive(value, indentation, outermost);
    if (this.#open.includes(value)) {
      const known = this.#circular.get(value) ?? this.#circular.size + 1;
      this.#circular.set(value, known);
      return `[Circular *${String(known)}]`;
    }
    try {
      return this.#object(value, depth, indentation);
    } catch (error) {
      if (error instanceof RangeError) return `[${classNameOf(value) ?? 'Object'}: too deep to be shown]`;
      return `[${typeof value}: cannot be shown]`;
    }
  }

  #object(value: object, depth: number, indentation: number): string {
    const orm = shownOrmValue(value);
    if (orm && 'text' in orm) return orm.text;
    const shape = orm ? recordShape(orm.className, [...orm.values.keys()]) : shapeOf(value, this.errorText);
    const holder = orm ? Object.fromEntries(orm.values) : value;
    const keys = shape.keys;
    if (shape.items === null && keys.length === 0) return shape.bare;
    if (depth > this.depth) return `[${shape.className}]`;
    this.#open.push(value);
    this.#lastDepth = depth;
    const inner = (part: unknown): string => this.format(part, depth + 1, indentation + 2);
    const items = shape.items ? shape.items(inner) : [];
    const shownKeys = keys.map((key) => this.#property(holder, key, depth, indentation));
    this.#open.pop();
    const parts: Parts = {
      prefix: shape.prefix,
      open: shape.open, close: shape.close,
      items: [...items, ...shownKeys],
      list: shape.isList ? { numeric: shape.isNumeric && shownKeys.length === 0, more: shape.hasMore } : null,
      indentation,
      levels: this.#lastDepth - depth,
    };
    const reference = this.#circular.get(value);
    return layOut(reference === undefined ? parts : { ...parts, prefix: `<ref *${String(reference)}>${parts.prefix === '' ? '' : ` ${parts.prefix}`}` });
  }

  #property(object: object, key: PropertyKey, depth: number, indentation: number): string {
    const name = typeof key === 'symbol' ? `[${key.toString()}]` : /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(String(key)) ? String(key) : quote(String(key));
    const found = Object.getOwnPropertyDescriptor(object, key);
    if (found?.get) return `${name}: ${found.set ? '[Getter/Setter]' : '[Getter]'}`;
    if (found?.set) return `${name}: [Setter]`;
    return `${name}: ${this.format(found?.value, depth + 1, indentation + 2)}`;
  }
}

function formatPrimitive(value: unknown, indentation: number, outermost: boolean): string {
  switch (typeof value) {
    case 'string': {
      const shown = value.slice(0, longestString);
      const rest = value.length - shown.length;
      const more = rest > 0 ? `... ${String(rest)} more character${rest > 1 ? 's' : ''}` : '';
      const isLong = shown.length > 16 && shown.length > breakLength - indentation - 4;
      // A long text of several lines is shown line by line.
      return outermost || !isLong ? quote(shown) + more : (shown.match(/[^\n]*\n|[^\n]+/g) ?? []).map(quote).join(` +\n${' '.repeat(indentation)}`) + more;
    }
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${String(value)}n`;
    case 'symbol':
      return value.toString();
    default:
      return String(value);
  }
}

/** What of an object is shown, and how. A string where it is all said by that. */
interface Shape {
  readonly className: string;
  readonly prefix: string;
  readonly open: string;
  readonly close: string;
  /** What it shows when it holds nothing. */
  readonly bare: string;
  readonly items: ((inner: (value: unknown) => string) => string[]) | null;
  readonly isList: boolean;
  readonly isNumeric: boolean;
  readonly hasMore: boolean;
  readonly keys: readonly PropertyKey[];
}

/** Named values of a class. */
function recordShape(className: string, keys: readonly PropertyKey[]): Shape {
  return { className, prefix: className, open: '{', close: '}', bare: `${className} {}`, items: null, isList: false, isNumeric: false, hasMore: false, keys };
}

function shapeOf(value: object, errorText: (error: Error) => string): Shape {
  const className = plainCollectionName(classNameOf(value));
  const tag = tagOf(value, className);
  const named = (fallback: string, size?: number): string => {
    const count = size === undefined ? '' : `(${String(size)})`;
    return `${className === null ? `[${fallback}${count}: null prototype]` : className + count}${tag === '' ? '' : ` [${tag}]`}`;
  };
  const base: Shape = {
    className: className ?? 'Object: null prototype', prefix: '', open: '{', close: '}', bare: '{}',
    items: null, isList: false, isNumeric: false, hasMore: false, keys: ownKeys(value),
  };
  const alone = (text: string): Shape => ({ ...base, prefix: text, bare: text });

  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const list = value as ArrayLike<unknown>;
    const prefix = className === 'Array' && tag === '' ? '' : named('Array', list.length);
    return {
      ...base, prefix, open: '[', close: ']', bare: `${prefix === '' ? '' : `${prefix} `}[]`,
      items: list.length === 0 ? null : (inner) => listItems(list, inner),
      isList: true, hasMore: list.length > mostItems,
      isNumeric: Array.prototype.every.call(list, (item: unknown) => typeof item === 'number' || typeof item === 'bigint'),
      keys: base.keys.filter((key) => typeof key !== 'string' || !/^(?:0|[1-9]\d*)$/.test(key)),
    };
  }
  if (value instanceof Set) {
    const prefix = named('Set', value.size);
    return { ...base, prefix, bare: `${prefix} {}`, items: value.size === 0 ? null : (inner) => limited([...value], inner) };
  }
  if (value instanceof Map) {
    const prefix = named('Map', value.size);
    const entry = (inner: (part: unknown) => string) => ([key, item]: readonly [unknown, unknown]): string => `${inner(key)} => ${inner(item)}`;
    return { ...base, prefix, bare: `${prefix} {}`, items: value.size === 0 ? null : (inner) => limited([...value], entry(inner)) };
  }
  if (typeof value === 'function') return alone(functionText(value, className));
  if (value instanceof Date) return alone(Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString());
  if (value instanceof RegExp) return alone(String(value));
  if (value instanceof Error) {
    const keys = base.keys.filter((key) => key !== 'stack' && key !== 'message' && key !== 'name');
    return { ...alone(errorText(value)), keys: 'cause' in value && !keys.includes('cause') ? [...keys, 'cause'] : keys };
  }
  if (value instanceof Number || value instanceof Boolean || value instanceof String || value instanceof BigInt || value instanceof Symbol) {
    const text = alone(`[${className ?? 'Object'}: ${formatPrimitive(value.valueOf(), 0, true)}]`);
    return value instanceof String ? { ...text, keys: base.keys.filter((key) => typeof key !== 'string' || !/^\d+$/.test(key)) } : text;
  }
  if (value instanceof Promise) return { ...base, prefix: named('Promise'), bare: `${named('Promise')} {}`, items: () => ['<pending>'] };
  if (value instanceof WeakMap || value instanceof WeakSet) return { ...base, prefix: named('WeakMap'), bare: '', items: () => ['<items unknown>'] };
  const isPlain = className === 'Object' && tag === '';
  const prefix = isPlain ? '' : named('Object');
  return { ...base, prefix, bare: isPlain ? '{}' : `${prefix} {}` };
}

/** Enumerable keys, symbols last. */
function ownKeys(value: object): PropertyKey[] {
  const symbols = Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  return [...Object.keys(value), ...symbols];
}

/** The elements of a list; holes are counted. */
function listItems(list: ArrayLike<unknown>, inner: (value: unknown) => string): string[] {
  const items: string[] = [];
  let shown = 0;
  let at = 0;
  for (; at < list.length && shown < mostItems; shown++) {
    if (Object.hasOwn(list, at)) items.push(inner(list[at++]));
    else {
      const from = at;
      while (at < list.length && !Object.hasOwn(list, at)) at++;
      items.push(`<${String(at - from)} empty item${at - from > 1 ? 's' : ''}>`);
    }
  }
  const rest = list.length - at;
  return rest > 0 ? [...items, `... ${String(rest)} more item${rest > 1 ? 's' : ''}`] : items;
}

function limited<T>(values: readonly T[], inner: (value: T) => string): string[] {
  const rest = values.length - mostItems;
  const items = values.slice(0, mostItems).map(inner);
  return rest > 0 ? [...items, `... ${String(rest)} more item${rest > 1 ? 's' : ''}`] : items;
}

function functionText(value: object, className: string | null): string {
  const name = read(value, 'name');
  const source = Function.prototype.toString.call(value);
  if (source.startsWith('class')) {
    const parent = prototypeOf(value);
    const heritage = parent !== null && parent !== Function.prototype && typeof parent === 'function' && parent.name !== '' ? ` extends ${parent.name}` : '';
    return `[class ${typeof name === 'string' && name !== '' ? name : '(anonymous)'}${heritage}]`;
  }
  return `[${className ?? 'Function'}${typeof name === 'string' && name !== '' ? `: ${name}` : ' (anonymous)'}]`;
}

function ownText(error: Error): string {
  return typeof error.stack === 'string' && error.stack !== '' ? error.stack : `[${String(error)}]`;
}
