// MikroORM on sql.js, by Kysely's dialect for it, and on PGlite.
import { EntitySchema, MikroORM, raw } from '@mikro-orm/core';
import { PgliteDriver } from '@mikro-orm/pglite';
import { SqliteDriver } from '@mikro-orm/sql';
import { sqlJsDialect } from './sql-js-dialect.mjs';

class Person {}
class Parent {}
class Child {}

const id = { type: 'integer', primary: true };
const personSchema = new EntitySchema({ class: Person, tableName: 'person', properties: { id, name: { type: 'text' }, fullname: { type: 'text', nullable: true }, age: { type: 'integer', nullable: true } } });
const parentSchema = new EntitySchema({ class: Parent, tableName: 'parent', properties: { id, name: { type: 'text' }, children: { kind: '1:m', entity: () => Child, mappedBy: 'parent' } } });
const childSchema = new EntitySchema({ class: Child, tableName: 'child', properties: { id, title: { type: 'text' }, parent: { kind: 'm:1', entity: () => Parent, fieldName: 'parent_id', inversedBy: 'children' } } });

const entities = [personSchema, parentSchema, childSchema];

function writer(orm) {
  return {
    insert: async (rows) => {
      const em = orm.em.fork();
      for (const row of rows) em.create(Person, row);
      await em.flush();
    },
    update: async (ids) => {
      const em = orm.em.fork();
      const found = await em.find(Person, { id: { $in: [...ids] } });
      return async () => {
        for (const one of found) one.age += 1;
        await em.flush();
      };
    },
  };
}

/** @param database a sql.js database that has the tables */
export async function contestant(database) {
  const orm = await MikroORM.init({ driver: SqliteDriver, dbName: ':memory:', driverOptions: sqlJsDialect(database), entities });
  const children = async (strategy) => (await orm.em.fork().find(Parent, {}, { populate: ['children'], strategy })).reduce((sum, parent) => sum + parent.children.length, 0);
  return {
    ...writer(orm),
    load: async () => (await orm.em.fork().find(Person, {})).length,
    joined: () => children('joined'),
    selectin: () => children('select-in'),
    get: async (ids) => {
      const em = orm.em.fork();
      for (const id of ids) await em.findOne(Person, id);
    },
    getAgain: async (ids) => {
      const em = orm.em.fork();
      await em.find(Person, {});
      return async () => {
        for (const id of ids) await em.findOne(Person, id);
      };
    },
    compile: (i) => orm.em.fork().createQueryBuilder(Parent, 'p').select(['p.id', 'p.name', 'c.title', raw('count(c.id) as n')]).join('p.children', 'c')
      .where({ id: { $gt: i }, name: { $like: 'a%' } }).groupBy(['p.id', 'p.name', 'c.title']).orderBy({ name: 'desc' }).limit(10).offset(i).getQuery(),
  };
}

/** @param pglite a PGlite that has the tables */
export async function onPglite(pglite) {
  return writer(await MikroORM.init({ driver: PgliteDriver, dbName: 'memory://', driverOptions: { pglite }, entities }));
}
