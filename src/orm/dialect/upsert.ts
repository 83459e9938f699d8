import type { ClauseElement } from '../sql/clause';
import { BindParameter } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import type { OnConflict } from '../sql/on-conflict';
import { keyOf } from '../sql/dml';
import type { Context } from '../compile/context';
import type { SqlCompiler } from '../compile/sql-compiler';

/** What the conflict is about, with a space in front; nothing for any conflict. */
function targetText(compiler: SqlCompiler, clause: OnConflict, context: Context): string {
  const { identifiers } = compiler;
  if (clause.constraint !== null) return ` ON CONSTRAINT ${identifiers.quote(clause.constraint)}`;
  if (!clause.elements) return '';
  const own: Context = { ...context, includeTable: false, useSchema: false };
  const elements = clause.elements.map((element) => (typeof element === 'string' ? identifiers.quote(element) : compiler.process(element, own)));
  const where = clause.where ? ` WHERE ${compiler.process(clause.where, own)}` : '';
  return ` (${elements.join(', ')})${where}`;
}

/** `column = value` for each that is set, in the order of the table. */
function setText(compiler: SqlCompiler, clause: OnConflict, table: FromClause, context: Context): string {
  const open = new Map((clause.set ?? []).map(([column, value]) => [keyOf(column), value]));
  const own: Context = { ...context, useSchema: false, upsertSet: true };
  const written = (name: string, value: ClauseElement, type: BindParameter['type'] | null): string => {
    const typed = value instanceof BindParameter && type && value.type.isNull ? value.withType(type) : value;
    return `${compiler.identifiers.quote(name)} = ${compiler.process(typed.selfGroup(), own)}`;
  };
  const known = table.c.items().flatMap(([key, column]) => {
    const value = open.get(key);
    if (!value) return [];
    open.delete(key);
    return [written(String(column.name), value, column.type)];
  });
  if (open.size > 0) {
    compiler.warn(`Additional column names not matching any column keys in table '${String(table.name)}': ${[...open.keys()].map((key) => `'${key}'`).join(', ')}`);
  }
  return [...known, ...[...open].map(([name, value]) => written(name, value, null))].join(', ');
}

/** ON CONFLICT, as SQLite and PostgreSQL have it. */
export function writeOnConflict(compiler: SqlCompiler, clause: OnConflict, table: FromClause, context: Context): string {
  const target = targetText(compiler, clause, context);
  if (!clause.set) return `ON CONFLICT${target} DO NOTHING`;
  const where = clause.updateWhere ? ` WHERE ${compiler.process(clause.updateWhere, { ...context, useSchema: false })}` : '';
  return `ON CONFLICT${target} DO UPDATE SET ${setText(compiler, clause, table, context)}${where}`;
}
