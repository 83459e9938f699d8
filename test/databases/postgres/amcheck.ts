import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { archivedFile } from '../../../build/postgres/sessions/side-module.mjs';
import { runSync } from '../../../src/databases/flow';
import type { PostgresDatabase } from '../../../src/databases/postgres/postgres-database';

const archive = path.join(path.dirname(createRequire(__filename).resolve('@electric-sql/pglite')), 'amcheck.tar.gz');

/** What PostgreSQL's amcheck makes of all tables and B-trees of a database: how many there are, and what is wrong with them. */
export function amcheck(database: PostgresDatabase): { readonly tables: number; readonly indexes: number; readonly findings: readonly string[] } {
  const connection = database.connect();
  const rows = (sql: string, parameters: (string | Uint8Array)[] = []): readonly (readonly unknown[])[] => runSync(connection.execute(sql, parameters)).rows;
  // The library is none of the program's parts: a large object takes it to where libraries are.
  rows('select lo_from_bytea(4711, $1)', [archivedFile(readFileSync(archive), 'lib/postgresql/amcheck.so')]);
  rows("select lo_export(4711, '/pglite/lib/postgresql/amcheck.so')");
  rows('select lo_unlink(4711)');
  rows('create schema amcheck');
  rows("create function amcheck.bt_index_check(regclass, bool) returns void language c as '$libdir/amcheck', 'bt_index_check'");
  rows(`create function amcheck.verify_heapam(regclass, bool, bool, text, int8, int8, out blkno int8, out offnum int, out attnum int, out msg text)
    returns setof record language c as '$libdir/amcheck', 'verify_heapam'`);
  const indexes = rows("select c.oid::regclass::text from pg_class c join pg_am a on a.oid = c.relam where c.relkind = 'i' and a.amname = 'btree' and c.relpersistence <> 't'");
  const tables = rows("select oid::regclass::text from pg_class where relkind in ('r', 't', 'm') and relpersistence <> 't'");
  const findings: string[] = [];
  for (const [index] of indexes) {
    try {
      rows(`select amcheck.bt_index_check($1::text::regclass, true)`, [String(index)]);
    } catch (error) {
      findings.push(`${String(index)}: ${String(error)}`);
    }
  }
  for (const [table] of tables) {
    const found = rows("select blkno, offnum, msg from amcheck.verify_heapam($1::text::regclass, false, true, 'none', null, null)", [String(table)]);
    findings.push(...found.map((finding) => `${String(table)}: ${finding.join(' ')}`));
  }
  connection.close();
  return { tables: tables.length, indexes: indexes.length, findings };
}
