import { CompileError } from '../errors';
import type { Dialect } from '../dialect/dialect';
import { asClause, type ClauseElement } from '../sql/clause';
import { ColumnClause } from '../sql/column';
import type { FromClause } from '../sql/from-clause';
import type { Column } from '../sql/schema/column';
import { CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint, type Constraint, type Index } from '../sql/schema/constraints';
import { Computed, DefaultClause, type Identity, type SequenceOptions } from '../sql/schema/defaults';
import { Enum } from '../sql/types/enum';
import { types } from '../sql/types/resolve';
import type { TypeEngine } from '../sql/types/type-engine';
import type { DdlRules } from './ddl-rules';
import { NameRegistry } from './name-registry';
import { SqlCompiler } from './sql-compiler';
import { typeText } from './type-compiler';

/** SQL inside a definition: values are written out, columns without their table. */
export function ddlExpression(element: string | ClauseElement, dialect: Dialect): string {
  if (typeof element === 'string') return dialect.identifiers.text(element);
  return new SqlCompiler(dialect, { literalBinds: true }).process(element, { includeTable: false, literalBinds: true });
}

/** What DEFAULT says; null for none. */
export function defaultText(column: Column, dialect: Dialect): string | null {
  const given = column.serverDefault;
  if (!(given instanceof DefaultClause)) return null;
  if (typeof given.argument === 'string') return new SqlCompiler(dialect).literalValue(given.argument, types.string);
  return new SqlCompiler(dialect, { literalBinds: true }).process(given.argument, { literalBinds: true });
}

/** The options of a sequence or an identity column, each with a space in front. */
export function sequenceText(options: SequenceOptions): string {
  const parts = [
    options.increment === undefined || options.increment === null ? null : `INCREMENT BY ${options.increment}`,
    options.start === undefined || options.start === null ? null : `START WITH ${options.start}`,
    options.minvalue === undefined || options.minvalue === null ? null : `MINVALUE ${options.minvalue}`,
    options.maxvalue === undefined || options.maxvalue === null ? null : `MAXVALUE ${options.maxvalue}`,
    options.nominvalue ? 'NO MINVALUE' : null,
    options.nomaxvalue ? 'NO MAXVALUE' : null,
    options.cache === undefined || options.cache === null ? null : `CACHE ${options.cache}`,
    options.cycle === undefined || options.cycle === null ? null : options.cycle ? 'CYCLE' : 'NO CYCLE',
  ];
  return parts.filter((part) => part !== null).join(' ');
}

export function computedText(computed: Computed, dialect: Dialect): string {
  const storage = computed.persisted === null ? '' : computed.persisted ? ' STORED' : ' VIRTUAL';
  return `GENERATED ALWAYS AS (${ddlExpression(computed.sqltext, dialect)})${storage}`;
}

export function identityText(identity: Identity): string {
  const options = sequenceText(identity.options);
  return `GENERATED ${identity.always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${options === '' ? '' : ` (${options})`}`;
}

/** `name TYPE DEFAULT … NOT NULL`. */
function columnText(column: Column, dialect: Dialect): string {
  const parts = [dialect.identifiers.quote(column.name), typeText(column.type, dialect)];
  const given = defaultText(column, dialect);
  if (given !== null) parts.push(`DEFAULT ${given}`);
  if (column.computed) parts.push(computedText(column.computed, dialect));
  if (column.identityOptions && dialect.supportsIdentityColumns) parts.push(identityText(column.identityOptions));
  if (!column.nullable && !(column.identityOptions && dialect.supportsIdentityColumns)) parts.push('NOT NULL');
  return parts.join(' ');
}

/** The name of a constraint or an index; those made by a convention are shortened where they are too long. */
export function constraintName(item: Constraint | Index, dialect: Dialect): string | null {
  if (item.name === null) return null;
  const name = item.nameIsConventional ? new NameRegistry(dialect.maxIdentifierLength + 6).shorten(item.name, 'alias') : item.name;
  if (name.length > dialect.maxIdentifierLength) throw new CompileError(`Identifier '${name}' exceeds maximum length of ${dialect.maxIdentifierLength} characters`);
  return dialect.identifiers.quote(name);
}

/** `CONSTRAINT name `, or nothing. */
function preamble(constraint: Constraint, dialect: Dialect): string {
  const name = constraintName(constraint, dialect);
  return name === null ? '' : `CONSTRAINT ${name} `;
}

const ACTIONS = /^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$/i;
const ACTIONS_WITH_COLUMNS = /^(?:RESTRICT|CASCADE|SET (?:NULL|DEFAULT)(?:\s*\(.+\))?|NO ACTION)$/i;
const INITIALLY = /^(?:DEFERRED|IMMEDIATE)$/i;

/** @throws CompileError when the words are none that may stand there */
function phrase(text: string, allowed: RegExp): string {
  if (!allowed.test(text)) throw new CompileError(`Unexpected SQL phrase: '${text}' (matching against '${allowed.source}')`);
  return text;
}

function deferrability(constraint: Constraint): string {
  const deferrable = constraint.deferrable === null ? '' : constraint.deferrable ? ' DEFERRABLE' : ' NOT DEFERRABLE';
  return `${deferrable}${constraint.initially === null ? '' : ` INITIALLY ${phrase(constraint.initially, INITIALLY)}`}`;
}

function foreignKeyText(constraint: ForeignKeyConstraint, dialect: Dialect): string {
  const { identifiers } = dialect;
  const own = constraint.elements.map((element) => identifiers.quote(element.parent.name)).join(', ');
  const referred = constraint.elements.map((element) => identifiers.quote(element.column.name)).join(', ');
  const table = constraint.referredTable;
  const match = constraint.match === null ? '' : ` MATCH ${constraint.match}`;
  const actions = dialect.name === 'postgresql' ? ACTIONS_WITH_COLUMNS : ACTIONS;
  const onDelete = constraint.ondelete === null ? '' : ` ON DELETE ${phrase(constraint.ondelete, actions)}`;
  const onUpdate = constraint.onupdate === null ? '' : ` ON UPDATE ${phrase(constraint.onupdate, ACTIONS)}`;
  return `FOREIGN KEY(${own}) REFERENCES ${identifiers.table(table.name, table.schema)} (${referred})${match}${onDelete}${onUpdate}`;
}

/** A constraint as CREATE TABLE has it; null for one that says nothing. */
export function constraintText(constraint: Constraint, dialect: Dialect): string | null {
  const columns = (): string => constraint.columns.map((column) => dialect.identifiers.quote(column.name)).join(', ');
  const name = preamble(constraint, dialect);
  const end = deferrability(constraint);
  if (constraint instanceof PrimaryKeyConstraint) return constraint.columns.length === 0 ? null : `${name}PRIMARY KEY (${columns()})${end}`;
  if (constraint instanceof UniqueConstraint) return constraint.columns.length === 0 ? null : `${name}UNIQUE (${columns()})${end}`;
  if (constraint instanceof ForeignKeyConstraint) return `${name}${foreignKeyText(constraint, dialect)}${end}`;
  if (constraint instanceof CheckConstraint && constraint.boundType && isNative(constraint.boundType, dialect)) return null;
  if (constraint instanceof CheckConstraint) return `${name}CHECK (${ddlExpression(constraint.sqltext, dialect)})${end}`;
  throw new CompileError(`cannot write the constraint ${constraint.repr()}`);
}

/** The database has such a type itself, and needs no CHECK. */
function isNative(type: TypeEngine, dialect: Dialect): boolean {
  return type instanceof Enum ? type.nativeEnum && dialect.supportsNativeEnum : dialect.supportsNativeBoolean;
}

/** What an index is on, in parentheses. */
export function indexExpressions(index: Index, dialect: Dialect, operators: Readonly<Record<string, string>> = {}): string {
  return index.expressions
    .map((expression) => {
      const grouped = expression instanceof ColumnClause ? expression : expression.selfGroup();
      const operator = expression instanceof ColumnClause ? operators[String(expression.key)] : undefined;
      return `${ddlExpression(grouped, dialect)}${operator === undefined ? '' : ` ${operator}`}`;
    })
    .join(', ');
}

/** The name of an index, with the schema of its table where it is asked for. @throws CompileError when it has none */
export function indexName(index: Index, dialect: Dialect, withSchema: boolean, verb: 'CREATE' | 'DROP'): string {
  const name = constraintName(index, dialect);
  if (name === null) throw new CompileError(`${verb} INDEX requires that the index have a name`);
  const schema = index.table?.schema ?? null;
  return withSchema && schema !== null ? `${dialect.identifiers.quote(schema)}.${name}` : name;
}

function createIndexText(index: Index, ifNotExists: boolean, dialect: Dialect): string {
  const { table } = index;
  if (!table) throw new CompileError(`Index '${index.name ?? 'None'}' is not associated with any table.`);
  const unique = index.unique ? 'UNIQUE ' : '';
  const name = indexName(index, dialect, false, 'CREATE');
  const where = index.dialectOptions[`${dialect.name}Where`];
  const clause = typeof where === 'string' ? where : asClause(where);
  const condition = clause === null ? '' : ` WHERE ${ddlExpression(clause, dialect)}`;
  return `CREATE ${unique}INDEX ${ifNotExists ? 'IF NOT EXISTS ' : ''}${name} ON ${tableText(table, dialect)} (${indexExpressions(index, dialect)})${condition}`;
}

/** A table's name with its schema. */
export function tableText(table: FromClause, dialect: Dialect): string {
  return dialect.identifiers.table(String(table.name), table.schema);
}

/** How definitions are written where no dialect says otherwise. */
export const defaultDdl: DdlRules = {
  column: columnText,
  constraint: constraintText,
  createIndex: createIndexText,
  afterTable: () => '',
};
