import type { Flow } from '../flow';
import { plainText } from '../values/plain-text';
import type { Catalog, ReflectedCheck, ReflectedColumn, ReflectedForeignKey, ReflectedIndex, ReflectedKey, ReflectedUnique } from './inspector';
import type { Connection } from './connection';
import { pragmaName, tablePragma } from './existence';
import { sqliteTypeNamed } from './reflected-types';

/** A name in a definition, without its quotes. */
const NAME = String.raw`(?:"(?:[^"]|"")+"|\[[^\]]+\]|` + '`[^`]+`' + String.raw`|\w+)`;

const unquoted = (name: string): string => (/^["[`]/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name);

/** Definitions in SQLite, by its PRAGMAs and the text of CREATE TABLE. The statements are SQLAlchemy's. */
export class SqliteCatalog implements Catalog {
  /** Columns that were read: other questions need them too. */
  readonly #known = new Map<string, readonly ReflectedColumn[]>();

  readonly #texts = new Map<string, string>();

  constructor(private readonly connection: Connection) {}

  /** The text of the table's definition; null when there is none. */
  *#definition(table: string, schema: string | null): Flow<string | null> {
    const place = schema === null ? '' : `${pragmaName(schema)}.`;
    const source = schema === null ? '(SELECT * FROM sqlite_master UNION ALL   SELECT * FROM sqlite_temp_master)' : `${place}sqlite_master`;
    const result = yield* this.connection.execDriverSql(`SELECT sql FROM  ${source} WHERE name = ? AND type in ('table', 'view')`, [table]);
    const text = result.scalar();
    return typeof text === 'string' ? text : null;
  }

  *columns(table: string, schema: string | null): Flow<readonly ReflectedColumn[]> {
    const key = `${schema ?? ''}.${table}`;
    const columns = this.#known.get(key) ?? (yield* this.#read(table, schema));
    this.#known.set(key, columns);
    return columns;
  }

  *#read(table: string, schema: string | null): Flow<readonly ReflectedColumn[]> {
    const rows = yield* tablePragma(this.connection, 'table_xinfo', table, schema);
    const generated = rows.some((row) => row[6] === 2 || row[6] === 3);
    const text = generated ? ((yield* this.#definition(table, schema)) ?? '') : '';
    return rows.flatMap((row): ReflectedColumn[] => {
      const [, name, type, notNull, given, key, hidden] = row;
      if (hidden === 1) return [];
      const column = plainText(name);
      const expression = hidden === 2 || hidden === 3 ? generatedExpression(text, column) : null;
      return [
        {
          name: column,
          type: sqliteTypeNamed(plainText(type)),
          nullable: notNull === 0,
          default: given === null ? null : plainText(given),
          primaryKey: Number(key),
          ...(expression === null ? {} : { computed: { sqltext: expression, persisted: hidden === 3 } }),
        },
      ];
    });
  }

  *primaryKey(table: string, schema: string | null): Flow<ReflectedKey> {
    const text = yield* this.#definition(table, schema);
    const name = text === null ? null : (new RegExp(String.raw`CONSTRAINT\s+(${NAME})\s+PRIMARY\s+KEY`, 'i').exec(text)?.[1] ?? null);
    const columns = yield* this.columns(table, schema);
    const keyed = columns.filter(({ primaryKey }) => primaryKey > 0).sort((left, right) => left.primaryKey - right.primaryKey);
    return { name: name === null ? null : unquoted(name), constrainedColumns: keyed.map((column) => column.name) };
  }

  *foreignKeys(table: string, schema: string | null): Flow<readonly ReflectedForeignKey[]> {
    const rows = yield* tablePragma(this.connection, 'foreign_key_list', table, schema);
    const text = yield* this.#definition(table, schema);
    const keys = new Map<unknown, ReflectedForeignKey>();
    for (const [id, , referred, from, to, onUpdate, onDelete] of rows) {
      const known = keys.get(id);
      const actions = [['onupdate', onUpdate], ['ondelete', onDelete]] as const; // prettier-ignore
      const options = Object.fromEntries(actions.filter(([, action]) => action !== 'NO ACTION' && action !== null).map(([name, action]) => [name, plainText(action)]));
      keys.set(id, {
        name: null,
        constrainedColumns: [...(known?.constrainedColumns ?? []), plainText(from)],
        referredSchema: schema,
        referredTable: plainText(referred),
        referredColumns: [...(known?.referredColumns ?? []), plainText(to ?? from)],
        options: known?.options ?? options,
      });
    }
    return [...keys.values()].reverse().map((key) => ({ ...key, name: text === null ? null : foreignKeyName(text, key) }));
  }

  indexes(table: string, schema: string | null): Flow<readonly ReflectedIndex[]> {
    return this.#indexes(table, schema, false);
  }

  /** @param automatic those too that SQLite made for constraints */
  *#indexes(table: string, schema: string | null, automatic: boolean): Flow<readonly ReflectedIndex[]> {
    const listed = yield* tablePragma(this.connection, 'index_list', table, schema);
    const rows = listed.filter((row) => automatic || !plainText(row[1]).startsWith('sqlite_autoindex'));
    // SQLAlchemy looks whether the table is there at all when it has no index.
    if (rows.length === 0) yield* tablePragma(this.connection, 'table_info', table, schema);
    const found: ReflectedIndex[] = [];
    for (const row of rows) {
      const name = plainText(row[1]);
      const where = row[4] === 1 ? yield* this.#predicate(name, schema) : null;
      const columns = yield* tablePragma(this.connection, 'index_info', name, schema);
      const columnNames = columns.map((column) => (column[2] === null ? null : plainText(column[2])));
      if (columnNames.every((column) => column !== null)) found.push({ name, unique: row[2] === 1, columnNames, ...(where === null ? {} : { where }) });
    }
    return found.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /** The condition of a partial index. */
  *#predicate(index: string, schema: string | null): Flow<string | null> {
    const place = schema === null ? '' : `${pragmaName(schema)}.`;
    const result = yield* this.connection.execDriverSql(`SELECT sql FROM ${place}sqlite_master WHERE name = ? AND type = 'index'`, [index]);
    return /\)\s+where\s+(.+)/i.exec(plainText(result.scalar()))?.[1] ?? null;
  }

  /** The text of the table's definition, which constraints are read from one after the other. */
  *#constraintText(table: string, schema: string | null): Flow<string> {
    const key = `${schema ?? ''}.${table}`;
    const text = this.#texts.get(key) ?? (yield* this.#definition(table, schema)) ?? '';
    this.#texts.set(key, text);
    return text;
  }

  *uniqueConstraints(table: string, schema: string | null): Flow<readonly ReflectedUnique[]> {
    const automatic = (yield* this.#indexes(table, schema, true)).filter(({ name, unique }) => unique && name.startsWith('sqlite_autoindex'));
    const text = yield* this.#constraintText(table, schema);
    const named = [...text.matchAll(new RegExp(String.raw`(?:CONSTRAINT\s+(${NAME})\s+)?UNIQUE\s*\(([^)]+)\)`, 'gi'))].map((match) => ({
      name: match[1] === undefined ? null : unquoted(match[1]),
      columnNames: (match[2] ?? '').split(',').map((name) => unquoted(name.trim())),
    }));
    const inline = [...text.matchAll(/(?:(".+?")|[[`]?([a-z0-9_]+)[\]`]?)[\t ]+[a-z0-9_]+(?:\([^)]*\))?(?:[\t ]+[a-z0-9_]+)*?[\t ]+UNIQUE/gi)].map((match) => ({ name: null, columnNames: [unquoted(match[1] ?? match[2] ?? '')] }));
    const open = new Set(automatic.map(({ columnNames }) => columnNames.join()));
    // What is left is the primary key's.
    return [...named, ...inline].filter(({ columnNames }) => open.delete(columnNames.join()));
  }

  *checkConstraints(table: string, schema: string | null): Flow<readonly ReflectedCheck[]> {
    const text = yield* this.#constraintText(table, schema);
    const starts = [...text.matchAll(new RegExp(String.raw`(?:CONSTRAINT\s+(${NAME})\s+)?CHECK\s*\(`, 'gi'))];
    const found = starts.map((match) => ({ name: match[1] === undefined ? null : unquoted(match[1]), sqltext: inParentheses(text, match.index + match[0].length).trim() }));
    return found.sort((left, right) => ((left.name ?? '~') < (right.name ?? '~') ? -1 : (left.name ?? '~') > (right.name ?? '~') ? 1 : 0));
  }

  // eslint-disable-next-line require-yield -- SQLite has no comments: nothing is asked.
  *tableComment(): Flow<null> {
    return null;
  }

  *tableNames(schema: string | null): Flow<readonly string[]> {
    return yield* this.#names('table', schema);
  }

  *viewNames(schema: string | null): Flow<readonly string[]> {
    return yield* this.#names('view', schema);
  }

  *#names(kind: 'table' | 'view', schema: string | null): Flow<readonly string[]> {
    return yield* this.#namesIn(kind, schema === null ? 'sqlite_master' : `${pragmaName(schema)}.sqlite_master`);
  }

  *#namesIn(kind: 'table' | 'view', source: string): Flow<readonly string[]> {
    const result = yield* this.connection.execDriverSql(`SELECT name FROM ${source} WHERE type='${kind}' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name`);
    return result.scalars().all().map(plainText);
  }

  temporaryNames(kind: 'table' | 'view'): Flow<readonly string[]> {
    return this.#namesIn(kind, 'sqlite_temp_master');
  }

  *viewDefinition(view: string, schema: string | null): Flow<string | null> {
    return yield* this.#definition(view, schema);
  }

  *schemaNames(): Flow<readonly string[]> {
    const result = yield* this.connection.execDriverSql('PRAGMA database_list');
    return result.all().map((row) => plainText(row._get(1))).filter((name) => name !== 'temp'); // prettier-ignore
  }

  // eslint-disable-next-line require-yield -- SQLite has no sequences: nothing is asked.
  *sequenceNames(): Flow<readonly string[]> {
    return [];
  }
}

/** The name that the definition gives to a foreign key. */
function foreignKeyName(text: string, key: ReflectedForeignKey): string | null {
  const pattern = new RegExp(String.raw`CONSTRAINT\s+(${NAME})\s+FOREIGN\s+KEY\s*\(([^)]+)\)\s*REFERENCES\s+(${NAME})`, 'gi');
  for (const match of text.matchAll(pattern)) {
    const columns = (match[2] ?? '').split(',').map((name) => unquoted(name.trim()));
    if (columns.join() === key.constrainedColumns.join() && unquoted(match[3] ?? '') === key.referredTable) return unquoted(match[1] ?? '');
  }
  return null;
}

/** The expression of a generated column in the text of its table. */
function generatedExpression(text: string, column: string): string {
  const start = new RegExp(String.raw`["[` + '`' + String.raw`]?${column.replace(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`)}["\]` + '`' + String.raw`]?\s[^,]*?GENERATED\s+ALWAYS\s+AS\s*\(`, 'i').exec(text);
  return start ? inParentheses(text, start.index + start[0].length) : '';
}

/** What stands from `start` to the parenthesis that closes it. */
function inParentheses(text: string, start: number): string {
  let depth = 1;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')' && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
