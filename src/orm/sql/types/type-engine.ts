import { plainText } from '../../values/plain-text';
import type { Operator } from '../operators';
import type { ClauseElement } from '../clause';

/** Families of types: two types of one family can be compared without turning one into the other. */
export type Affinity =
  | 'null'
  | 'integer'
  | 'numeric'
  | 'float'
  | 'string'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'interval'
  | 'binary'
  | 'json'
  | 'uuid'
  | 'enum'
  | 'array'
  | 'tuple'
  | 'match'
  | 'other';

/** What an operator does to types: the operator that is written in the end, and the type of its result. */
export type Adaptation = readonly [op: Operator, type: TypeEngine];

/** What a dialect does with values; types ask it for what is special to it. */
export interface ValueDialect {
  readonly name: string;
  /** The driver takes and gives exact decimals. */
  readonly supportsNativeDecimal: boolean;
}

export type Processor = (value: unknown) => unknown;

/** Methods that a type adds to its expressions, by SQLAlchemy's name for them: `contains`, `hasKey`. */
export type ComparatorMethods = Readonly<Record<string, (expression: ClauseElement, ...operands: unknown[]) => ClauseElement>>;

/** Prefix of {@link TypeEngine.text} until the compiler is loaded. */
type TypeWriter = (type: TypeEngine) => string;

let writeType: TypeWriter = (type) => type.repr();

/** Tells types how they are written where no dialect is named; the type compiler does so when it is loaded. */
export function setTypeWriter(writer: TypeWriter): void {
  writeType = writer;
}

/**
 * A type of SQL. `T` is what its values are in TypeScript. Types are values: they are compared by content and never
 * change once they are in use.
 */
export abstract class TypeEngine<T = unknown> {
  /** Phantom: only the type checker looks at it. */
  declare readonly valueType: T;
  /** Phantom: a value may be given where the type is expected. */
  declare readonly givenType: T | null;
  /** Which rule of the type compiler writes it: lower case for generic types, upper case for exact ones. */
  abstract readonly visitName: string;
  abstract readonly affinity: Affinity;
  /** The class's name as SQLAlchemy has it. */
  abstract readonly className: string;
  /** Types for other dialects, by the dialect's name. */
  readonly variants: ReadonlyMap<string, TypeEngine> = new Map();

  /** The module that SQLAlchemy has its class in. */
  get module(): string {
    return 'sqlalchemy.sql.sqltypes';
  }

  /** The class's full name in Python. */
  get pythonClass(): string {
    return `${this.module}.${this.className}`;
  }

  /** The same type with another collation, where it has any. */
  collated(_collation: string): this {
    return this;
  }

  /** `evaluates_none()` was said of it. */
  readonly keepsNone: boolean = false;

  /** NULL is a value of its own and must be processed like any other. */
  get evaluatesNone(): boolean {
    return this.keepsNone;
  }

  /** True for NullType, whose values are of unknown type. */
  get isNull(): boolean {
    return this.affinity === 'null';
  }

  /** What the class was made with: name, value, and default where the name is written only if it differs. */
  protected arguments(): readonly (readonly [name: string, value: unknown, fallback: unknown])[] {
    return [];
  }

  /** As Python's `repr()` shows it: `VARCHAR(length=20)`. */
  repr(): string {
    return this.reprAs(this.className);
  }

  /** {@link repr} under another class's name: of a type that is made of this one. */
  reprAs(className: string): string {
    const shown = this.arguments().flatMap(([name, value, fallback]) => {
      if (value === fallback) return [];
      return [`${name}=${reprArgument(value)}`];
    });
    return `${className}(${shown.join(', ')})`;
  }

  /** As written in SQL where no dialect is named: `VARCHAR(20)`. */
  toString(): string {
    return this.isNull ? 'NULL' : writeType(this);
  }

  /** A text that is equal for types that behave alike; statements are cached by it. */
  get cacheKey(): string {
    return this.repr();
  }

  /** The operator and the type of `this op other`. */
  adapt(op: Operator, _other: TypeEngine): Adaptation {
    return [op, this];
  }

  /** The type that a plain value has when it is compared with an expression of this type. */
  coerceCompared(_op: Operator | null, _value: unknown, valueType: TypeEngine): TypeEngine {
    return valueType.isNull || valueType.affinity === this.affinity ? this : valueType;
  }

  /** Turns a value into what the driver takes; null when it takes it as it is. Null never reaches it, unless {@link evaluatesNone}. */
  bindProcessor(_dialect: ValueDialect): Processor | null {
    return null;
  }

  /** Turns a value of the driver into what the cell sees; null when it is that already. */
  resultProcessor(_dialect: ValueDialect): Processor | null {
    return null;
  }

  /** Writes a value into the SQL text; null when the type cannot. */
  literalProcessor(_dialect: ValueDialect): ((value: unknown) => string) | null {
    return null;
  }

  /** SQL around a bound parameter of this type; null for none. */
  bindExpression(_bind: ClauseElement): ClauseElement | null {
    return null;
  }

  /** SQL around a column of this type where it is selected; null for none. */
  columnExpression(_column: ClauseElement): ClauseElement | null {
    return null;
  }

  /** Operators by name that only expressions of this type have. */
  get comparator(): ComparatorMethods {
    return {};
  }

  /** The type of `expression[index]`; null where it cannot be indexed. */
  indexed(_index: unknown): { readonly op: 'getitem' | 'json' | 'jsonPath'; readonly type: TypeEngine } | null {
    return null;
  }

  /** The type to use on `dialectName`. */
  forDialect(dialectName: string): TypeEngine {
    return this.variants.get(dialectName) ?? this;
  }

  /** This type, with another one on the named dialects. */
  withVariant(type: TypeEngine, ...dialectNames: readonly string[]): this {
    const variants = new Map(this.variants);
    for (const name of dialectNames) variants.set(name, type);
    return this.copy({ variants });
  }

  /** A copy with some fields changed. */
  copy(changes: Readonly<Record<string, unknown>>): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this) as object) as this, this, changes);
  }
}

function reprArgument(value: unknown): string {
  if (value instanceof TypeEngine) return value.repr();
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || value === undefined) return 'None';
  return plainText(value);
}
