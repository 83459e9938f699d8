import type { Structure } from './clause';
import { ColumnElement, qualifiedLabel, type ProxyRequest } from './elements';
import type { ForeignKeyLike, FromClause } from './from-clause';
import type { Name } from './names';
import { types } from './types/resolve';
import type { TypeEngine } from './types/type-engine';

/** A column by name: of a table, of an alias, of a subquery, or of nothing (`column('x')`). */
export class ColumnClause<T = unknown> extends ColumnElement<T> {
  readonly kind = 'column';
  readonly table: FromClause | null = null;
  readonly columnName: Name;
  readonly columnKey: string | null = null;
  readonly primaryKey: boolean = false;
  readonly foreignKeys: readonly ForeignKeyLike[] = [];
  protected readonly ownType: TypeEngine;

  constructor(
    name: Name,
    type: TypeEngine = types.null,
    /** The name is SQL text and is written as it is. */
    readonly isLiteral: boolean = false,
  ) {
    super();
    this.columnName = name;
    this.ownType = type;
  }

  get structure(): Structure {
    return columnStructure;
  }

  get type(): TypeEngine {
    return this.ownType;
  }

  override get name(): Name {
    return this.columnName;
  }

  override get key(): string | null {
    return this.columnKey ?? (typeof this.columnName === 'string' ? this.columnName : null);
  }

  override get nonAnonLabel(): Name | null {
    return this.columnName;
  }

  override get tableQualifiedLabel(): Name | null {
    return this.memoized('tableQualifiedLabel', () => {
      const { table } = this;
      if (this.isLiteral) return null;
      if (!table?.namedWithColumn || table.name === null) return this.columnName;
      const schema = table.schema;
      const label = qualifiedLabel(schema === null ? table.name : `${schema.replaceAll('.', '_')}_${String(table.name)}`, this.columnName);
      if (typeof label !== 'string') return label;
      // A column of the table itself may have this very name.
      let unique = label;
      for (let counter = 1; table.c.has(unique); counter++) unique = `${label}_${counter}`;
      return unique;
    });
  }

  override get fromObjects(): readonly FromClause[] {
    return this.table ? [this.table] : [];
  }

  protected override get bindName(): string | null {
    return this.key;
  }

  override makeProxy(from: FromClause, request: ProxyRequest): [key: string, proxy: ColumnClause] {
    const [key, proxy] = super.makeProxy(from, request, (name, type) => new ColumnClause(name, type));
    const linked = proxy.rebuilt({ primaryKey: this.primaryKey });
    const foreignKeys = this.foreignKeys.map((foreignKey) => new ProxiedForeignKey(linked, foreignKey));
    return [key, Object.assign(linked, { foreignKeys })];
  }

  override rebuilt(changes: Readonly<Record<string, unknown>>): this {
    const { key, name, type, ...rest } = changes;
    return super.rebuilt({
      ...rest,
      ...(key === undefined ? {} : { columnKey: key }),
      ...(name === undefined ? {} : { columnName: name }),
      ...(type === undefined ? {} : { ownType: type }),
    });
  }
}

const columnStructure: Structure = [
  ['columnName', 'name'],
  ['table', 'element'],
  ['type', 'type'],
  ['isLiteral', 'value'],
];

/** The foreign key of a column, seen through an alias or a subquery. */
class ProxiedForeignKey implements ForeignKeyLike {
  constructor(
    readonly parent: ColumnElement,
    private readonly original: ForeignKeyLike,
  ) {}

  get constraint(): object | null {
    return this.original.constraint;
  }

  referentIn(from: FromClause): ColumnElement | null {
    return this.original.referentIn(from);
  }
}

/** A column that belongs to no table. */
export function column<T = unknown>(name: string, type: TypeEngine<T> | null = null): ColumnClause<T> {
  return new ColumnClause<T>(name, type ?? types.null);
}

/** SQL text as an expression, written as it is. */
export function literalColumn<T = unknown>(text: string, type: TypeEngine<T> | null = null): ColumnClause<T> {
  return new ColumnClause<T>(text, type ?? types.null, true);
}
