import { CompiledDdl, CompiledSql } from '../../../src/orm/compile';
import { postgresDialect } from '../../../src/orm/dialect/postgres';
import { Connection, type StatementParameters } from '../../../src/orm/engine/connection';
import { Dml } from '../../../src/orm/sql/dml';
import { asClause } from '../../../src/orm/sql/clause';
import { ColumnElement } from '../../../src/orm/sql/elements';
import { DdlElement } from '../../../src/orm/sql/ddl';
import { select } from '../../../src/orm/sql/select';
import { ormValue } from '../../../src/orm/values/host-values';

const asyncpg = postgresDialect();

/** The text and the values with which asyncpg would execute a statement; the error where it cannot be said for PostgreSQL. */
function textFor(given: unknown, parameters: StatementParameters): readonly [string, unknown] | null {
  const element = asClause(given);
  if (element instanceof DdlElement) return [new CompiledDdl(element, asyncpg).sql, []];
  if (!element) return null;
  const statement = element instanceof ColumnElement ? select(element) : element;
  const known = ormValue(parameters ?? null);
  const many = Array.isArray(known);
  const sets = (many ? known : known === null ? [] : [known]) as readonly Readonly<Record<string, unknown>>[];
  const compiled = new CompiledSql(statement, asyncpg, statement instanceof Dml ? { crud: { keys: Object.keys(sets[0] ?? {}), many } } : {});
  const bound = (sets.length === 0 ? [{}] : sets).map((set) => {
    const values: Record<string, unknown> = { ...compiled.valuesFor(set) };
    for (const { bindName, default: made } of compiled.prefetches) values[bindName] = made.valueFor({ currentParameters: values });
    return compiled.bound(values);
  });
  return [bound[0]?.sql ?? '', many ? bound.map(({ positional }) => positional) : (bound[0]?.positional ?? [])];
}

/** Collects what connections execute, as asyncpg would get it, until it is stopped. */
export class AsyncpgTexts {
  readonly texts: (readonly [string, unknown] | null)[] = [];
  readonly #spy: jest.SpyInstance;

  /** @param isPaused true while nothing counts */
  constructor(isPaused: () => boolean) {
    const { texts } = this;
    const execute = Object.getOwnPropertyDescriptor(Connection.prototype, 'execute')?.value as Connection['execute'];
    this.#spy = jest.spyOn(Connection.prototype, 'execute').mockImplementation(function (this: Connection, statement, parameters, options) {
      if (!isPaused()) {
        try {
          texts.push(textFor(statement, parameters));
        } catch {
          // What only SQLite can say has no text.
          texts.push(null);
        }
      }
      return Reflect.apply(execute, this, [statement, parameters, options]);
    });
  }

  stop(): void {
    this.#spy.mockRestore();
  }
}
