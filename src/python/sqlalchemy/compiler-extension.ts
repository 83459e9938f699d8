import type { CompilerExtension } from '../../orm/compile/extension';
import { NOWHERE, type Context, type ResultColumn } from '../../orm/compile/context';
import { CompiledDdl, definitionText } from '../../orm/compile/ddl-compiler';
import { SqlCompiler } from '../../orm/compile/sql-compiler';
import { ownTypeText, typeText } from '../../orm/compile/type-compiler';
import type { Dialect } from '../../orm/dialect/dialect';
import { CompileError, UnsupportedCompilationError } from '../../orm/errors';
import { asClause, type ClauseElement } from '../../orm/sql/clause';
import { DdlElement } from '../../orm/sql/ddl';
import type { Column } from '../../orm/sql/schema/column';
import { Table } from '../../orm/sql/schema/table';
import { types } from '../../orm/sql/types/resolve';
import { TypeEngine } from '../../orm/sql/types/type-engine';
import { define } from '../native/define';
import { PyObject, PyType, type Value } from '../objects/object';
import { asFlag, asText } from './arguments';
import { typeError } from '../objects/exceptions';
import type { Binder } from './bind';
import { OwnColumn, OwnDefinition, OwnFunction, OwnStatement } from './own-constructs';
import { methods } from './rows';

/** Where an element stands, as it goes through `**kw` of a program's functions. */
class Place {
  constructor(readonly context: Context) {}
}

/** What a program's function is given to write elements with. */
class ElementWriter {
  constructor(
    readonly compiler: SqlCompiler,
    readonly statement: ClauseElement | null,
  ) {}
}

class DefinitionWriter {
  constructor(readonly dialect: Dialect) {}
}

class TypeWriter {
  constructor(readonly dialect: Dialect) {}
}

/** A method `visit_…` of a compiler: writes what it gets in the dialect's own way. */
class Visit {
  constructor(readonly apply: (given: readonly unknown[], keywords: Readonly<Record<string, unknown>>) => unknown) {}
}

/** How identifiers are written, as programs know it. */
class Identifiers {
  constructor(readonly dialect: Dialect) {}
}

/** What a place is called in keywords. */
const words: readonly (readonly [word: string, field: keyof Context])[] = [
  ['asfrom', 'asfrom'],
  ['literal_binds', 'literalBinds'],
  ['include_table', 'includeTable'],
  ['within_columns_clause', 'withinColumns'],
];

function keywordsOf(context: Context): Record<string, unknown> {
  const said = words.flatMap(([word, field]) => (context[field] === undefined ? [] : [[word, context[field]] as const]));
  return { ...Object.fromEntries(said), _place: new Place(context) };
}

/** The place that keywords tell of, which the program may have changed. */
function contextOf(keywords: Readonly<Record<string, unknown>>): Context {
  const { _place: place } = keywords;
  const base = place instanceof Place ? place.context : NOWHERE;
  const changes = words.flatMap(([word, field]) => (word in keywords && keywords[word] !== null ? [[field, asFlag(keywords[word])] as const] : []));
  return changes.length === 0 ? base : { ...base, ...Object.fromEntries(changes) };
}

/** The module of a compiler's class, for messages. */
function moduleOf(dialect: Dialect): string {
  return dialect.name === 'default' ? 'sqlalchemy.sql.compiler' : `sqlalchemy.dialects.${dialect.name}.base`;
}

/** What a program writes in a way of its own: `@compiles(Class, 'dialect')`. */
export class ProgramCompiler implements CompilerExtension {
  readonly #writers = new Map<PyType, Map<string, Value>>();
  #active = false;

  constructor(private readonly binder: Binder) {}

  /** The program has constructs of its own. Until then nothing is asked of it. */
  activate(): void {
    this.#active = true;
    this.binder.extension = this;
  }

  /** `@compiles(cls, *dialects)` */
  add(cls: PyType, dialects: readonly string[], writer: Value): void {
    const known = this.#writers.get(cls) ?? new Map<string, Value>();
    for (const name of dialects.length === 0 ? ['default'] : dialects) known.set(name, writer);
    this.#writers.set(cls, known);
    this.activate();
  }

  remove(cls: PyType): void {
    this.#writers.delete(cls);
  }

  element(element: ClauseElement, compiler: SqlCompiler, context: Context): string | null {
    const writer = this.#writerFor(element, compiler.dialect, element instanceof OwnColumn || element instanceof OwnStatement || element instanceof OwnFunction);
    if (writer === null) return null;
    const { addResult } = context;
    if (!addResult) return this.#written(writer, element, new ElementWriter(compiler, element), keywordsOf(context));
    const added: ResultColumn[] = [];
    const text = this.#written(writer, element, new ElementWriter(compiler, element), { ...keywordsOf({ ...context, addResult: (column) => { added.push(column); } }), add_to_result_map: true });
    for (const column of added.length > 0 ? added : [{ key: null, name: null, targets: [element], type: types.null }]) addResult(column);
    return text;
  }

  definition(element: DdlElement, dialect: Dialect): string | null {
    const writer = this.#writerFor(element, dialect, element instanceof OwnDefinition);
    return writer === null ? null : this.#written(writer, element, new DefinitionWriter(dialect), {});
  }

  type(type: TypeEngine, dialect: Dialect): string | null {
    const writer = this.#writerFor(type, dialect, false);
    return writer === null ? null : this.#written(writer, type, new TypeWriter(dialect), {});
  }

  /**
   * The function for an object's class, or for the nearest above it that has any.
   * @param required the dialect has no way of its own
   * @throws UnsupportedCompilationError
   */
  #writerFor(host: object, dialect: Dialect, required: boolean): Value {
    if (!this.#active) return null;
    const shown = this.binder.bridge.toPython(host);
    if (!(shown instanceof PyObject)) return null;
    for (const cls of shown.cls.mro) {
      const found = this.#writers.get(cls);
      if (!found) continue;
      const writer = found.get(dialect.name) ?? found.get('default');
      if (writer !== undefined) return writer;
      if (!required) return null;
      throw this.#unsupported(shown.cls, dialect, `: ${label(shown.cls)} construct has no default compilation handler.`);
    }
    if (!required || shown.cls.mro.some(({ name, module }) => name === 'Function' && module === 'sqlalchemy.sql.functions')) return null;
    throw this.#unsupported(shown.cls, dialect, '');
  }

  #unsupported(cls: PyType, dialect: Dialect, reason: string): CompileError {
    return new UnsupportedCompilationError(`Compiler <${moduleOf(dialect)}.${dialect.compilerName} object at 0x7f5c0d9e3a10> can't render element of type ${label(cls)}${reason}`, 'l7de');
  }

  #written(writer: Value, host: object, compiler: object, keywords: Readonly<Record<string, unknown>>): string {
    const { bridge } = this.binder;
    const named = new Map(Object.entries(keywords).map(([name, value]) => [name, bridge.toPython(value)] as const));
    return asText(bridge.runtime.callNow(writer, [bridge.toPython(host), bridge.toPython(compiler)], named));
  }
}

function label(cls: PyType): string {
  return `<class '${cls.module}.${cls.qualname}'>`;
}

function literalWriter(dialect: Dialect): SqlCompiler {
  return new SqlCompiler(dialect, { literalBinds: true });
}

/** @throws Raised AttributeError where it is no element */
function elementOf(given: unknown): ClauseElement {
  const element = asClause(given);
  if (element === null) throw typeError('expected a clause element');
  return element;
}

/** Binds what programs' functions are given, and gives the names of `sqlalchemy.ext.compiler`. */
export function bindCompilerExtension(binder: Binder): { readonly compiler: ProgramCompiler; readonly names: Readonly<Record<string, Value>>; readonly classes: Readonly<Record<string, Value>> } {
  const extension = new ProgramCompiler(binder);
  const compiler = binder.class<ElementWriter>({
    name: 'SQLCompiler',
    module: 'sqlalchemy.sql.compiler',
    of: ElementWriter,
    attributes: {
      dialect: (self) => self.compiler.dialect,
      preparer: (self) => new Identifiers(self.compiler.dialect),
      statement: (self) => self.statement,
      sql_compiler: (self) => self,
      type_compiler: (self) => new TypeWriter(self.compiler.dialect),
      type_compiler_instance: (self) => new TypeWriter(self.compiler.dialect),
    },
    attribute: (self, name) => (name.startsWith('visit_') ? new Visit(([element], keywords) => self.compiler.written(elementOf(element), contextOf(keywords))) : undefined),
    methods: methods<ElementWriter>()({
      'process(obj, **kwargs)': (self, element, keywords) => self.compiler.process(elementOf(element), contextOf(keywords)),
      'render_literal_value(value, type_)': (self, value, type) => self.compiler.literalValue(value, type as TypeEngine),
    }),
  });
  const definitions = binder.class<DefinitionWriter>({
    name: 'DDLCompiler',
    module: 'sqlalchemy.sql.compiler',
    of: DefinitionWriter,
    attributes: {
      dialect: (self) => self.dialect,
      preparer: (self) => new Identifiers(self.dialect),
      sql_compiler: (self) => new ElementWriter(literalWriter(self.dialect), null),
      type_compiler: (self) => new TypeWriter(self.dialect),
      type_compiler_instance: (self) => new TypeWriter(self.dialect),
    },
    attribute: (self, name) => (name.startsWith('visit_') ? new Visit(([element]) => definitionText((element as DdlElement).action, self.dialect)) : undefined),
    methods: methods<DefinitionWriter>()({
      'process(obj, **kwargs)': (self, element) => (element instanceof DdlElement ? new CompiledDdl(element, self.dialect).sql : literalWriter(self.dialect).process(elementOf(element))),
      'get_column_specification(column, **kwargs)': (self, column) => self.dialect.ddl.column(column as Column, self.dialect),
    }),
  });
  const typesOf = binder.class<TypeWriter>({
    name: 'GenericTypeCompiler',
    module: 'sqlalchemy.sql.compiler',
    of: TypeWriter,
    attributes: { dialect: (self) => self.dialect },
    attribute: (self, name) => (name.startsWith('visit_') ? new Visit(([type]) => ownTypeText(type as TypeEngine, self.dialect)) : undefined),
    methods: methods<TypeWriter>()({ 'process(type_, **kw)': (self, type) => typeText(type as TypeEngine, self.dialect) }),
  });
  const identifiers = binder.class<Identifiers>({
    name: 'IdentifierPreparer',
    module: 'sqlalchemy.sql.compiler',
    of: Identifiers,
    methods: methods<Identifiers>()({
      'quote(ident, force=None)': (self, name) => self.dialect.identifiers.quote(asText(name)),
      'quote_identifier(value)': (self, name) => self.dialect.identifiers.quoted(asText(name)),
      'quote_schema(schema, force=None)': (self, name) => self.dialect.identifiers.quote(asText(name)),
      'format_table(table, use_schema=True, name=None)': (self, table) => self.dialect.identifiers.table((table as Table).name, (table as Table).schema),
      'format_column(column, use_table=False, name=None, table_name=None)': (self, column, withTable) =>
        `${asFlag(withTable) && (column as Column).table ? `${self.dialect.identifiers.quote((column as Column).table?.name ?? '')}.` : ''}${self.dialect.identifiers.quote((column as Column).name)}`,
      'format_schema(name)': (self, name) => self.dialect.identifiers.quote(asText(name)),
    }),
  });
  binder.class<Visit>({ name: 'method', module: 'builtins', of: Visit, call: (self, given, keywords) => self.apply(given, keywords) });
  binder.class<Place>({ name: 'dict', module: 'builtins', of: Place });
  const names = {
    compiles: define('compiles(class_, *specs)', (cls, specs) => {
      const dialects = binder.bridge.toOrm(specs) as readonly unknown[];
      return define('decorate(fn, /)', (writer) => {
        if (cls instanceof PyType) extension.add(cls, dialects.map(asText), writer);
        return writer;
      });
    }, 'sqlalchemy.ext.compiler'),
    deregister: define('deregister(class_)', (cls) => {
      if (cls instanceof PyType) extension.remove(cls);
      return null;
    }, 'sqlalchemy.ext.compiler'),
  };
  return { compiler: extension, names, classes: { SQLCompiler: compiler.type, DDLCompiler: definitions.type, TypeCompiler: typesOf.type, IdentifierPreparer: identifiers.type, Compiled: compiler.type } };
}
