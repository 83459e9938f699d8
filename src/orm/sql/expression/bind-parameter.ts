import { ormValue } from '../../values/host-values';
import type { ClauseElement, Structure } from '../clause';
import { cleanStem, GeneratedName, type Name } from '../names';
import type { Operator } from '../operators';
import { typeOf } from '../types/resolve';
import { TupleType } from '../types/standard';
import type { TypeEngine } from '../types/type-engine';
import { ColumnElement } from './column-element';

/** How a parameter is made. */
export interface BindOptions {
  readonly type?: TypeEngine | null;
  /** Its name gets a number, so that it is nobody else's. */
  readonly unique?: boolean;
  readonly required?: boolean;
  readonly expanding?: boolean;
  readonly literalExecute?: boolean;
  /** Called for the value when the statement is executed. */
  readonly callable?: (() => unknown) | null;
  readonly comparedTo?: TypeEngine;
  readonly operator?: Operator | null;
  /** It is the value of a column in VALUES or SET. */
  readonly isCrud?: boolean;
}

/** Stands for a value that goes to the database beside the SQL text. */
export class BindParameter<T = unknown> extends ColumnElement<T> {
  readonly kind = 'bindparam';
  readonly bindKey: Name;
  /** The name before it was numbered. */
  readonly originalKey: string;
  readonly type: TypeEngine;
  readonly value: unknown;
  readonly callable: (() => unknown) | null;
  readonly unique: boolean;
  readonly required: boolean;
  readonly expanding: boolean;
  readonly literalExecute: boolean;
  readonly isCrud: boolean;
  /** IN or NOT IN, which write an empty list differently. */
  readonly expandOperator: Operator | null = null;

  constructor(key: string | null, value: unknown, options: BindOptions = {}) {
    super();
    this.value = value;
    this.callable = options.callable ?? null;
    this.unique = options.unique ?? key === null;
    this.required = options.required ?? false;
    this.expanding = options.expanding ?? false;
    this.literalExecute = options.literalExecute ?? false;
    this.isCrud = options.isCrud ?? false;
    this.originalKey = key ?? 'param';
    this.bindKey = this.unique ? GeneratedName.of(this, stemOf(this.originalKey)) : this.originalKey;
    this.type = options.type ?? typeOfBind(value, this.expanding, options);
  }

  get structure(): Structure {
    return bindStructure;
  }

  /** The value, called for where it is not given. */
  get effectiveValue(): unknown {
    return this.callable ? this.callable() : this.value;
  }

  override get key(): string | null {
    return typeof this.bindKey === 'string' ? this.bindKey : null;
  }

  /** A copy with another type. It is the same parameter. */
  withType(type: TypeEngine): this {
    return this.rebuilt({ type, origin: this.identity });
  }

  /** A copy with another value. It is the same parameter. */
  withValue(value: unknown): this {
    const type = this.type.isNull ? typeOfBind(value, this.expanding, {}) : this.type;
    return this.rebuilt({ value, callable: null, required: false, type });
  }

  /** A copy for IN: its value is a list. */
  asExpanding(op: Operator, comparedTo: TypeEngine): this {
    const type = this.type.isNull ? comparedTo : this.type;
    return this.rebuilt({ expanding: true, expandOperator: op, type, origin: this.identity });
  }

  /** A copy that is nobody else's parameter. */
  renamed(): this {
    return this.unique ? this.rebuilt({ bindKey: GeneratedName.of({}, stemOf(this.originalKey)) }) : this;
  }

  override negatedInBinary(negated: Operator, original: Operator): ClauseElement {
    return this.expandOperator === original ? this.rebuilt({ expandOperator: negated, origin: this.identity }) : this;
  }
}

/** What the made-up name of a parameter is made of. */
function stemOf(key: Name): string {
  const stem = cleanStem(key) || 'param';
  return stem.startsWith('_') || stem.endsWith('_') ? stem.replace(/^_+|_+$/g, '') : stem;
}

const bindStructure: Structure = [
  ['type', 'type'],
  ['expanding', 'value'],
  ['literalExecute', 'value'],
  ['expandOperator', 'operator'],
  ['isCrud', 'value'],
];

function typeOfBind(value: unknown, expanding: boolean, options: BindOptions): TypeEngine {
  const values = ormValue(value);
  const sample: unknown = expanding && Array.isArray(values) ? values[0] : value;
  const own = Array.isArray(ormValue(sample)) && expanding ? new TupleType((ormValue(sample) as unknown[]).map(typeOf)) : typeOf(sample);
  if (!options.comparedTo) return own;
  if (options.comparedTo instanceof TupleType) return options.comparedTo;
  return options.comparedTo.coerceCompared(options.operator ?? null, sample, own);
}
