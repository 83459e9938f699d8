import type { Operator } from '../operators';
import type { ClauseElement } from '../clause';
import { TypeEngine, type Adaptation, type Affinity, type ComparatorMethods, type Processor, type ValueDialect } from './type-engine';

let identities = 0;

/** A type of a note's own that changes values on their way into and out of another type. */
export abstract class TypeDecorator<T = unknown> extends TypeEngine<T> {
  readonly visitName: string = 'type_decorator';
  /** The type that the database sees. */
  abstract readonly impl: TypeEngine;
  /** Instances made alike behave alike, so that statements may be cached by the class and the fields. */
  readonly cacheOk: boolean | null = true;
  readonly #identity = ++identities;

  get affinity(): Affinity {
    return this.impl.affinity;
  }

  get className(): string {
    return this.constructor.name;
  }

  override get cacheKey(): string {
    return `${this.className}#${this.#identity}`;
  }

  /** The value on its way to the database. */
  processBindParam?(value: unknown, dialect: ValueDialect): unknown;
  /** The value on its way from the database. */
  processResultValue?(value: unknown, dialect: ValueDialect): unknown;
  /** The value as it is written into SQL text, still to be quoted by the other type. */
  processLiteralParam?(value: unknown, dialect: ValueDialect): unknown;
  /** Another type for a dialect; null for {@link impl}. */
  loadDialectImpl?(dialect: ValueDialect): TypeEngine | null;

  /** The type that `dialect` sees. */
  implFor(dialect: ValueDialect): TypeEngine {
    return (this.loadDialectImpl?.(dialect) ?? this.impl).forDialect(dialect.name);
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    const [adapted, type] = this.impl.adapt(op, other instanceof TypeDecorator ? other.impl : other);
    return [adapted, type === this.impl ? this : type];
  }

  override coerceCompared(_op: Operator | null, _value: unknown, _valueType: TypeEngine): TypeEngine {
    return this;
  }

  override get comparator(): ComparatorMethods {
    return this.impl.comparator;
  }

  override indexed(index: unknown): ReturnType<TypeEngine['indexed']> {
    return this.impl.indexed(index);
  }

  override bindExpression(bind: ClauseElement): ClauseElement | null {
    return this.impl.bindExpression(bind);
  }

  override columnExpression(column: ClauseElement): ClauseElement | null {
    return this.impl.columnExpression(column);
  }

  override repr(): string {
    return this.impl.reprAs(this.className);
  }

  /** Puts the note's own processing around that of the other type, which the dialect knows. */
  decorateBind(inner: Processor | null, dialect: ValueDialect): Processor | null {
    if (!this.processBindParam) return inner;
    return (value) => {
      const own = this.processBindParam?.(value, dialect) ?? null;
      return inner && own !== null ? inner(own) : own;
    };
  }

  decorateResult(inner: Processor | null, dialect: ValueDialect): Processor | null {
    if (!this.processResultValue) return inner;
    return (value) => this.processResultValue?.(inner && value !== null ? inner(value) : value, dialect);
  }

  override literalProcessor(dialect: ValueDialect): ((value: unknown) => string) | null {
    const inner = this.implFor(dialect).literalProcessor(dialect);
    if (!inner) return null;
    return (value) => inner(this.processLiteralParam ? this.processLiteralParam(value, dialect) : this.processBindParam ? this.processBindParam(value, dialect) : value);
  }
}
