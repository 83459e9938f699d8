// Drizzle on sql.js and on PGlite.
import { and, asc, count, desc, eq, gt, inArray, like, sql } from 'drizzle-orm';
import { integer as pgInteger, pgTable, serial, text as pgText } from 'drizzle-orm/pg-core';
import { drizzle as drizzleOnPglite } from 'drizzle-orm/pglite';
import { drizzle } from 'drizzle-orm/sql-js';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const person = sqliteTable('person', { id: integer('id').primaryKey(), name: text('name').notNull(), fullname: text('fullname'), age: integer('age') });
const parent = sqliteTable('parent', { id: integer('id').primaryKey(), name: text('name').notNull() });
const child = sqliteTable('child', { id: integer('id').primaryKey(), title: text('title').notNull(), parentId: integer('parent_id').notNull() });

/** @param database an empty sql.js database that has the tables */
export async function contestant(database) {
  const db = drizzle(database);
  return {
    insert: async (rows) => {
      database.run('begin');
      for (let at = 0; at < rows.length; at += 5_000) db.insert(person).values(rows.slice(at, at + 5_000)).run();
      database.run('commit');
    },
    load: async () => db.select().from(person).all().length,
    joined: async () => {
      const parents = new Map();
      for (const row of db.select().from(parent).leftJoin(child, eq(child.parentId, parent.id)).orderBy(asc(parent.id)).all()) {
        let one = parents.get(row.parent.id);
        if (!one) parents.set(row.parent.id, (one = { ...row.parent, children: [] }));
        if (row.child) one.children.push(row.child);
      }
      return [...parents.values()].reduce((sum, { children }) => sum + children.length, 0);
    },
    selectin: async () => {
      const parents = db.select().from(parent).all().map((one) => ({ ...one, children: [] }));
      const byId = new Map(parents.map((one) => [one.id, one]));
      for (let at = 0; at < parents.length; at += 500) {
        for (const one of db.select().from(child).where(inArray(child.parentId, parents.slice(at, at + 500).map(({ id }) => id))).all()) byId.get(one.parentId).children.push(one);
      }
      return parents.reduce((sum, { children }) => sum + children.length, 0);
    },
    get: async (ids) => {
      for (const id of ids) db.select().from(person).where(eq(person.id, id)).get();
    },
    update: async (ids) => async () => {
      database.run('begin');
      for (const id of ids) db.update(person).set({ age: sql`${person.age} + 1` }).where(eq(person.id, id)).run();
      database.run('commit');
    },
    compile: (i) => db.select({ id: parent.id, name: parent.name, title: child.title, n: count(child.id) }).from(parent).innerJoin(child, eq(child.parentId, parent.id))
      .where(and(gt(parent.id, i), like(parent.name, 'a%'))).groupBy(parent.id, parent.name, child.title).orderBy(desc(parent.name)).limit(10).offset(i).toSQL().sql,
  };
}

const pgPerson = pgTable('person', { id: serial('id').primaryKey(), name: pgText('name').notNull(), fullname: pgText('fullname'), age: pgInteger('age') });

/** @param pglite a PGlite that has the tables */
export async function onPglite(pglite) {
  const db = drizzleOnPglite(pglite);
  return {
    insert: (rows) => db.transaction(async (tx) => {
      for (let at = 0; at < rows.length; at += 5_000) await tx.insert(pgPerson).values(rows.slice(at, at + 5_000));
    }),
    update: async (ids) => () => db.transaction(async (tx) => {
      for (const id of ids) await tx.update(pgPerson).set({ age: sql`${pgPerson.age} + 1` }).where(eq(pgPerson.id, id));
    }),
  };
}
