// TypeORM on sql.js, and on PGlite as a `pg` driver.
import 'reflect-metadata';
import { DataSource, EntitySchema, In } from 'typeorm';

const Person = new EntitySchema({ name: 'person', tableName: 'person', columns: { id: { type: Number, primary: true, generated: true }, name: { type: String }, fullname: { type: String, nullable: true }, age: { type: Number, nullable: true } } });
const Parent = new EntitySchema({ name: 'parent', tableName: 'parent', columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } }, relations: { children: { type: 'one-to-many', target: 'child', inverseSide: 'parent' } } });
const Child = new EntitySchema({ name: 'child', tableName: 'child', columns: { id: { type: Number, primary: true, generated: true }, title: { type: String } }, relations: { parent: { type: 'many-to-one', target: 'parent', joinColumn: { name: 'parent_id' }, inverseSide: 'children' } } });

function writer(people) {
  return {
    insert: async (rows) => { await people.save(rows.map((row) => people.create(row)), { chunk: 1_000 }); },
    update: async (ids) => {
      const found = await people.findBy({ id: In([...ids]) });
      return async () => {
        for (const one of found) one.age += 1;
        await people.save(found);
      };
    },
  };
}

/**
 * @param database a sql.js database that has the tables
 * @param driver sql.js itself
 */
export async function contestant(database, driver) {
  const source = new DataSource({ type: 'sqljs', driver, database: database.export(), entities: [Person, Parent, Child], synchronize: false });
  await source.initialize();
  const people = source.getRepository(Person);
  return {
    ...writer(people),
    load: async () => (await people.find()).length,
    joined: async () => (await source.getRepository(Parent).find({ relations: { children: true } })).reduce((sum, { children }) => sum + children.length, 0),
    selectin: null,
    get: async (ids) => {
      for (const id of ids) await people.findOneBy({ id });
    },
    compile: (i) => source.getRepository(Parent).createQueryBuilder('parent').innerJoin('parent.children', 'child').select(['parent.id', 'parent.name', 'child.title']).addSelect('COUNT(child.id)', 'n')
      .where('parent.id > :i AND parent.name LIKE :like', { i, like: 'a%' }).groupBy('parent.id').addGroupBy('parent.name').addGroupBy('child.title').orderBy('parent.name', 'DESC').limit(10).offset(i).getQuery(),
  };
}

/** What TypeORM uses of a pool of `pg`. */
const poolOf = (pglite) => class {
  on() {}
  end(done) { done?.(); }

  connect(done) {
    const client = {
      on() {}, removeListener() {},
      query: (sql, given, then) => {
        const [parameters, tell] = typeof given === 'function' ? [[], given] : [given ?? [], then];
        const answer = pglite.query(sql, parameters).then(({ rows, fields, affectedRows }) => ({ rows, fields, rowCount: affectedRows || rows.length, command: sql.slice(0, sql.indexOf(' ')).toUpperCase() }));
        if (!tell) return answer;
        return answer.then((result) => tell(null, result), tell);
      },
    };
    done(null, client, () => {});
  }
};

/** @param pglite a PGlite that has the tables */
export async function onPglite(pglite) {
  const source = new DataSource({ type: 'postgres', driver: { Pool: poolOf(pglite) }, entities: [Person, Parent, Child], synchronize: false });
  await source.initialize();
  return writer(source.getRepository(Person));
}
