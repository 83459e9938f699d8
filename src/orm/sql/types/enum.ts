import { ormValue } from '../../values/host-values';
import { plainText } from '../../values/plain-text';
import { pythonRepr } from '../../values/python-repr';
import type { Operator } from '../operators';
import { String_ } from './standard';
import type { Affinity, Processor, TypeEngine } from './type-engine';

/** An enumeration of another language: its members by the text that the database keeps. */
export interface EnumMembers {
  /** The class's name; its lower case names the type in the database. */
  readonly className: string;
  readonly names: readonly string[];
  /** The text of a member, null for what is no member. */
  nameOf(member: unknown): string | null;
  memberOf(name: string): unknown;
}

/** How an enumeration is kept. */
export interface EnumOptions {
  readonly name?: string | null;
  /** An own type where the database has such; otherwise text, with CHECK if asked for. */
  readonly nativeEnum?: boolean;
  readonly createConstraint?: boolean;
  readonly length?: number | null;
  readonly validateStrings?: boolean;
  readonly schema?: string | null;
  /** PostgreSQL: CREATE TYPE and DROP TYPE go with the tables. */
  readonly createType?: boolean;
}

/** One of a fixed set of texts, or of the members of an enumeration. */
export class Enum extends String_ {
  override readonly visitName: string = 'enum';
  override readonly affinity: Affinity = 'enum';
  override readonly className: string = 'Enum';
  /** The texts, in order. */
  readonly enums: readonly string[];
  readonly members: EnumMembers | null;
  readonly name: string | null;
  readonly nativeEnum: boolean;
  readonly createConstraint: boolean;
  readonly validateStrings: boolean;
  readonly schema: string | null;
  readonly createType: boolean;

  constructor(values: readonly string[] | EnumMembers, options: EnumOptions = {}) {
    const names = 'names' in values ? values.names : values;
    super(options.length ?? Math.max(0, ...names.map((name) => name.length)));
    this.enums = names;
    this.members = 'names' in values ? values : null;
    this.name = options.name ?? this.members?.className.toLowerCase() ?? null;
    this.nativeEnum = options.nativeEnum ?? true;
    this.createConstraint = options.createConstraint ?? false;
    this.validateStrings = options.validateStrings ?? false;
    this.schema = options.schema ?? null;
    this.createType = options.createType ?? true;
  }

  override repr(): string {
    const options = [...(this.name === null ? [] : [`name=${pythonRepr(this.name)}`]), ...(this.schema === null ? [] : [`schema=${pythonRepr(this.schema)}`]), ...(this.nativeEnum ? [] : ['native_enum=False'])];
    return `${this.className}(${[...this.enums.map(pythonRepr), ...options].join(', ')})`;
  }

  override coerceCompared(_op: Operator | null, _value: unknown, valueType: TypeEngine): TypeEngine {
    return valueType.affinity === 'string' || valueType.affinity === 'enum' || valueType.isNull || valueType.affinity === 'other' ? this : valueType;
  }

  override bindProcessor(): Processor {
    return (value) => this.#textOf(value);
  }

  override resultProcessor(): Processor | null {
    const { members } = this;
    return (value) => {
      if (value === null) return null;
      const text = plainText(value);
      if (!this.enums.includes(text)) throw this.#unknown(text);
      return members ? members.memberOf(text) : text;
    };
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => `'${String(this.#textOf(value)).replaceAll("'", "''")}'`;
  }

  #textOf(value: unknown): unknown {
    const name = this.members?.nameOf(value) ?? null;
    if (name !== null) return name;
    const text = ormValue(value);
    if (typeof text !== 'string') throw this.#unknown(value);
    if (this.enums.includes(text)) return text;
    // SQLAlchemy lets unknown texts pass unless it is told to validate.
    if (this.validateStrings) throw this.#unknown(text);
    return text;
  }

  #unknown(value: unknown): RangeError {
    const known = this.enums.length > 5 ? [...this.enums.slice(0, 3), '...', ...this.enums.slice(-1)] : this.enums;
    return new RangeError(`${pythonRepr(value)} is not among the defined enum values. Enum name: ${this.name ?? 'None'}. Possible values: ${known.join(', ')}`);
  }
}
