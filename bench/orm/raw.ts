import type { Database } from 'sql.js';
import { people, type Contestant } from './work';

/** What sql.js itself takes, with prepared statements and rows as objects. */
export function raw(database: Database): Contestant {
  const all = (sql: string): Record<string, unknown>[] => {
    const statement = database.prepare(sql);
    const rows: Record<string, unknown>[] = [];
    while (statement.step()) rows.push(statement.getAsObject());
    statement.free();
    return rows;
  };
  const nested = (): number => {
    const parents = new Map(all('select * from parent').map((row) => [row['id'], { ...row, children: [] as unknown[] }]));
    for (const child of all('select * from child')) parents.get(child['parent_id'])?.children.push(child);
    return [...parents.values()].reduce((sum, { children }) => sum + children.length, 0);
  };
  return {
    insert: () => {
      database.run('begin');
      const statement = database.prepare('insert into person (name, fullname, age) values (?, ?, ?)');
      for (const { name, fullname, age } of people) statement.run([name, fullname, age]);
      statement.free();
      database.run('commit');
      return Promise.resolve();
    },
    insertReturning: (rows) => {
      database.run('begin');
      const statement = database.prepare('insert into person (name, fullname, age) values (?, ?, ?) returning id');
      for (const { name, fullname, age } of rows) {
        statement.bind([name, fullname, age]);
        while (statement.step()) statement.get();
        statement.reset();
      }
      statement.free();
      database.run('commit');
      return Promise.resolve();
    },
    load: () => Promise.resolve(all('select * from person').length),
    joined: () => {
      const parents = new Map<unknown, { readonly id: unknown; readonly name: unknown; readonly children: object[] }>();
      for (const { id, name, child_id, title } of all('select p.id, p.name, c.id as child_id, c.title from parent p left join child c on c.parent_id = p.id')) {
        const parent = parents.get(id) ?? { id, name, children: [] };
        parents.set(id, parent);
        if (child_id !== null) parent.children.push({ id: child_id, title });
      }
      return Promise.resolve([...parents.values()].reduce((sum, { children }) => sum + children.length, 0));
    },
    selectin: () => Promise.resolve(nested()),
    get: (ids) => {
      const statement = database.prepare('select * from person where id = ?');
      for (const id of ids) {
        statement.bind([id]);
        if (statement.step()) statement.getAsObject();
        statement.reset();
      }
      statement.free();
      return Promise.resolve();
    },
    update: (ids) =>
      Promise.resolve(() => {
        database.run('begin');
        const statement = database.prepare('update person set age = age + 1 where id = ?');
        for (const id of ids) statement.run([id]);
        statement.free();
        database.run('commit');
        return Promise.resolve();
      }),
  };
}
