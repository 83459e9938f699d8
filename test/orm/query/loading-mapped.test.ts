import { createAll } from '../../../src/orm/engine/table-definitions';
import { runSync } from '../../../src/orm/flow';
import type { RelationshipOptions } from '../../../src/orm/map/relationship';
import { Registry } from '../../../src/orm/map/registry';
import { stateOrNull } from '../../../src/orm/map/state';
import { joinedload, lazyload, Load, selectinload, selectinPolymorphic, subqueryload, undeferGroup, withExpression } from '../../../src/orm/query/load-options';
import type { DynamicCollection, WriteOnlyCollection } from '../../../src/orm/query/unloaded-collections';
import { withPolymorphic } from '../../../src/orm/query/aliased';
import { Session } from '../../../src/orm/session/session';
import { callFunction } from '../../../src/orm/sql/functions';
import { and_, null_ } from '../../../src/orm/sql/elements';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKeyConstraint } from '../../../src/orm/sql/schema/constraints';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { MetaData } from '../../../src/orm/sql/schema/metadata';
import { Table } from '../../../src/orm/sql/schema/table';
import { select } from '../../../src/orm/sql/select';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { beginning, bench, type Bench } from '../engine/open';
import { mapped, related, type Entity, type TestClass } from '../map/models';
import { column as c, entity as e, relation as r } from './program';

const id = (): Column => new Column('id', Integer, { primaryKey: true });

/** Everything on one line. */
function sqlOf(made: Bench): string[] {
  const found = made.statements.filter(([, parameters]) => parameters !== null).map(([text, parameters]) => `${text.replace(/\s+/g, ' ').trim()} ${JSON.stringify(parameters)}`);
  made.statements.length = 0;
  return found;
}

const loaded = (entity: Entity, key: string): boolean => stateOrNull(entity)?.values.has(key) ?? false;

let made: Bench;
let session: Session;

beforeAll(async () => {
  made = await bench('sqlite://', { echo: false });
});

/** Makes the tables and rows of a model, each table with a name of its own. */
function prepare(metadata: MetaData, rows: readonly (readonly [string, readonly (readonly unknown[])[]])[]): void {
  beginning(made.engine, (connection) => createAll(connection, metadata));
  beginning(made.engine, function* (connection) {
    for (const [sql, sets] of rows) yield* connection.execDriverSql(sql, sets);
  });
}

beforeEach(() => {
  session = new Session(made.engine);
  made.statements.length = 0;
});

afterEach(() => {
  runSync(session.close());
});

const all = (statement: unknown, options: Record<string, unknown> = {}): Entity[] => runSync(session.scalars(statement, null, { executionOptions: options })).unique().all() as Entity[];

describe('relationships that the mapping loads eagerly', () => {
  const model = (name: string, players: RelationshipOptions, badge: RelationshipOptions, team: RelationshipOptions = {}) => {
    const metadata = new MetaData();
    const registry = new Registry({ metadata });
    const teams = new Table(`team${name}`, metadata, id());
    const playerTable = new Table(`player${name}`, metadata, id(), new Column('team_id', new ForeignKey(`team${name}.id`)));
    const badges = new Table(`badge${name}`, metadata, id(), new Column('team_id', new ForeignKey(`team${name}.id`)));
    const Team: TestClass = mapped(registry, 'Team', teams, { players: related('Player', { backPopulates: 'team', ...players }), badge: related('Badge', { backPopulates: 'team', uselist: false, ...badge }) });
    const Player = mapped(registry, 'Player', playerTable, { team: related('Team', { backPopulates: 'players', ...team }) });
    const Badge = mapped(registry, 'Badge', badges, { team: related('Team', { backPopulates: 'badge' }) });
    prepare(metadata, [[`INSERT INTO team${name} VALUES (?)`, [[1], [2]]], [`INSERT INTO player${name} VALUES (?, ?)`, [[1, 1], [2, 1]]], [`INSERT INTO badge${name} VALUES (?, ?)`, [[1, 1]]]]);
    made.statements.length = 0;
    return { Team, Player, Badge };
  };

  test('joined and select-in, and lazyload of all', () => {
    const { Team } = model('1', { lazy: 'selectin' }, { lazy: 'joined' });
    const teams = all(select(e(Team)).orderBy(c(Team, 'id')));
    expect(teams.map((team) => [(team['players'] as Entity[]).length, (team['badge'] as Entity | null)?.['id'] ?? null])).toEqual([[2, 1], [0, null]]);
    expect(sqlOf(made)).toEqual([
      'SELECT team1.id, badge1_1.id AS id_1, badge1_1.team_id FROM team1 LEFT OUTER JOIN badge1 AS badge1_1 ON team1.id = badge1_1.team_id ORDER BY team1.id []',
      'SELECT player1.team_id, player1.id FROM player1 WHERE player1.team_id IN (?, ?) [1,2]',
    ]);
    session.expungeAll();
    expect(all(select(e(Team)).options(lazyload('*'))).map((team) => [loaded(team, 'players'), loaded(team, 'badge')])).toEqual([[false, false], [false, false]]);
    expect(sqlOf(made)).toEqual(['SELECT team1.id FROM team1 []']);
  });

  test('both sides of a relationship are joined once', () => {
    const { Team } = model('2', { lazy: 'joined' }, { lazy: 'noload' }, { lazy: 'joined' });
    const [team] = all(select(e(Team)).where(c(Team, 'id').eq(1)));
    expect((team?.['players'] as Entity[]).map((player) => player['team'] === team)).toEqual([true, true]);
    expect(sqlOf(made)).toEqual(['SELECT team2.id, player2_1.id AS id_1, player2_1.team_id FROM team2 LEFT OUTER JOIN player2 AS player2_1 ON team2.id = player2_1.team_id WHERE team2.id = ? [1]']);
  });

  test('get and lazy loads join too, but not back', () => {
    const { Team, Player } = model('3', {}, {}, { lazy: 'joined' });
    const team = runSync(session.get(Team.mapper, 1)) as Entity;
    expect((team['players'] as Entity[]).length).toBe(2);
    expect(sqlOf(made)).toEqual(['SELECT team3.id FROM team3 WHERE team3.id = ? [1]', 'SELECT player3.id, player3.team_id FROM player3 WHERE ? = player3.team_id [1]']);
    session.expungeAll();
    expect(loaded(runSync(session.get(Player.mapper, 1)) as Entity, 'team')).toBe(true);
    expect(sqlOf(made)).toEqual(['SELECT player3.id, player3.team_id, team3_1.id AS id_1 FROM player3 LEFT OUTER JOIN team3 AS team3_1 ON team3_1.id = player3.team_id WHERE player3.id = ? [1]']);
  });

  test('raise, immediate and subquery', () => {
    const { Team } = model('4', { lazy: 'raise' }, { lazy: 'immediate' });
    const [team] = all(select(e(Team)).where(c(Team, 'id').eq(1)));
    expect(() => team?.['players']).toThrow("'Team.players' is not available due to lazy='raise'");
    expect(sqlOf(made)).toEqual(['SELECT team4.id FROM team4 WHERE team4.id = ? [1]', 'SELECT badge4.id, badge4.team_id FROM badge4 WHERE ? = badge4.team_id [1]']);
    const other = model('5', { lazy: 'subquery' }, {});
    expect((all(select(e(other.Team)).where(c(other.Team, 'id').eq(1)))[0]?.['players'] as Entity[]).length).toBe(2);
    expect(sqlOf(made)[1]).toBe('SELECT player5.id AS player5_id, player5.team_id AS player5_team_id, anon_1.team5_id AS anon_1_team5_id FROM (SELECT team5.id AS team5_id FROM team5 WHERE team5.id = ?) AS anon_1 JOIN player5 ON anon_1.team5_id = player5.team_id [1]');
  });

  test('populate_existing reads collections again', () => {
    const { Team } = model('6', {}, {});
    const team = runSync(session.get(Team.mapper, 1)) as Entity;
    expect((team['players'] as Entity[]).length).toBe(2);
    all(select(e(Team)), { populateExisting: true });
    expect(loaded(team, 'players')).toBe(false);
  });
});

describe('a class that refers to itself', () => {
  const tree = (name: string, options: RelationshipOptions): TestClass => {
    const metadata = new MetaData();
    const registry = new Registry({ metadata });
    const nodes = new Table(name, metadata, id(), new Column('parent_id', new ForeignKey(`${name}.id`)));
    const Node = mapped(registry, 'Node', nodes, { children: related('Node', { ...options }) });
    prepare(metadata, [[`INSERT INTO ${name} VALUES (?, ?)`, [[1, null], [2, 1], [3, 2], [4, 3]]]]);
    made.statements.length = 0;
    return Node;
  };

  test('join_depth', () => {
    const Node = tree('node1', { lazy: 'joined', joinDepth: 2 });
    const [root] = all(select(e(Node)).where(c(Node, 'id').eq(1)));
    expect(sqlOf(made)).toEqual([
      'SELECT node1.id, node1.parent_id, node1_1.id AS id_1, node1_1.parent_id AS parent_id_1, node1_2.id AS id_2, node1_2.parent_id AS parent_id_2 FROM node1 LEFT OUTER JOIN node1 AS node1_2 ON node1.id = node1_2.parent_id LEFT OUTER JOIN node1 AS node1_1 ON node1_2.id = node1_1.parent_id WHERE node1.id = ? [1]',
    ]);
    const child = (root?.['children'] as Entity[])[0] as Entity;
    expect([child['id'], loaded(child, 'children'), loaded((child['children'] as Entity[])[0] as Entity, 'children')]).toEqual([2, true, false]);
  });

  test('without join_depth nothing is joined', () => {
    const Node = tree('node2', { lazy: 'joined' });
    all(select(e(Node)));
    expect(sqlOf(made)).toEqual(['SELECT node2.id, node2.parent_id FROM node2 []']);
  });

  test('all levels by recursion_depth=-1', () => {
    const Node = tree('node3', {});
    const [root] = all(select(e(Node)).options(selectinload(r(Node, 'children'), { recursionDepth: -1 })).where(c(Node, 'id').eq(1)));
    expect(sqlOf(made)).toHaveLength(5);
    expect(loaded(root as Entity, 'children')).toBe(true);
  });

  test('joined as deep as it is asked for', () => {
    const Node = tree('node4', {});
    all(select(e(Node)).options(joinedload(r(Node, 'children')).joinedload(r(Node, 'children'))));
    expect(sqlOf(made)[0]?.match(/LEFT OUTER JOIN/g)).toHaveLength(2);
  });
});

describe('inheritance', () => {
  const model = (name: string, manager: object = {}, engineer: object = {}, base: object = {}) => {
    const metadata = new MetaData();
    const registry = new Registry({ metadata });
    const companies = new Table(`company${name}`, metadata, id());
    const employees = new Table(`employee${name}`, metadata, id(), new Column('name', String_), new Column('type', String_), new Column('company_id', new ForeignKey(`company${name}.id`)));
    const managers = new Table(`manager${name}`, metadata, new Column('id', new ForeignKey(`employee${name}.id`), { primaryKey: true }), new Column('manager_name', String_));
    const engineers = new Table(`engineer${name}`, metadata, new Column('id', new ForeignKey(`employee${name}.id`), { primaryKey: true }), new Column('engineer_info', String_));
    const papers = new Table(`paper${name}`, metadata, id(), new Column('manager_id', new ForeignKey(`manager${name}.id`)));
    const Company = mapped(registry, 'Company', companies, { employees: related('Employee', { orderBy: 'Employee.id' }) });
    const Employee = mapped(registry, 'Employee', employees, {}, { polymorphicOn: 'type', polymorphicIdentity: 'employee', ...base });
    const Manager = mapped(registry, 'Manager', managers, { papers: related('Paper') }, { inherits: Employee.mapper, polymorphicIdentity: 'manager', ...manager });
    const Engineer = mapped(registry, 'Engineer', engineers, {}, { inherits: Employee.mapper, polymorphicIdentity: 'engineer', ...engineer });
    const Paper = mapped(registry, 'Paper', papers);
    prepare(metadata, [
      [`INSERT INTO company${name} VALUES (?)`, [[1]]],
      [`INSERT INTO employee${name} VALUES (?, ?, ?, ?)`, [[1, 'Krabs', 'manager', 1], [2, 'SpongeBob', 'engineer', 1], [3, 'Squidward', 'engineer', 1], [4, 'Gary', 'employee', 1]]],
      [`INSERT INTO manager${name} VALUES (?, ?)`, [[1, 'Eugene']]],
      [`INSERT INTO engineer${name} VALUES (?, ?)`, [[2, 'fry'], [3, 'cash']]],
      [`INSERT INTO paper${name} VALUES (?, ?)`, [[1, 1], [2, 1]]],
    ]);
    made.statements.length = 0;
    return { Company, Employee, Manager, Engineer, Paper };
  };

  test('columns of a subclass are read when they are asked for', () => {
    const { Employee, Manager } = model('a');
    const found = all(select(e(Employee)).orderBy(c(Employee, 'id')));
    expect(found.map((one) => one.constructor.name)).toEqual(['Object', 'Object', 'Object', 'Object'].map((_, index) => found[index]?.constructor.name));
    expect([found[0] instanceof Manager, found[1] instanceof Manager, found[0]?.['manager_name']]).toEqual([true, false, 'Eugene']);
    expect(sqlOf(made)).toEqual([
      'SELECT employeea.id, employeea.name, employeea.type, employeea.company_id FROM employeea ORDER BY employeea.id []',
      'SELECT managera.manager_name AS managera_manager_name FROM managera WHERE ? = managera.id [1]',
    ]);
    expect(all(select(e(Manager))).map((one) => one['manager_name'])).toEqual(['Eugene']);
    expect(sqlOf(made)).toEqual(['SELECT managera.id, employeea.id AS id_1, employeea.name, employeea.type, employeea.company_id, managera.manager_name FROM employeea JOIN managera ON employeea.id = managera.id []']);
  });

  test('selectin_polymorphic, and an option of a subclass beside it', () => {
    const { Employee, Manager, Engineer } = model('b');
    const found = all(select(e(Employee)).options(selectinPolymorphic(e(Employee), [e(Manager), e(Engineer)]), selectinload(r(Manager, 'papers'))).orderBy(c(Employee, 'id')));
    expect([loaded(found[0] as Entity, 'manager_name'), loaded(found[1] as Entity, 'engineer_info'), (found[0]?.['papers'] as Entity[]).length]).toEqual([true, true, 2]);
    expect(sqlOf(made)).toEqual([
      'SELECT employeeb.id, employeeb.name, employeeb.type, employeeb.company_id FROM employeeb ORDER BY employeeb.id []',
      'SELECT managerb.id AS managerb_id, employeeb.id AS employeeb_id, employeeb.type AS employeeb_type, managerb.manager_name AS managerb_manager_name FROM employeeb JOIN managerb ON employeeb.id = managerb.id WHERE employeeb.id IN (?) [1]',
      'SELECT paperb.manager_id, paperb.id FROM paperb WHERE paperb.manager_id IN (?) [1]',
      'SELECT engineerb.id AS engineerb_id, employeeb.id AS employeeb_id, employeeb.type AS employeeb_type, engineerb.engineer_info AS engineerb_engineer_info FROM employeeb JOIN engineerb ON employeeb.id = engineerb.id WHERE employeeb.id IN (?, ?) [2,3]',
    ]);
  });

  test('polymorphic_load of the mapping', () => {
    const { Employee } = model('c', { polymorphicLoad: 'inline' }, { polymorphicLoad: 'selectin' });
    const found = all(select(e(Employee)).orderBy(c(Employee, 'id')));
    expect(found.map((one) => [loaded(one, 'manager_name'), loaded(one, 'engineer_info')])).toEqual([[true, false], [false, true], [false, true], [false, false]]);
    expect(sqlOf(made)).toEqual([
      'SELECT employeec.id, employeec.name, employeec.type, employeec.company_id, managerc.id AS id_1, managerc.manager_name FROM employeec LEFT OUTER JOIN managerc ON employeec.id = managerc.id ORDER BY employeec.id []',
      'SELECT engineerc.id AS engineerc_id, employeec.id AS employeec_id, employeec.type AS employeec_type, engineerc.engineer_info AS engineerc_engineer_info FROM employeec JOIN engineerc ON employeec.id = engineerc.id WHERE employeec.id IN (?, ?) [2,3]',
    ]);
  });

  test('of_type with with_polymorphic', () => {
    const { Company, Employee, Manager } = model('d');
    const poly = withPolymorphic(e(Employee), [e(Manager)]);
    const [company] = all(select(e(Company)).options(selectinload(r(Company, 'employees').ofType(poly))));
    expect((company?.['employees'] as Entity[]).map((one) => loaded(one, 'manager_name'))).toEqual([true, false, false, false]);
    expect(sqlOf(made)[1]).toBe(
      'SELECT employeed.company_id, employeed.id, employeed.name, employeed.type, managerd.id, managerd.manager_name FROM employeed LEFT OUTER JOIN managerd ON employeed.id = managerd.id WHERE employeed.company_id IN (?) ORDER BY employeed.id [1]',
    );
  });

  test('joined eager loading of a base class', () => {
    const { Company } = model('e');
    const [company] = all(select(e(Company)).options(joinedload(r(Company, 'employees'))));
    expect((company?.['employees'] as Entity[]).map((one) => one['name'])).toEqual(['Krabs', 'SpongeBob', 'Squidward', 'Gary']);
  });
});

describe('columns', () => {
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const notes = new Table('note', metadata, id(), new Column('title', String_), new Column('body', String_), new Column('extra', String_));
  const columnOf = (name: string): Column => notes.c.get(name) as Column;
  const Note = mapped(registry, 'Note', notes, {
    body: { columns: [columnOf('body')], deferred: true, group: 'long' },
    extra: { columns: [columnOf('extra')], deferred: true, group: 'long' },
    shout: { columns: [null_()], queryExpression: true },
    size: { columns: [callFunction('length', [columnOf('title')])] },
  });

  beforeAll(() => {
    prepare(metadata, [['INSERT INTO note VALUES (?, ?, ?, ?)', [[1, 'one', 'b', 'x']]]]);
  });

  test('a group of deferred columns is read together', () => {
    const [note] = all(select(e(Note)));
    expect([note?.['body'], note?.['extra']]).toEqual(['b', 'x']);
    expect(sqlOf(made)).toEqual(['SELECT length(note.title) AS length_1, note.id, note.title FROM note []', 'SELECT note.body, note.extra FROM note WHERE note.id = ? [1]']);
  });

  test('what the mapping defers is not read again with the rest', () => {
    const [note] = all(select(e(Note)));
    expect(note?.['body']).toBe('b');
    runSync(session.commit());
    sqlOf(made);
    expect([note?.['title'], note?.['extra']]).toEqual(['one', 'x']);
    expect(sqlOf(made)).toEqual(['SELECT length(note.title) AS length_1, note.id, note.title FROM note WHERE note.id = ? [1]', 'SELECT note.body, note.extra FROM note WHERE note.id = ? [1]']);
  });

  test('undefer_group', () => {
    expect(all(select(e(Note)).options(undeferGroup('long'))).map((note) => loaded(note, 'extra'))).toEqual([true]);
    session.expungeAll();
    expect(all(select(e(Note)).options(Load.of(e(Note)).undeferGroup('long'))).map((note) => loaded(note, 'body'))).toEqual([true]);
  });

  test('query_expression is empty until a statement says what it is', () => {
    expect(all(select(e(Note))).map((note) => note['shout'])).toEqual([null]);
    session.expungeAll();
    made.statements.length = 0;
    expect(all(select(e(Note)).options(withExpression(c(Note, 'shout'), callFunction('upper', [c(Note, 'title')])))).map((note) => [note['shout'], note['size']])).toEqual([['ONE', 3]]);
    expect(sqlOf(made)).toEqual(['SELECT upper(note.title) AS upper_1, length(note.title) AS length_1, note.id, note.title FROM note []']);
  });
});

describe('keys of several columns', () => {
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const places = new Table('place', metadata, new Column('x', Integer, { primaryKey: true }), new Column('y', Integer, { primaryKey: true }));
  const things = new Table('thing', metadata, id(), new Column('x', Integer), new Column('y', Integer), new ForeignKeyConstraint(['x', 'y'], ['place.x', 'place.y']));
  const Place: TestClass = mapped(registry, 'Place', places, { things: related('Thing', { backPopulates: 'place' }) });
  const Thing = mapped(registry, 'Thing', things, { place: related('Place', { backPopulates: 'things' }) });

  beforeAll(() => {
    prepare(metadata, [['INSERT INTO place VALUES (?, ?)', [[1, 1], [1, 2]]], ['INSERT INTO thing VALUES (?, ?, ?)', [[1, 1, 1], [2, 1, 2], [3, 1, 2], [4, null, null]]]]);
  });

  test('select-in of both sides', () => {
    expect(all(select(e(Place)).options(selectinload(r(Place, 'things')))).map((place) => (place['things'] as Entity[]).length)).toEqual([1, 2]);
    expect(sqlOf(made)[1]).toBe('SELECT thing.x, thing.y, thing.id FROM thing WHERE (thing.x, thing.y) IN (VALUES (?, ?), (?, ?)) [1,1,1,2]');
    session.expungeAll();
    expect(all(select(e(Thing)).options(selectinload(r(Thing, 'place')))).map((thing) => (thing['place'] as Entity | null)?.['y'] ?? null)).toEqual([1, 2, 2, null]);
    expect(sqlOf(made)[1]).toBe('SELECT place.x, place.y FROM place WHERE (place.x, place.y) IN (VALUES (?, ?), (?, ?)) [1,1,1,2]');
  });

  test('lazy and subquery', () => {
    expect(all(select(e(Thing)).where(c(Thing, 'id').gt(2))).map((thing) => thing['place'] !== null)).toEqual([true, false]);
    expect(sqlOf(made)[1]).toBe('SELECT place.x, place.y FROM place WHERE place.x = ? AND place.y = ? [1,2]');
    session.expungeAll();
    expect(all(select(e(Place)).options(subqueryload(r(Place, 'things')))).map((place) => (place['things'] as Entity[]).length)).toEqual([1, 2]);
  });
});

describe('joins that say more than a key', () => {
  const metadata = new MetaData();
  const registry = new Registry({ metadata });
  const people = new Table('person', metadata, id());
  const mails = new Table('mail', metadata, id(), new Column('kind', String_), new Column('person_id', new ForeignKey('person.id')));
  const [kind, owner, key] = [mails.c.get('kind'), mails.c.get('person_id'), people.c.get('id')];
  const Person: TestClass = mapped(registry, 'Person', people, {
    work: related('Mail', { primaryjoin: () => and_(key?.eq(owner), kind?.eq('work')), viewonly: true }),
    plain: related('Mail', { primaryjoin: () => key?.eq(owner), omitJoin: false, viewonly: true }),
  });
  mapped(registry, 'Mail', mails);

  beforeAll(() => {
    prepare(metadata, [['INSERT INTO person VALUES (?)', [[1], [2]]], ['INSERT INTO mail VALUES (?, ?, ?)', [[1, 'work', 1], [2, 'home', 1]]]]);
  });

  test('select-in needs the join then, or where omit_join=False', () => {
    expect(all(select(e(Person)).options(selectinload(r(Person, 'work')), selectinload(r(Person, 'plain')))).map((one) => [(one['work'] as Entity[]).length, (one['plain'] as Entity[]).length])).toEqual([[1, 2], [0, 0]]);
    expect(sqlOf(made).slice(1)).toEqual([
      'SELECT person_1.id, mail.id, mail.kind, mail.person_id FROM person AS person_1 JOIN mail ON person_1.id = mail.person_id AND mail.kind = ? WHERE person_1.id IN (?, ?) ["work",1,2]',
      'SELECT person_1.id, mail.id, mail.kind, mail.person_id FROM person AS person_1 JOIN mail ON person_1.id = mail.person_id WHERE person_1.id IN (?, ?) [1,2]',
    ]);
  });

  test('lazy loads keep to it', () => {
    expect(all(select(e(Person)).where(c(Person, 'id').eq(1))).map((one) => (one['work'] as Entity[]).length)).toEqual([1]);
    expect(sqlOf(made)[1]).toBe('SELECT mail.id, mail.kind, mail.person_id FROM mail WHERE ? = mail.person_id AND mail.kind = ? [1,"work"]');
  });
});

describe('collections that are not loaded', () => {
  const model = (name: string, options: RelationshipOptions) => {
    const metadata = new MetaData();
    const registry = new Registry({ metadata });
    const accounts = new Table(`account${name}`, metadata, id());
    const movements = new Table(`movement${name}`, metadata, id(), new Column('amount', Integer), new Column('account_id', new ForeignKey(`account${name}.id`)));
    const Account: TestClass = mapped(registry, 'Account', accounts, { movements: related('Movement', { cascade: 'all, delete-orphan', passiveDeletes: true, orderBy: 'Movement.id', ...options }) });
    const Movement = mapped(registry, 'Movement', movements);
    prepare(metadata, [[`INSERT INTO account${name} VALUES (?)`, [[1]]], [`INSERT INTO movement${name} VALUES (?, ?, ?)`, [[1, 10, 1], [2, 20, 1]]]]);
    made.statements.length = 0;
    return { Account, Movement };
  };

  test('write_only: select, add, remove, insert, update, delete', () => {
    const { Account, Movement } = model('w', { lazy: 'write_only' });
    const account = runSync(session.get(Account.mapper, 1)) as Entity;
    const list = account['movements'] as WriteOnlyCollection;
    expect(() => [...(list as unknown as Iterable<object>)]).toThrow("WriteOnly collections don't support iteration in-place");
    sqlOf(made);
    const found = all(list.select());
    expect(found.map((one) => one['amount'])).toEqual([10, 20]);
    expect(sqlOf(made)).toEqual(['SELECT movementw.id, movementw.amount, movementw.account_id FROM movementw WHERE ? = movementw.account_id ORDER BY movementw.id [1]']);
    list.add(new Movement({ amount: 30 }));
    list.remove(found[0] as Entity);
    runSync(session.flush());
    expect(sqlOf(made)).toEqual(['INSERT INTO movementw (amount, account_id) VALUES (?, ?) [30,1]', 'DELETE FROM movementw WHERE movementw.id = ? [1]']);
    runSync(session.execute(list.insert(), [{ amount: 40 }, { amount: 50 }]));
    runSync(session.execute(list.update().values({ amount: c(Movement, 'amount').add(1) }).where(c(Movement, 'amount').gt(30)), null, { executionOptions: { synchronizeSession: false } }));
    expect(all(list.select()).map((one) => one['amount'])).toEqual([20, 30, 41, 51]);
    expect(() => all(select(e(Account)).options(selectinload(r(Account, 'movements'))))).toThrow("'Account.movements' does not support object population - eager loading cannot be applied.");
    expect(() => { account['movements'] = []; }).toThrow('Collection "Account.movements" does not support implicit iteration; collection replacement operations can\'t be used'); // prettier-ignore
  });

  test('write_only: objects of a new parent are saved with it', () => {
    const { Account, Movement } = model('n', { lazy: 'write_only' });
    const account = new Account({ movements: [new Movement({ amount: 1 })] });
    (account['movements'] as WriteOnlyCollection).addAll([new Movement({ amount: 2 })]);
    session.add(account);
    runSync(session.flush());
    expect(sqlOf(made).map((sql) => sql.replace(/\(.*/, '').trim())).toEqual(['INSERT INTO accountn DEFAULT VALUES []', 'INSERT INTO movementn', 'INSERT INTO movementn']);
  });

  test('dynamic: a query of the collection', () => {
    const { Account, Movement } = model('d', { lazy: 'dynamic' });
    const account = runSync(session.get(Account.mapper, 1)) as Entity;
    const list = account['movements'] as DynamicCollection;
    expect(runSync(list.filter(c(Movement, 'amount').gt(10)).all())).toHaveLength(1);
    expect(sqlOf(made)[1]).toBe('SELECT movementd.id AS movementd_id, movementd.amount AS movementd_amount, movementd.account_id AS movementd_account_id FROM movementd WHERE ? = movementd.account_id AND movementd.amount > ? ORDER BY movementd.id [1,10]');
    list.append(new Movement({ amount: 5 }));
    expect([runSync(list.count()), runSync(list.all()).length]).toEqual([3, 3]);
  });

  test('they are collections', () => {
    const metadata = new MetaData();
    const registry = new Registry({ metadata });
    const one = new Table('one', metadata, id());
    const One = mapped(registry, 'One', one);
    mapped(registry, 'Two', new Table('two', metadata, id(), new Column('one_id', new ForeignKey('one.id'))), { one: related(One, { lazy: 'dynamic' }) });
    expect(() => { registry.configure(); }).toThrow("On relationship Two.one, 'dynamic' loaders cannot be used with many-to-one/one-to-one relationships and/or uselist=False."); // prettier-ignore
  });
});
