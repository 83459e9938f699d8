// Kysely on sql.js and on PGlite.
import { Kysely, PGliteDialect } from 'kysely';
import { sqlJsDialect } from './sql-js-dialect.mjs';

function writer(db) {
  return {
    insert: (rows) => db.transaction().execute(async (trx) => {
      // SQLite takes 32,766 parameters, and PostgreSQL twice as many.
      for (let at = 0; at < rows.length; at += 5_000) await trx.insertInto('person').values(rows.slice(at, at + 5_000)).execute();
    }),
    update: async (ids) => () => db.transaction().execute(async (trx) => {
      for (const id of ids) await trx.updateTable('person').set((eb) => ({ age: eb('age', '+', 1) })).where('id', '=', id).execute();
    }),
  };
}

/** @param database an empty sql.js database that has the tables */
export async function contestant(database) {
  const db = new Kysely({ dialect: sqlJsDialect(database) });
  const joined = () => db.selectFrom('parent').leftJoin('child', 'child.parent_id', 'parent.id').select(['parent.id as id', 'parent.name as name', 'child.id as child_id', 'child.title as title']).orderBy('parent.id');
  return {
    ...writer(db),
    load: async () => (await db.selectFrom('person').selectAll().execute()).length,
    joined: async () => {
      const parents = new Map();
      for (const row of await joined().execute()) {
        let parent = parents.get(row.id);
        if (!parent) parents.set(row.id, (parent = { id: row.id, name: row.name, children: [] }));
        if (row.child_id !== null) parent.children.push({ id: row.child_id, title: row.title });
      }
      return [...parents.values()].reduce((sum, { children }) => sum + children.length, 0);
    },
    selectin: async () => {
      const parents = (await db.selectFrom('parent').selectAll().execute()).map((parent) => ({ ...parent, children: [] }));
      const byId = new Map(parents.map((parent) => [parent.id, parent]));
      for (let at = 0; at < parents.length; at += 500) {
        const ids = parents.slice(at, at + 500).map(({ id }) => id);
        for (const child of await db.selectFrom('child').selectAll().where('parent_id', 'in', ids).execute()) byId.get(child.parent_id).children.push(child);
      }
      return parents.reduce((sum, { children }) => sum + children.length, 0);
    },
    get: async (ids) => {
      for (const id of ids) await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
    },
    compile: (i) => db.selectFrom('parent').innerJoin('child', 'child.parent_id', 'parent.id').select(['parent.id', 'parent.name', 'child.title', (eb) => eb.fn.count('child.id').as('n')])
      .where('parent.id', '>', i).where('parent.name', 'like', 'a%').groupBy(['parent.id', 'parent.name', 'child.title']).orderBy('parent.name', 'desc').limit(10).offset(i).compile().sql,
  };
}

/** @param pglite a PGlite that has the tables */
export async function onPglite(pglite) {
  return writer(new Kysely({ dialect: new PGliteDialect({ pglite }) }));
}
