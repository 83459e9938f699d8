import { InvalidRequestError } from '../errors';
import type { Dialect } from '../dialect/dialect';
import { ormValue } from '../values/host-values';
import type { ClauseElement } from '../sql/clause';
import type { BindParameter } from '../sql/elements';
import { SelectBase } from '../sql/selectable';
import type { TypeEngine } from '../sql/types/type-engine';
import type { ResultColumn } from './context';
import type { Prefetch } from './crud';
import type { ManyValuesPlan } from './many-values-plan';
import { BIND_TOKENS, bindToken, castText, inListText, POSTCOMPILE_TOKENS } from './parameter-text';
import { SqlCompiler, type SqlRequest } from './sql-compiler';

/** A statement's text with the values that go with it, as the driver gets them. */
export interface BoundStatement {
  readonly sql: string;
  /** In the order in which the text needs them; by name for drivers that take names. */
  readonly positional: readonly unknown[];
}

/** A parameter that a list in IN was taken apart into. */
interface Expanded {
  readonly name: string;
  readonly value: unknown;
  readonly type: TypeEngine;
}

/** From a value as the program has it to one that the driver takes. */
type Encode = (value: unknown) => unknown;

function encoderOf(type: TypeEngine, dialect: Dialect): Encode {
  const process = dialect.bindProcessor(type);
  if (!process) return (value) => ormValue(value ?? null);
  // Of the types only a note's own wants to see null.
  if (type.evaluatesNone || type.visitName === 'type_decorator') return (value) => process(value ?? null);
  return (value) => (value === null || value === undefined ? null : process(value));
}

/** A statement as written for one dialect. It can be executed many times with different values. */
export class CompiledSql {
  readonly binds: ReadonlyMap<string, BindParameter>;
  readonly resultColumns: readonly ResultColumn[];
  /** The columns of the result come in the order of {@link resultColumns}. */
  readonly orderedResult: boolean;
  readonly textualResult: boolean;
  readonly prefetches: readonly Prefetch[];
  readonly manyValues: ManyValuesPlan | null;
  readonly implicitReturning: readonly ClauseElement[] | null;
  readonly warnings: readonly string[];
  /** Parameters as tokens; see parameter-text.ts. */
  readonly template: string;
  readonly #postcompiled: boolean;
  readonly #order: readonly string[];
  readonly #text: string;
  readonly #encoders = new Map<string, Encode>();
  #ordered: readonly { readonly name: string; readonly encode: Encode }[] | null = null;

  constructor(
    readonly statement: ClauseElement,
    readonly dialect: Dialect,
    readonly request: SqlRequest = {},
  ) {
    const compiler = new SqlCompiler(dialect, request);
    this.template = compiler.process(statement);
    this.binds = compiler.binds;
    this.resultColumns = compiler.resultColumns;
    this.orderedResult = compiler.orderedResult;
    this.textualResult = compiler.textualResult;
    this.prefetches = compiler.prefetches;
    this.manyValues = compiler.manyValues;
    this.implicitReturning = compiler.implicitReturning;
    this.warnings = compiler.warnings;
    this.#postcompiled = [...this.binds.values()].some((bind) => bind.expanding || bind.literalExecute);
    const order: string[] = [];
    this.#text = this.placed(this.template, this.numbers([]), order);
    this.#order = order;
  }

  /** The text. Lists in IN are place-holders in it. */
  get sql(): string {
    return this.#text;
  }

  /** The names of the parameters in the order in which the text needs them. */
  get order(): readonly string[] {
    return this.#order;
  }

  /** Values by name, with those of the statement itself. */
  get params(): Readonly<Record<string, unknown>> {
    return Object.fromEntries([...this.binds].map(([name, bind]) => [name, bind.effectiveValue]));
  }

  toString(): string {
    return this.#text;
  }

  get isSelect(): boolean {
    return this.statement instanceof SelectBase;
  }

  /** The text with lists in IN written out with parameters, as it would be for these values. */
  expanded(values: Readonly<Record<string, unknown>> = this.params): { readonly sql: string; readonly order: readonly string[]; readonly extra: readonly Expanded[] } {
    if (!this.#postcompiled) return { sql: this.#text, order: this.#order, extra: [] };
    const extra: Expanded[] = [];
    const writer = new SqlCompiler(this.dialect);
    const template = this.template.replace(POSTCOMPILE_TOKENS, (_, name: string) => {
      const bind = this.binds.get(name);
      if (!bind) return '';
      const value = ormValue(values[name]);
      if (!bind.expanding) return writer.literalValue(value, bind.type);
      const list = Array.isArray(value) ? (value as readonly unknown[]) : [...(value as Iterable<unknown>)];
      if (bind.literalExecute) return inListText(writer, bind, list, (one, type) => writer.literalValue(one, type));
      return inListText(writer, bind, list, (one, type, place) => {
        const member: Expanded = { name: `${name}_${place.join('_')}`, value: one, type };
        extra.push(member);
        return castText(writer, type, bindToken(member.name));
      });
    });
    const order: string[] = [];
    return { sql: this.placed(template, this.numbers(extra.map(({ name }) => name)), order), order, extra };
  }

  /**
   * The text and values for one execution.
   * @param values by name; names that are missing have the statement's own values
   * @throws InvalidRequestError when a value is missing
   */
  bound(values: Readonly<Record<string, unknown>>): BoundStatement {
    if (!this.#postcompiled) return { sql: this.#text, positional: this.encoded(values) };
    const { sql, order, extra } = this.expanded(values);
    const members = new Map(extra.map((member) => [member.name, member]));
    const positional = order.map((name) => {
      const member = members.get(name);
      return member ? encoderOf(member.type, this.dialect)(member.value) : this.encoder(name)(values[name]);
    });
    return { sql, positional };
  }

  /** Values in the order of {@link order}, as the driver takes them: for a text in which no lists are written out. */
  encoded(values: Readonly<Record<string, unknown>>): readonly unknown[] {
    const ordered = (this.#ordered ??= this.#order.map((name) => ({ name, encode: this.encoder(name) })));
    return ordered.map(({ name, encode }) => encode(values[name]));
  }

  /** How values of a parameter become what the driver takes. */
  encoder(name: string): Encode {
    const known = this.#encoders.get(name);
    if (known) return known;
    const made = encoderOf((this.binds.get(name) as BindParameter).type, this.dialect);
    this.#encoders.set(name, made);
    return made;
  }

  /**
   * Values by name for one execution: the same record where it has them all.
   * @param given by name
   * @param own the statement's own values, where they are not those of {@link statement}
   * @throws InvalidRequestError when a value is missing
   */
  valuesFor(given: Readonly<Record<string, unknown>>, own: ((bind: BindParameter) => BindParameter) | null = null, group: number | null = null): Readonly<Record<string, unknown>> {
    if (this.#hasAll(given)) return given;
    const values: Record<string, unknown> = {};
    for (const [name, original] of this.binds) {
      const bind = own ? own(original) : original;
      if (name in given) values[name] = given[name];
      else if (bind.originalKey in given && !bind.unique) values[name] = given[bind.originalKey];
      else if (bind.required) {
        const where = group === null ? '' : `, in parameter group ${group}`;
        throw new InvalidRequestError(`A value is required for bind parameter '${bind.originalKey}'${where}`, 'cd3x');
      } else values[name] = bind.effectiveValue;
    }
    return values;
  }

  #hasAll(given: Readonly<Record<string, unknown>>): boolean {
    for (const name of this.binds.keys()) if (!(name in given)) return false;
    return true;
  }

  /** The numbers of `$n`: parameters as they were met, then the members of lists. */
  private numbers(members: readonly string[]): ReadonlyMap<string, number> {
    if (this.dialect.parameterStyle !== 'numeric_dollar') return new Map();
    const single = [...this.binds].filter(([, bind]) => !bind.expanding && !bind.literalExecute).map(([name]) => name);
    return new Map([...single, ...members].map((name, index) => [name, index + 1]));
  }

  /** Puts the driver's notation in the place of tokens. @param order receives the names in their order */
  private placed(template: string, numbers: ReadonlyMap<string, number>, order: string[]): string {
    const style = this.dialect.parameterStyle;
    if (style === 'numeric_dollar') {
      const used = new Set<string>();
      const text = template.replace(BIND_TOKENS, (_, name: string) => {
        used.add(name);
        return `$${numbers.get(name) ?? 0}`;
      });
      for (const name of numbers.keys()) if (used.has(name)) order.push(name);
      return text;
    }
    return template.replace(BIND_TOKENS, (_, name: string) => {
      order.push(name);
      if (style === 'qmark') return '?';
      if (style === 'format') return '%s';
      return style === 'named' ? `:${name}` : `%(${name})s`;
    });
  }
}
