import type { Dialect } from '../dialect/dialect';
import { defaultDialect } from '../dialect/default';
import { postgresDialect } from '../dialect/postgres';
import { setCompiler, type ClauseElement, type Compilation, type CompileRequest } from '../sql/clause';
import { remark } from '../remarks';
import { DdlElement } from '../sql/ddl';
import '../sql/element-repr';
import { setTypeWriter } from '../sql/types/type-engine';
import { CompiledSql } from './compiled';
import { CompiledDdl } from './ddl-compiler';
import { extended } from './extension';
import { typeText } from './type-compiler';

/** The dialect that texts without a dialect are written in. */
const stringDialect = defaultDialect({ postgresql: () => postgresDialect({ driver: 'psycopg' }) });

/** Writes any element: a statement, an expression, a definition. */
export function compile(element: ClauseElement, request: CompileRequest = {}): Compilation {
  const dialect = extended((request.dialect as Dialect | undefined) ?? stringDialect);
  if (element instanceof DdlElement) return new CompiledDdl(element, dialect);
  const compiled = new CompiledSql(element, dialect, request.literalBinds ? { literalBinds: true } : {});
  for (const warning of compiled.warnings) remark(warning);
  if (!request.renderPostcompile) return compiled;
  const { sql, order, extra } = compiled.expanded();
  const values = new Map(extra.map((member) => [member.name, member.value]));
  const params = Object.fromEntries(order.map((name) => [name, values.has(name) ? values.get(name) : compiled.params[name]]));
  return { sql, params, toString: () => sql };
}

setCompiler(compile);
setTypeWriter((type) => typeText(type, extended(stringDialect)));

export { CompiledDdl, CompiledSql };
