import { ArgumentError } from '../errors';
import { objectId } from '../values/object-address';
import { pythonRepr } from '../values/python-repr';
import { asClause, ClauseElement, type Structure } from './clause';
import { ColumnClause } from './column';
import { ColumnCollection } from './column-collection';
import { and_, BinaryExpression, ColumnElement, shortRepr } from './elements';
import { ormValue } from '../values/host-values';
import { canJoin, inferJoinCondition } from './join-condition';
import { GeneratedName, type Name } from './names';
import { operators, type Operator } from './operators';
import type { TypeEngine } from './types/type-engine';

/** A foreign key, as joins use it. */
export interface ForeignKeyLike {
  /** The column that refers. */
  readonly parent: ColumnElement;
  /** The constraint that it is part of: columns of one constraint are compared together. */
  readonly constraint: object | null;
  /** The column of `from` that it refers to; null when there is none. */
  referentIn(from: FromClause): ColumnElement | null;
}

/** Anything that can stand in FROM. */
export abstract class FromClause extends ClauseElement {
  /** Name by which its columns are addressed; null where they are not. */
  get name(): Name | null {
    return null;
  }

  get schema(): string | null {
    return null;
  }

  /** Its columns are written with its name in front. */
  get namedWithColumn(): boolean {
    return false;
  }

  /** As named in messages. */
  get description(): string {
    return String(this.name ?? `${this.constructor.name} object`);
  }

  abstract get c(): ColumnCollection;

  get columns(): ColumnCollection {
    return this.c;
  }

  get primaryKey(): readonly ColumnElement[] {
    return [];
  }

  get foreignKeys(): readonly ForeignKeyLike[] {
    return this.c.values().flatMap((column) => foreignKeysOf(column));
  }

  override get fromObjects(): readonly FromClause[] {
    return [this];
  }

  /** FROM elements that need not be listed where this one is: the sides of a join. */
  get hideFroms(): readonly FromClause[] {
    return [];
  }

  /** True when the rows come from `from`. */
  isDerivedFrom(from: FromClause): boolean {
    return this.identity === from.identity;
  }

  join(right: unknown, onclause: unknown = null, options: JoinOptions = {}): Join {
    return new Join(this, fromClause(right), onclause === null ? null : asCondition(onclause), options);
  }

  outerjoin(right: unknown, onclause: unknown = null, options: { readonly full?: boolean } = {}): Join {
    return this.join(right, onclause, { ...options, isouter: true });
  }

  alias(name: string | null = null): FromClause {
    return new Alias(this, name);
  }

  tablesample(sampling: ClauseElement | number, name: string | null = null, seed: ClauseElement | null = null): FromClause {
    return new TableSample(this, sampling, name, seed);
  }
}

/** The foreign keys of a column; only a table's columns and what presents them have any. */
export function foreignKeysOf(column: ColumnElement): readonly ForeignKeyLike[] {
  return 'foreignKeys' in column ? (column.foreignKeys as readonly ForeignKeyLike[]) : [];
}

function asCondition(given: unknown): ClauseElement {
  return and_(given);
}

/** @throws ArgumentError when the value is nothing that can stand in FROM */
export function fromClause(given: unknown): FromClause {
  const element = asClause(given);
  if (element instanceof FromClause) return element;
  if (element && 'subquery' in element && typeof element.subquery === 'function') {
    return (element as ClauseElement & { subquery(): FromClause }).subquery();
  }
  if (element?.kind === 'text' || element?.kind === 'function') return new TextFrom(element);
  const text = ormValue(given);
  if (typeof text === 'string') throw new ArgumentError(`Textual SQL expression ${shortRepr(text)} should be explicitly declared as text(${shortRepr(text)})`);
  throw new ArgumentError(`FROM expression, such as a Table or alias() object expected, got ${element ? element.repr() : pythonRepr(given)}.`);
}

/** Text or a function where a table is expected: what columns it has is not known. */
export class TextFrom extends FromClause {
  readonly kind = 'custom';

  constructor(readonly element: ClauseElement) {
    super();
  }

  get structure(): Structure {
    return elementStructure;
  }

  get c(): ColumnCollection {
    return new ColumnCollection([]);
  }
}

const tableStructure: Structure = [['identity', 'identity']];

/** A table, known by its name and schema. */
export abstract class NamedTable extends FromClause {
  readonly kind = 'table';

  constructor(
    readonly tableName: string,
    readonly tableSchema: string | null,
  ) {
    super();
  }

  get structure(): Structure {
    return tableStructure;
  }

  override get name(): string {
    return this.tableName;
  }

  override get schema(): string | null {
    return this.tableSchema;
  }

  override get namedWithColumn(): boolean {
    return true;
  }

  /** Name with the schema in front. */
  get fullname(): string {
    return this.tableSchema === null ? this.tableName : `${this.tableSchema}.${this.tableName}`;
  }

  override get description(): string {
    return this.fullname;
  }
}

/** Columns by their names, of a table that nobody has described further. */
export class TableClause extends NamedTable {
  readonly #columns = new ColumnCollection();

  constructor(name: string, columns: readonly ColumnClause[] = [], options: { readonly schema?: string | null } = {}) {
    super(name, options.schema ?? null);
    for (const column of columns) this.attach(column);
  }

  get c(): ColumnCollection {
    // An annotated copy has the columns of the table itself.
    return this.origin instanceof TableClause ? this.origin.c : this.#columns;
  }

  protected attach(column: ColumnClause): void {
    const own = column.rebuilt({ table: this });
    this.#columns.add(own.key ?? String(own.name), own);
  }
}

/** A table known by name only: `table('user', column('id'), column('name'))`. */
export function table(name: string, ...columns: readonly ColumnClause[]): TableClause {
  return new TableClause(name, columns);
}

export interface JoinOptions {
  readonly isouter?: boolean;
  readonly full?: boolean;
}

/** Two FROM elements side by side. */
export class Join extends FromClause {
  readonly kind = 'join';
  readonly left: FromClause;
  readonly right: FromClause;
  readonly onclause: ClauseElement;
  readonly isouter: boolean;
  readonly full: boolean;

  /** @throws NoForeignKeysError, AmbiguousForeignKeysError when no condition is given and none can be found */
  constructor(left: FromClause, right: FromClause, onclause: ClauseElement | null, options: JoinOptions = {}) {
    super();
    this.left = left;
    this.right = right instanceof Join ? new FromGrouping(right) : right;
    this.onclause = onclause ? onclause.selfGroup(operators.asBool) : inferJoinCondition(nearestSide(this.left, this.right), this.right);
    this.isouter = options.isouter ?? false;
    this.full = options.full ?? false;
  }

  get structure(): Structure {
    return joinStructure;
  }

  override get description(): string {
    return `Join object on ${this.left.description}(${objectId(this.left)}) and ${this.right.description}(${objectId(this.right)})`;
  }

  get c(): ColumnCollection {
    return this.memoized('c', () => {
      const columns = [...this.left.c, ...this.right.c];
      return new ColumnCollection(columns.map((column) => [String(column.tableQualifiedLabel ?? column.proxyKey ?? ''), column]));
    });
  }

  /** Columns of both keys, without those that the condition makes equal to another. */
  override get primaryKey(): readonly ColumnElement[] {
    const all = [...this.left.primaryKey, ...this.right.primaryKey];
    const equal = equalPairs(this.onclause);
    return all.filter((column, index) => !all.slice(0, index).some((earlier) => equal.some((pair) => pair.includes(column) && pair.includes(earlier))));
  }

  override get foreignKeys(): readonly ForeignKeyLike[] {
    return [...this.left.foreignKeys, ...this.right.foreignKeys];
  }

  override get fromObjects(): readonly FromClause[] {
    return [this, ...this.left.fromObjects, ...this.right.fromObjects, ...this.onclause.fromObjects];
  }

  override get hideFroms(): readonly FromClause[] {
    return [this.left, this.right].flatMap((side) => side.fromObjects);
  }

  override isDerivedFrom(from: FromClause): boolean {
    return super.isDerivedFrom(from) || this.left.isDerivedFrom(from) || this.right.isDerivedFrom(from);
  }

  override selfGroup(_against: Operator | null = null): ClauseElement {
    return new FromGrouping(this);
  }
}

/** Of a join on the left its last element, where that is enough. */
function nearestSide(left: FromClause, right: FromClause): FromClause {
  return left instanceof Join && canJoin(left.right, right) ? left.right : left;
}

const joinStructure: Structure = [
  ['left', 'element'],
  ['right', 'element'],
  ['onclause', 'element'],
  ['isouter', 'value'],
  ['full', 'value'],
];

function equalPairs(element: ClauseElement): (readonly ClauseElement[])[] {
  if (element instanceof BinaryExpression) return element.operator === operators.eq ? [[element.left, element.right]] : [];
  if ('clauses' in element) return (element.clauses as readonly ClauseElement[]).flatMap(equalPairs);
  return [];
}

/** A join in parentheses. */
export class FromGrouping extends FromClause {
  readonly kind = 'from_grouping';

  constructor(readonly element: FromClause) {
    super();
  }

  get structure(): Structure {
    return elementStructure;
  }

  override get description(): string {
    return this.element.description;
  }

  get c(): ColumnCollection {
    return this.element.c;
  }

  override get primaryKey(): readonly ColumnElement[] {
    return this.element.primaryKey;
  }

  override get fromObjects(): readonly FromClause[] {
    return this.element.fromObjects;
  }

  override get hideFroms(): readonly FromClause[] {
    return this.element.hideFroms;
  }

  override isDerivedFrom(from: FromClause): boolean {
    return this.element.isDerivedFrom(from);
  }
}

const elementStructure: Structure = [['element', 'element']];

/** What gives rows: a table, a SELECT, VALUES, a function. It can present its columns under another name. */
export interface RowSource extends ClauseElement {
  /** The columns by which `from` presents it. */
  proxyColumns(from: FromClause): Iterable<readonly [key: string, column: ColumnElement]>;
}

/** What `alias()`, `subquery()`, `cte()` and their kin have in common: rows of something else under a name. */
export abstract class AliasedRows extends FromClause {
  readonly aliasName: Name;

  constructor(
    readonly element: ClauseElement,
    name: string | GeneratedName | null,
  ) {
    super();
    this.aliasName = name ?? GeneratedName.of(this, stemOf(element));
  }

  override get name(): Name {
    return this.aliasName;
  }

  override get namedWithColumn(): boolean {
    return true;
  }

  override get description(): string {
    if (typeof this.aliasName === 'string') return this.aliasName;
    return this instanceof Alias && !(this instanceof Subquery) ? `Anonymous alias of ${this.element instanceof FromClause ? this.element.description : 'anon_1'}` : 'anon_1';
  }

  get c(): ColumnCollection {
    if (this.origin instanceof AliasedRows) return this.origin.c;
    return this.memoized('c', () => new ColumnCollection(this.proxies()));
  }

  override get primaryKey(): readonly ColumnElement[] {
    if (!(this.element instanceof FromClause)) return [];
    return this.element.primaryKey.flatMap((column) => this.c.corresponding(column) ?? []);
  }

  override isDerivedFrom(from: FromClause): boolean {
    return super.isDerivedFrom(from) || (this.element instanceof FromClause && this.element.isDerivedFrom(from));
  }

  protected proxies(): Iterable<readonly [string, ColumnElement]> {
    return proxyColumns(this.element, this);
  }
}

function stemOf(element: ClauseElement): string {
  if (!(element instanceof FromClause)) return 'anon';
  const { name } = element;
  if (name === null) return 'anon';
  return typeof name === 'string' ? name : name.parts.map((part) => (typeof part === 'string' ? part : part.stem)).join('');
}

/** The columns by which `from` presents the rows of `element`. */
export function proxyColumns(element: ClauseElement, from: FromClause): Iterable<readonly [string, ColumnElement]> {
  if ('proxyColumns' in element) return (element as RowSource).proxyColumns(from);
  if (!(element instanceof FromClause)) return [];
  const make = (name: Name, type: TypeEngine): ColumnClause => new ColumnClause(name, type);
  const joined = element instanceof Join || element instanceof FromGrouping;
  return element.c.items().map(([key, column]) => column.makeProxy(from, { name: joined ? key : null, key }, make));
}

/** A table or another FROM element under another name. */
export class Alias extends AliasedRows {
  readonly kind = 'alias';
  readonly aliasKind: 'alias' | 'subquery' | 'tablesample' | 'tableValued' = 'alias';
  readonly isLateral: boolean = false;

  get structure(): Structure {
    return aliasStructure;
  }
}

const aliasStructure: Structure = [
  ['element', 'element'],
  ['aliasName', 'name'],
  ['aliasKind', 'value'],
  ['isLateral', 'value'],
];

/** A SELECT in FROM, in parentheses and with a name. */
export class Subquery extends Alias {
  override readonly aliasKind = 'subquery' as const;

  override alias(name: string | null = null): FromClause {
    return new Subquery(this.element, name);
  }
}

/** A SELECT or function in FROM that may use the columns of those before it. */
export class Lateral extends Alias {
  override readonly aliasKind: 'subquery' | 'tableValued' = 'subquery';
  override readonly isLateral = true;
}

/** A part of a table's rows, chosen by the database. */
export class TableSample extends Alias {
  override readonly aliasKind = 'tablesample' as const;

  constructor(
    element: FromClause,
    readonly sampling: ClauseElement | number,
    name: string | null,
    readonly seed: ClauseElement | null,
  ) {
    super(element, name);
  }

  override get structure(): Structure {
    return sampleStructure;
  }
}

const sampleStructure: Structure = [...aliasStructure, ['seed', 'element'], ['sampling', 'value']];

/** How a CTE is written. */
export interface CteOptions {
  readonly recursive?: boolean;
  readonly nesting?: boolean;
  readonly prefixes?: readonly ClauseElement[];
  readonly suffixes?: readonly ClauseElement[];
}

/** A SELECT, or another statement with RETURNING, that can take part in UNION. */
interface Unionable extends ClauseElement {
  union(...others: readonly unknown[]): ClauseElement;
  unionAll(...others: readonly unknown[]): ClauseElement;
}

/** A statement in WITH. */
export class Cte extends AliasedRows {
  readonly kind = 'cte';
  readonly recursive: boolean;
  readonly nesting: boolean;
  readonly prefixes: readonly ClauseElement[];
  readonly suffixes: readonly ClauseElement[];
  /** The CTE that this one is another name for. */
  readonly cteAlias: Cte | null;
  /** The CTE that this one takes the place of, being its UNION with something. */
  readonly restates: Cte | null;

  constructor(element: ClauseElement, name: string | GeneratedName | null, options: CteOptions = {}, links: { readonly cteAlias?: Cte; readonly restates?: Cte } = {}) {
    super(element, name);
    this.recursive = options.recursive ?? false;
    this.nesting = options.nesting ?? false;
    this.prefixes = options.prefixes ?? [];
    this.suffixes = options.suffixes ?? [];
    this.cteAlias = links.cteAlias ?? null;
    this.restates = links.restates ?? null;
  }

  get structure(): Structure {
    return cteStructure;
  }

  override alias(name: string | null = null): Cte {
    return new Cte(this.element, name, this, { cteAlias: this });
  }

  /** The recursive part: `cte.union(select(…).where(… cte.c.id …))`. */
  union(...others: readonly unknown[]): Cte {
    return new Cte((this.element as Unionable).union(...others), this.aliasName, this, { restates: this });
  }

  unionAll(...others: readonly unknown[]): Cte {
    return new Cte((this.element as Unionable).unionAll(...others), this.aliasName, this, { restates: this });
  }

  /** The CTE that all its restatements go back to. */
  get reference(): Cte {
    return this.restates ? this.restates.reference : this.origin instanceof Cte ? this.origin : this;
  }
}

const cteStructure: Structure = [
  ['element', 'element'],
  ['aliasName', 'name'],
  ['recursive', 'value'],
  ['nesting', 'value'],
  ['prefixes', 'elements'],
  ['suffixes', 'elements'],
  ['cteAlias', 'element'],
  ['restates', 'identity'],
];
