import { CompiledSql } from '../../orm/compile';
import type { Dialect } from '../../orm/dialect/dialect';
import { Engine } from '../../orm/engine/engine';
import type { ClauseElement, Compilation } from '../../orm/sql/clause';
import { asFlag, asRecord } from './arguments';
import type { Binder } from './bind';
import { methods } from './rows';

/** What `compile()` gives: the text and its parameters. */
export class Compiled {
  constructor(
    readonly compilation: Compilation,
    readonly statement: ClauseElement,
    readonly dialect: Dialect | null,
  ) {}
}

/**
 * Compiles a statement for the dialect of an engine, for a dialect, or for none.
 * @param options `compile_kwargs={"literal_binds": True}`
 */
export function toCompiled(statement: ClauseElement, given: unknown, options: Readonly<Record<string, unknown>>): Compiled {
  const bound = given as { readonly dialect: Dialect } | Dialect | null;
  const dialect = !bound ? null : bound instanceof Engine || 'dialect' in bound ? (bound as { dialect: Dialect }).dialect : bound;
  const request = { ...(dialect ? { dialect } : {}), literalBinds: asFlag(options['literal_binds']), renderPostcompile: asFlag(options['render_postcompile']) };
  return new Compiled(statement.compile(request), statement, dialect);
}

/** Binds what `compile()` gives. */
export function bindCompiled(binder: Binder): void {
  binder.class<Compiled>({
    name: 'SQLCompiler',
    module: 'sqlalchemy.sql.compiler',
    of: Compiled,
    attributes: {
      params: (self) => asRecord(self.compilation.params),
      string: (self) => self.compilation.toString(),
      statement: (self) => self.statement,
      dialect: (self) => self.dialect,
      positiontup: (self) => (self.compilation instanceof CompiledSql && /^(?:qmark|format|numeric)/.test(self.compilation.dialect.parameterStyle) ? Object.keys(self.compilation.params) : null),
      bind_names: (self) => (self.compilation instanceof CompiledSql ? new Map([...self.compilation.binds].map(([name, bind]) => [bind, name])) : null),
      binds: (self) => (self.compilation instanceof CompiledSql ? Object.fromEntries(self.compilation.binds) : null),
      is_subquery: () => false,
    },
    methods: methods<Compiled>()({ 'construct_params(params=None)': (self, params) => ({ ...asRecord(self.compilation.params), ...asRecord(params) }) }),
    str: (self) => self.compilation.toString(),
  });
}
