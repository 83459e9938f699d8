import { ArgumentError } from '../errors';
import { asClause, ClauseElement, type Compilation, type CompileRequest, type Structure } from '../sql/clause';
import { Dml } from '../sql/dml';
import type { Select } from '../sql/select';
import { SelectBase } from '../sql/selectable';
import { Text } from '../sql/text-clause';

/**
 * A statement of the program's own whose rows are read as the entities of a SELECT.
 * @see sqlalchemy.orm.FromStatement
 */
export class FromStatement extends ClauseElement {
  readonly kind = 'textual_select';

  constructor(
    readonly select: Select,
    /** What is executed: text, a SELECT or UNION, or a statement with RETURNING. */
    readonly statement: ClauseElement,
    private readonly settings: Readonly<Record<string, unknown>> = {},
  ) {
    super();
  }

  get structure(): Structure {
    return structure;
  }

  get executionSettings(): Readonly<Record<string, unknown>> {
    const own = 'executionSettings' in this.statement ? (this.statement.executionSettings as Readonly<Record<string, unknown>>) : {};
    return { ...own, ...this.select.executionSettings, ...this.settings };
  }

  executionOptions(options: Readonly<Record<string, unknown>>): FromStatement {
    return new FromStatement(this.select, this.statement, { ...this.settings, ...options });
  }

  options(...options: readonly object[]): FromStatement {
    return new FromStatement(this.select.options(...options), this.statement, this.settings);
  }

  override compile(request: CompileRequest = {}): Compilation {
    return this.statement.compile(request);
  }
}

const structure: Structure = [['statement', 'element']];

/** @throws ArgumentError for what gives no rows */
export function fromStatement(select: Select, given: unknown): FromStatement {
  const statement = asClause(given);
  if (statement instanceof SelectBase || statement instanceof Text || statement instanceof Dml) return new FromStatement(select, statement);
  throw new ArgumentError(`SELECT, textual SELECT, or DML with RETURNING expected for from_statement(), got ${String(given)}.`);
}
