import type { ClauseElement } from '../clause';
import { asClause } from '../clause';
import type { MetaData } from './metadata';
import { shownByHost } from '../../values/host-values';
import { pythonRepr } from '../../values/python-repr';
import { SchemaItem } from './schema-item';

/** What a default that is called gets: the values of the row so far. */
export interface DefaultContext {
  readonly currentParameters: Readonly<Record<string, unknown>>;
}

/** A value that a column gets from the client where the statement gives none. */
export class ColumnDefault extends SchemaItem {
  constructor(
    /** A value, a function that gives one, or SQL. */
    readonly argument: unknown,
    readonly forUpdate = false,
  ) {
    super();
  }

  get isCallable(): boolean {
    return typeof this.argument === 'function' && !this.clause;
  }

  /** The SQL that it is; null for a value. */
  get clause(): ClauseElement | null {
    return asClause(this.argument);
  }

  get isScalar(): boolean {
    return !this.isCallable && !this.clause;
  }

  /** The value for one row. */
  valueFor(context: DefaultContext): unknown {
    return this.isCallable ? (this.argument as (context: DefaultContext) => unknown)(context) : this.argument;
  }

  repr(): string {
    if (this.isCallable) return `CallableColumnDefault(${shownByHost(this.argument) ?? pythonRepr(this.argument)})`;
    return this.isScalar ? `ScalarElementColumnDefault(${pythonRepr(this.argument)})` : `ColumnElementColumnDefault(${this.clause?.repr() ?? ''})`;
  }
}

/** A default of the database itself: DEFAULT in CREATE TABLE. */
export class DefaultClause extends SchemaItem {
  constructor(
    /** Text is quoted, SQL is written as it is. */
    readonly argument: string | ClauseElement,
    readonly forUpdate = false,
  ) {
    super();
  }

  repr(): string {
    return `DefaultClause(${typeof this.argument === 'string' ? `'${this.argument}'` : this.argument.toString()}, for_update=${this.forUpdate ? 'True' : 'False'})`;
  }
}

/** The database gives the value, nobody here knows how. */
export class FetchedValue extends SchemaItem {
  constructor(readonly forUpdate = false) {
    super();
  }

  repr(): string {
    return 'FetchedValue()';
  }
}

/** Options of a sequence, and of an identity column. */
export interface SequenceOptions {
  readonly start?: number | null;
  readonly increment?: number | null;
  readonly minvalue?: number | null;
  readonly maxvalue?: number | null;
  readonly nominvalue?: boolean | null;
  readonly nomaxvalue?: boolean | null;
  readonly cycle?: boolean | null;
  readonly cache?: number | null;
  readonly order?: boolean | null;
}

/** A sequence of the database. */
export class Sequence extends SchemaItem {
  readonly schema: string | null;
  readonly optional: boolean;
  metadata: MetaData | null;

  constructor(
    readonly name: string,
    readonly options: SequenceOptions & { readonly schema?: string | null; readonly optional?: boolean; readonly metadata?: MetaData | null } = {},
  ) {
    super();
    this.schema = options.schema ?? null;
    this.optional = options.optional ?? false;
    this.metadata = options.metadata ?? null;
    this.metadata?.addSequence(this);
  }

  get fullname(): string {
    return this.schema === null ? this.name : `${this.schema}.${this.name}`;
  }

  repr(): string {
    return `Sequence('${this.name}')`;
  }
}

/** `GENERATED … AS IDENTITY`. */
export class Identity extends SchemaItem {
  readonly always: boolean;
  readonly onNull: boolean | null;

  constructor(readonly options: SequenceOptions & { readonly always?: boolean; readonly onNull?: boolean | null } = {}) {
    super();
    this.always = options.always ?? false;
    this.onNull = options.onNull ?? null;
  }

  repr(): string {
    return `Identity(always=${this.always ? 'True' : 'False'})`;
  }
}

/** `GENERATED ALWAYS AS (…)`. */
export class Computed extends SchemaItem {
  constructor(
    readonly sqltext: string | ClauseElement,
    /** STORED or VIRTUAL; null leaves it to the database. */
    readonly persisted: boolean | null = null,
  ) {
    super();
  }

  repr(): string {
    return `Computed(${String(this.sqltext)})`;
  }
}
