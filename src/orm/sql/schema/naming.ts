import { InvalidRequestError } from '../../errors';
import type { Column } from './column';
import { ForeignKeyConstraint, type Constraint, type Index } from './constraints';
import type { Table } from './table';

/** Templates for names by kind of constraint, with `%(table_name)s` and so on; own tokens are functions. */
export type NamingConvention = Readonly<Record<string, string | ((constraint: Constraint | Index, table: Table) => string)>>;

/** What applies where nothing is said: only indexes get names. */
export const DEFAULT_NAMING: NamingConvention = { ix: 'ix_%(column_0_label)s' };

/**
 * The name that the convention gives to a constraint or index; null when it has none for its kind.
 * @throws InvalidRequestError when the template needs a name that was not given
 */
export function conventionalName(item: Constraint | Index, table: Table, convention: NamingConvention): string | null {
  const key = 'conventionKey' in item ? item.conventionKey : 'ix';
  const template = convention[key];
  if (typeof template !== 'string') return null;
  // A given name is used as it is, unless the template has a place for it.
  if (item.name !== null && !template.includes('%(constraint_name)s')) return null;
  if (item.name === null && template.includes('%(constraint_name)s')) return null;
  return template.replace(/%\((\w+)\)s/g, (_, token: string) => tokenText(token, item, table, convention));
}

function tokenText(token: string, item: Constraint | Index, table: Table, convention: NamingConvention): string {
  const own = convention[token];
  if (typeof own === 'function') return own(item, table);
  if (token === 'table_name') return table.name;
  if (token === 'constraint_name') return item.name ?? '';
  const referred = item instanceof ForeignKeyConstraint ? item.elements : [];
  if (token === 'referred_table_name') return referred[0]?.path.table ?? '';
  const [, whose, which, what] = /^(referred_)?column_(\d+|0_?N)_(name|label|key)$/.exec(token) ?? [];
  if (which === undefined || what === undefined) throw new InvalidRequestError(`Naming convention token '${token}' is not known`);
  const texts = whose ? referred.map((key) => key.path.column ?? '') : item.columns.map((column) => columnText(column, what, table));
  if (which.endsWith('N')) return texts.join(which.includes('_') ? '_' : '');
  return texts[Number(which)] ?? '';
}

function columnText(column: Column, what: string, table: Table): string {
  if (what === 'key') return column.key;
  return what === 'label' ? `${table.schema === null ? '' : `${table.schema}_`}${table.name}_${column.name}` : column.name;
}
