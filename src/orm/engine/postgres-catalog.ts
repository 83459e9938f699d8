import type { Flow } from '../flow';
import { text } from '../sql/text-clause';
import { plainText } from '../values/plain-text';
import type { Connection } from './connection';
import type { Catalog, ReflectedCheck, ReflectedColumn, ReflectedForeignKey, ReflectedIndex, ReflectedKey, ReflectedUnique } from './inspector';
import { postgresTypeNamed } from './reflected-types';

/** Picks a table by name: in the search path, or in a schema. */
const TABLE =
  'SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ' +
  "WHERE c.relname = :table AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND " +
  "CASE WHEN CAST(:schema AS VARCHAR) IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog' ELSE n.nspname = CAST(:schema AS VARCHAR) END";

const ACTIONS: Readonly<Record<string, string>> = { r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' };

type Named = Readonly<Record<string, unknown>>;

/** Definitions in PostgreSQL, by its system catalogues. */
export class PostgresCatalog implements Catalog {
  constructor(private readonly connection: Connection) {}

  *#rows(sql: string, parameters: Named): Flow<readonly Named[]> {
    const result = yield* this.connection.execute(text(sql), parameters);
    return result.mappings().all().map((row) => row.toObject());
  }

  *columns(table: string, schema: string | null): Flow<readonly ReflectedColumn[]> {
    const labels = yield* this.#rows(
      'SELECT t.typname AS name, e.enumlabel AS label FROM pg_catalog.pg_type t JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid ORDER BY t.typname, e.enumsortorder',
      {},
    );
    const enums = new Map<string, string[]>();
    for (const { name, label } of labels) enums.set(plainText(name), [...(enums.get(plainText(name)) ?? []), plainText(label)]);
    const rows = yield* this.#rows(
      'SELECT a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null, a.attgenerated AS generated, a.attidentity AS identity, ' +
        'pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS given, pg_catalog.col_description(a.attrelid, a.attnum) AS comment, s.seqstart AS start, s.seqincrement AS increment, ' +
        '(SELECT pg_catalog.array_position(k.conkey, a.attnum) FROM pg_catalog.pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = \'p\') AS place ' +
        'FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum ' +
        "LEFT JOIN pg_catalog.pg_depend p ON p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND p.deptype = 'i' AND p.classid = CAST('pg_class' AS REGCLASS) " +
        'LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid ' +
        `WHERE a.attrelid = (${TABLE}) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
      { table, schema },
    );
    return rows.map((row): ReflectedColumn => {
      const given = row['given'] === null ? null : plainText(row['given']);
      const generated = plainText(row['generated']);
      const identity = plainText(row['identity']);
      return {
        name: plainText(row['name']),
        type: postgresTypeNamed(plainText(row['type']), enums),
        nullable: row['not_null'] === false,
        default: generated === '' ? given : null,
        primaryKey: Number(row['place'] ?? 0),
        autoincrement: identity !== '' || (given?.startsWith('nextval(') ?? false),
        comment: row['comment'] === null ? null : plainText(row['comment']),
        ...(generated === '' || given === null ? {} : { computed: { sqltext: given, persisted: generated === 's' } }),
        ...(identity === '' ? {} : { identity: { always: identity === 'a', start: Number(row['start'] ?? 1), increment: Number(row['increment'] ?? 1) } }),
      };
    });
  }

  /** The constraints of one kind, with the names of their columns in order. */
  *#constraints(kind: string, table: string, schema: string | null): Flow<readonly Named[]> {
    return yield* this.#rows(
      'SELECT k.conname AS name, pg_catalog.pg_get_constraintdef(k.oid, true) AS definition, k.confupdtype AS onupdate, k.confdeltype AS ondelete, ' +
        'rn.nspname AS referred_schema, rc.relname AS referred_table, pg_catalog.pg_table_is_visible(rc.oid) AS visible, ' +
        "(SELECT string_agg(a.attname, E'\\x01' ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns, " +
        "(SELECT string_agg(a.attname, E'\\x01' ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY AS u(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS referred_columns " +
        'FROM pg_catalog.pg_constraint k LEFT JOIN pg_catalog.pg_class rc ON rc.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace ' +
        `WHERE k.conrelid = (${TABLE}) AND k.contype = CAST(:kind AS "char") ORDER BY k.conname`,
      { table, schema, kind },
    );
  }

  *primaryKey(table: string, schema: string | null): Flow<ReflectedKey> {
    const [row] = yield* this.#constraints('p', table, schema);
    return { name: row ? plainText(row['name']) : null, constrainedColumns: row ? listed(row['columns']) : [] };
  }

  *foreignKeys(table: string, schema: string | null): Flow<readonly ReflectedForeignKey[]> {
    const rows = yield* this.#constraints('f', table, schema);
    return rows.map((row) => ({
      name: plainText(row['name']),
      constrainedColumns: listed(row['columns']),
      referredSchema: schema === null && row['visible'] === true ? null : plainText(row['referred_schema']),
      referredTable: plainText(row['referred_table']),
      referredColumns: listed(row['referred_columns']),
      options: Object.fromEntries(
        ['onupdate', 'ondelete'].flatMap((name) => {
          const action = ACTIONS[plainText(row[name])];
          return action === undefined ? [] : [[name, action]];
        }),
      ),
    }));
  }

  *indexes(table: string, schema: string | null): Flow<readonly ReflectedIndex[]> {
    const rows = yield* this.#rows(
      'SELECT i.relname AS name, x.indisunique AS unique, ' +
        "(SELECT string_agg(coalesce(a.attname, ''), E'\\x01' ORDER BY u.place) FROM unnest(x.indkey) WITH ORDINALITY AS u(number, place) LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.number AND u.number > 0) AS columns " +
        'FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid ' +
        `WHERE x.indrelid = (${TABLE}) AND NOT x.indisprimary AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = x.indexrelid AND k.conrelid = x.indrelid AND k.contype IN ('u', 'x')) ORDER BY i.relname`,
      { table, schema },
    );
    return rows.map((row) => ({ name: plainText(row['name']), unique: row['unique'] === true, columnNames: listed(row['columns']).map((name) => (name === '' ? null : name)) }));
  }

  *uniqueConstraints(table: string, schema: string | null): Flow<readonly ReflectedUnique[]> {
    const rows = yield* this.#constraints('u', table, schema);
    return rows.map((row) => ({ name: plainText(row['name']), columnNames: listed(row['columns']) }));
  }

  *checkConstraints(table: string, schema: string | null): Flow<readonly ReflectedCheck[]> {
    const rows = yield* this.#constraints('c', table, schema);
    return rows.map((row) => ({ name: plainText(row['name']), sqltext: /^CHECK \((.*)\)(?: NOT VALID)?$/s.exec(plainText(row['definition']))?.[1] ?? '' }));
  }

  *tableComment(table: string, schema: string | null): Flow<string | null> {
    const [row] = yield* this.#rows(`SELECT pg_catalog.obj_description((${TABLE}), 'pg_class') AS comment`, { table, schema });
    return row?.['comment'] === null || row === undefined ? null : plainText(row['comment']);
  }

  *#relations(kinds: string, schema: string | null): Flow<readonly string[]> {
    const rows = yield* this.#rows(
      'SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ' +
        `WHERE c.relkind IN (${kinds}) AND CASE WHEN CAST(:schema AS VARCHAR) IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema') ELSE n.nspname = CAST(:schema AS VARCHAR) END ORDER BY c.relname`,
      { schema },
    );
    return rows.map((row) => plainText(row['name']));
  }

  *tableNames(schema: string | null): Flow<readonly string[]> {
    return yield* this.#relations("'r', 'p'", schema);
  }

  *temporaryNames(kind: 'table' | 'view'): Flow<readonly string[]> {
    const rows = yield* this.#rows(`SELECT c.relname AS name FROM pg_catalog.pg_class c WHERE c.relkind = '${kind === 'table' ? 'r' : 'v'}' AND c.relpersistence = 't' AND pg_catalog.pg_table_is_visible(c.oid) ORDER BY 1`, {});
    return rows.map((row) => plainText(row['name']));
  }

  *viewNames(schema: string | null): Flow<readonly string[]> {
    return yield* this.#relations("'v'", schema);
  }

  *sequenceNames(schema: string | null): Flow<readonly string[]> {
    return yield* this.#relations("'S'", schema);
  }

  *viewDefinition(view: string, schema: string | null): Flow<string | null> {
    const [row] = yield* this.#rows(`SELECT pg_catalog.pg_get_viewdef((${TABLE})) AS definition`, { table: view, schema });
    return row === undefined || row['definition'] === null ? null : plainText(row['definition']);
  }

  *schemaNames(): Flow<readonly string[]> {
    const rows = yield* this.#rows("SELECT nspname AS name FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname", {});
    return rows.map((row) => plainText(row['name']));
  }
}

/** Names that were joined with a character that no name has. */
function listed(value: unknown): string[] {
  return typeof value === 'string' ? value.split('\u0001') : [];
}
