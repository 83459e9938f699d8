import type { Database } from '../../src/databases/database';
import { createEngine, func, int, joinedload, makeBase, many, one, select, selectinload, Session, str, type Engine } from '../../src/orm';
import { CompiledCache } from '../../src/orm/engine/compiled-cache';
import { CompiledSql } from '../../src/orm/compile';
import type { Contestant } from './work';

const Base = makeBase();
const Person = Base.table('person', { id: int().pk(), name: str(), fullname: str().null(), age: int().null() });
const Parent = Base.table('parent', { id: int().pk(), name: str(), children: () => many(Child, 'parent') });
const Child = Base.table('child', { id: int().pk(), title: str(), parentId: int('parent_id').fk('parent.id'), parent: () => one(Parent, 'children') });

/** This ORM, on one of its own embedded databases. */
export function ours(address: string, database: Database): Contestant {
  const engine: Engine = createEngine(address, {}, { database: () => database });
  const withSession = async <T>(work: (session: Session) => T | Promise<T>): Promise<T> => {
    const session = new Session(engine);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  };
  const children = async (option: typeof joinedload): Promise<number> =>
    withSession(async (session) => (await session.scalars(select(Parent).options(option(Parent.children)))).unique().all().reduce((sum, parent) => sum + parent.children.length, 0));
  const medium = (i: number) =>
    select(Parent.id, Parent.name, Child.title, func.count(Child.id).label('n')).join(Parent.children).where(Parent.id.gt(i), Parent.name.like('a%')).groupBy(Parent.id, Parent.name, Child.title)
      .orderBy(Parent.name.desc()).limit(10).offset(i); // prettier-ignore
  const cache = new CompiledCache(engine.dialect, () => 0);
  return {
    insert: (rows) =>
      withSession(async (session) => {
        session.addAll(rows.map((row) => new Person(row)));
        await session.commit();
      }),
    load: () => withSession(async (session) => (await session.scalars(select(Person))).all().length),
    joined: () => children(joinedload),
    selectin: () => children(selectinload),
    get: (ids) =>
      withSession(async (session) => {
        for (const id of ids) await session.get(Person, id);
      }),
    getAgain: async (ids) => {
      const session = new Session(engine);
      const held = (await session.scalars(select(Person))).all();
      return async () => {
        for (const id of ids) await session.get(Person, id);
        if (held.length < ids.length) throw new Error('not all were in memory');
      };
    },
    update: async (ids) => {
      const session = new Session(engine);
      const found = (await session.scalars(select(Person).where(Person.id.in_(ids)))).all();
      return async () => {
        for (const person of found) person.age = (person.age ?? 0) + 1;
        await session.commit();
        await session.close();
      };
    },
    compile: (i) => new CompiledSql(medium(i), engine.dialect, { linting: true }).sql,
    compileAgain: (i) => cache.compile(medium(i), { linting: true }).compiled.sql,
  };
}
