import { ArgumentError } from '../errors';
import { asClause, ClauseElement, type Structure } from './clause';
import { ColumnClause } from './column';
import { BindParameter, ColumnElement, Grouping } from './elements';
import type { FromClause } from './from-clause';
import { operators, type Operator } from './operators';
import { SelectBase } from './selectable';
import { TypeEngine } from './types/type-engine';
import type { Name } from './names';

/** `:name` that is no cast and not escaped. The character before it is the first group. */
export const BIND_PARAMETERS = /(^|[^:\w\\]):(\w+)(?!:)/g;

/** `\:name`, which stands for a colon. */
export const ESCAPED_COLONS = /\\(:[\w$]*)(?![:\w$])/g;

/** SQL text as the user wrote it. `:name` in it is a parameter. */
export class Text extends ClauseElement {
  readonly kind = 'text';
  readonly text: string;
  /** Its parameters by name. */
  readonly binds: ReadonlyMap<string, BindParameter>;
  readonly executionSettings: Readonly<Record<string, unknown>> = {};

  constructor(text: string) {
    super();
    this.text = text;
    const names = [...text.matchAll(BIND_PARAMETERS)].map((match) => match[2] ?? '');
    this.binds = new Map(names.map((name) => [name, new BindParameter(name, null, { required: true, unique: false })]));
  }

  get structure(): Structure {
    return textStructure;
  }

  /** Values or parameters for names in the text. @throws ArgumentError for a name that is not there */
  bindparams(...given: readonly (BindParameter | Readonly<Record<string, unknown>>)[]): this {
    const binds = new Map(this.binds);
    const replaced = (name: string): BindParameter => {
      const existing = binds.get(name);
      if (!existing) throw new ArgumentError(`This text() construct doesn't define a bound parameter named '${name}'`);
      return existing;
    };
    for (const one of given) {
      if (one instanceof BindParameter) {
        const name = one.originalKey;
        replaced(name);
        binds.set(name, one);
      } else for (const [name, value] of Object.entries(one)) binds.set(name, replaced(name).withValue(value));
    }
    return this.rebuilt({ binds });
  }

  /** The columns that the text gives: in order, or by name with their types. */
  columns(...given: readonly unknown[]): TextualSelect {
    const positional = given.flatMap((one) => asClause(one) ?? []).filter((element) => element instanceof ColumnElement);
    const named = given
      .filter((one) => asClause(one) === null)
      .flatMap((one) => Object.entries(one as Readonly<Record<string, TypeEngine | (new () => TypeEngine)>>));
    const columns = [
      ...positional,
      ...named.map(([name, type]) => new ColumnClause(name, type instanceof TypeEngine ? type : new type())),
    ];
    return new TextualSelect(this, columns, positional.length > 0 && named.length === 0);
  }

  executionOptions(options: Readonly<Record<string, unknown>>): this {
    return this.rebuilt({ executionSettings: { ...this.executionSettings, ...options } });
  }

  override selfGroup(against: Operator | null = null): ClauseElement {
    return against === operators.in ? new Grouping(this) : this;
  }
}

const textStructure: Structure = [
  ['text', 'value'],
  ['binds', 'binds'],
];

/** SQL text with its columns described, so that it can be used as a SELECT. */
export class TextualSelect extends SelectBase {
  readonly kind = 'textual_select';
  readonly executionSettings: Readonly<Record<string, unknown>> = {};

  constructor(
    readonly element: Text,
    readonly columnArguments: readonly ColumnElement[],
    /** The columns are in the order of the result; otherwise they are found by name. */
    readonly positional: boolean,
  ) {
    super();
  }

  get structure(): Structure {
    return textualSelectStructure;
  }

  get selectedColumns(): readonly ClauseElement[] {
    return this.columnArguments;
  }

  bindparams(...given: readonly (BindParameter | Readonly<Record<string, unknown>>)[]): this {
    return this.rebuilt({ element: this.element.bindparams(...given) });
  }

  executionOptions(options: Readonly<Record<string, unknown>>): this {
    return this.rebuilt({ executionSettings: { ...this.executionSettings, ...options } });
  }

  proxyColumns(from: FromClause): [string, ColumnElement][] {
    return this.columnArguments.map((column) =>
      column.makeProxy(from, { name: null, key: null }, (name: Name, type: TypeEngine) => new ColumnClause(name, type)),
    );
  }
}

const textualSelectStructure: Structure = [
  ['element', 'element'],
  ['columnArguments', 'elements'],
  ['positional', 'value'],
];

/** SQL text. `:name` is a parameter, `\:` a colon. */
export function text(sql: string): Text {
  return new Text(sql);
}

