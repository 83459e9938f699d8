import '../../../src/orm/compile';
import { makeBase } from '../../../src/orm/declare/base';
import { declarationOf } from '../../../src/orm/declare/declaration';
import { array, bigint, bool, bytes, date, datetime, enumOf, float, int, interval, json, longText, numeric, ofType, smallint, str, time, uuid } from '../../../src/orm/declare/column-types';
import { columnProperty, synonym } from '../../../src/orm/declare/read-only-builder';
import { many, one } from '../../../src/orm/declare/relationship-builder';
import { relationship } from '../../../src/orm/declare/imperative';
import { mapperOf } from '../../../src/orm/declare/class-attributes';
import { ArgumentError, InvalidRequestError } from '../../../src/orm/errors';
import { createTable } from '../../../src/orm/sql/ddl';
import { Column } from '../../../src/orm/sql/schema/column';
import { ForeignKey } from '../../../src/orm/sql/schema/foreign-key';
import { UniqueConstraint } from '../../../src/orm/sql/schema/constraints';
import { Table } from '../../../src/orm/sql/schema/table';
import { text } from '../../../src/orm/sql/text-clause';
import { Integer, String_ } from '../../../src/orm/sql/types/standard';
import { addressBook } from './address-book';
import { postgresDialect } from '../../../src/orm/dialect/postgres';

const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ').trim();

const ddl = (table: Table, dialect?: object): string => oneLine(createTable(table).compile(dialect ? { dialect } : {}).sql);

describe('columns', () => {
  test('make a table', () => {
    const { Base } = addressBook();
    expect([...Base.metadata.tables.values()].map((table) => ddl(table))).toEqual([
      'CREATE TABLE user_account ( id INTEGER NOT NULL, name VARCHAR(30) NOT NULL, fullname VARCHAR, PRIMARY KEY (id) )',
      'CREATE TABLE address ( id INTEGER NOT NULL, email VARCHAR NOT NULL, user_id INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(user_id) REFERENCES user_account (id) )',
    ]);
  });

  test.each([
    [int(), 'INTEGER NOT NULL'],
    [bigint(), 'BIGINT NOT NULL'],
    [smallint(), 'SMALLINT NOT NULL'],
    [str('other', 3), 'VARCHAR(3) NOT NULL'],
    [str(3).as('other'), 'VARCHAR(3) NOT NULL'],
    [longText().null(), 'TEXT'],
    [bool().default(true), 'BOOLEAN NOT NULL'],
    [float(), 'FLOAT NOT NULL'],
    [numeric(10, 2), 'NUMERIC(10, 2) NOT NULL'],
    [numeric('other', 4), 'NUMERIC(4) NOT NULL'],
    [date(), 'DATE NOT NULL'],
    [datetime(null, { timezone: true }), 'TIMESTAMP WITH TIME ZONE NOT NULL'],
    [time(), 'TIME WITHOUT TIME ZONE NOT NULL'],
    [interval(), 'INTERVAL NOT NULL'],
    [json(), 'JSON NOT NULL'],
    [uuid(), 'UUID NOT NULL'],
    [bytes(), 'BYTEA NOT NULL'],
    [enumOf(['a', 'b'], { name: 'letter' }), 'letter NOT NULL'],
    [array(int()), 'INTEGER[] NOT NULL'],
    [ofType(new String_(7)), 'VARCHAR(7) NOT NULL'],
    [int().serverDefault('3'), "INTEGER DEFAULT '3' NOT NULL"],
    [int().serverDefault(text('1 + 1')), 'INTEGER DEFAULT 1 + 1 NOT NULL'],
    [int().computed('a * 2', true), 'INTEGER GENERATED ALWAYS AS (a * 2) STORED NOT NULL'],
    [int().identity({ always: true, start: 5 }), 'INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 5)'],
  ])('column %#', (builder, expected) => {
    const table = new Table('t', makeBase().metadata, builder.column('x'));
    expect(ddl(table, postgresDialect())).toBe(`CREATE TABLE t ( ${table.c.values()[0]?.name ?? ''} ${expected} )`);
  });

  test('constraints', () => {
    const Base = makeBase({ naming: { pk: 'pk_%(table_name)s', uq: 'uq_%(table_name)s_%(column_0_name)s', fk: 'fk_%(column_0_name)s', ck: 'ck_%(constraint_name)s', ix: 'ix_%(column_0_label)s' } });
    Base.table('parent', { id: int().pk() });
    Base.table('t', { a: int().pk(), b: int().pk(), c: int().unique(), d: int().index().check('d > 0', 'positive'), p: int().fk('parent.id', { ondelete: 'CASCADE' }) }, { args: [new UniqueConstraint(['c', 'd'], { name: 'both' })], schema: 's' });
    const table = Base.metadata.tables.get('s.t');
    expect(table && ddl(table)).toBe(
      'CREATE TABLE s.t ( a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL CONSTRAINT ck_positive CHECK (d > 0), p INTEGER NOT NULL, CONSTRAINT pk_t PRIMARY KEY (a, b), CONSTRAINT "both" UNIQUE (c, d), CONSTRAINT uq_t_c UNIQUE (c), CONSTRAINT fk_p FOREIGN KEY(p) REFERENCES parent (id) ON DELETE CASCADE )',
    );
    expect([...(table?.indexes ?? [])].map(({ name }) => name)).toEqual(['ix_s_t_d']);
  });
});

describe('classes', () => {
  test('objects know both sides', () => {
    const { User, Address } = addressBook();
    const address = new Address({ email: 's@x.org' });
    const user = new User({ name: 'sandy', addresses: [address] });
    expect([user.name, user.fullname, address.user === user, user.addresses.length]).toEqual(['sandy', null, true, 1]);
    expect(user).toBeInstanceOf(User);
  });

  test('attributes are SQL', () => {
    const { User, Address } = addressBook();
    expect(User.name.eq('x').toString()).toBe('user_account.name = :name_1');
    expect(Address.userId.toString()).toBe('address.user_id');
    expect(oneLine(User.addresses.any(Address.email.eq('x')).toString())).toBe('EXISTS (SELECT 1 FROM address, user_account WHERE user_account.id = address.user_id AND address.email = :email_1)');
  });

  test('a class of its own', () => {
    const Base = makeBase();
    class Person extends Base.table('person', { id: int().pk(), name: str(), born: int().null() }) {
      greeting = 'hello';
      static {
        Reflect.deleteProperty(this, 'name');
      }
      get shout(): string {
        return `${this.greeting} ${this.name}`.toUpperCase();
      }
      get isOld() {
        return (this.born ?? 0) < 1950;
      }
      static get isOld() {
        return this.born.lt(1950);
      }
    }
    const person = new Person({ name: 'ada', born: 1815 });
    expect([person.shout, person.isOld, Person.isOld.toString(), Person.name.toString()]).toEqual(['HELLO ADA', true, 'person.born < :born_1', 'person.name']);
    expect(declarationOf(Person)?.instantiate()).toBeInstanceOf(Person);
  });

  test('the name of a class: told, its own, or after its table', () => {
    const Base = makeBase();
    class Own extends Base.table('one', { id: int().pk() }) {}
    const names = [Own, Base.table('user_account', { id: int().pk() }), Base.table('three', { id: int().pk() }, { name: 'Third' })].map((made) => mapperOf(made).toString());
    expect(names).toEqual(['Mapper[Own(one)]', 'Mapper[UserAccount(user_account)]', 'Mapper[Third(three)]']);
  });

  test('unknown attributes are refused', () => {
    const { User } = addressBook();
    expect(() => new User({ nme: 'x' } as object)).toThrow("'nme' is an invalid keyword argument for UserAccount");
  });

  test('one table many times: a class takes the place of the former', () => {
    const { Base, User, Address } = addressBook();
    new User({ name: 'x', addresses: [new Address()] });
    const Again = Base.table('user_account', { id: int().pk(), nick: str(), addresses: () => many(AddressAgain, 'user') });
    const AddressAgain = Base.table('address', { id: int().pk(), userId: int('user_id').fk('user_account.id'), user: () => one(Again, 'addresses') });
    const again = new Again({ nick: 'x', addresses: [new AddressAgain()] });
    expect([again.addresses[0]?.user === again, Base.metadata.tables.size]).toEqual([true, 2]);
    expect(() => new User()).toThrow(InvalidRequestError);
  });

  test('a mistake in a class can be mended', () => {
    const Base = makeBase();
    const Child = Base.table('child', { id: int().pk(), parentId: int('parent_id').null() });
    const Wrong = Base.table('parent', { id: int().pk(), children: () => many(Child) });
    expect(() => new Wrong()).toThrow(/Could not determine join condition/);
    Base.table('child', { id: int().pk(), parentId: int('parent_id').null().fk('parent.id') });
    const Mended = Base.table('parent', { id: int().pk(), children: () => many(Mended2) });
    const Mended2 = Base.table('child', { id: int().pk(), parentId: int('parent_id').null().fk('parent.id') });
    expect(new Mended({ children: [new Mended2()] }).children).toHaveLength(1);
  });

  test('a class that comes too late', () => {
    const Base = makeBase();
    const Early = Base.table('early', { id: int().pk(), late: () => many(Late) });
    expect(() => new Early()).toThrow(/^When initializing mapper Mapper\[Early\(early\)\], expression 'Late' failed to locate a name \('Late'\)\./);
    const Late = Base.table('late', { id: int().pk(), earlyId: int('early_id').fk('early.id') });
    expect(new Early({ late: [new Late()] }).late).toHaveLength(1);
  });

  test('a class that cannot be mapped does not keep others from it', () => {
    const Base = makeBase();
    const Lone = Base.table('lone', { id: int().pk(), others: () => many(Other) });
    const Other = Base.table('other', { id: int().pk(), lone: () => one(Lone) });
    const Late = Base.table('late', { id: int().pk(), next: () => many(Next) });
    const Good = Base.table('good', { id: int().pk() });
    expect(new Good({ id: 1 }).id).toBe(1);
    for (let time = 0; time < 2; time++) expect(() => new Lone()).toThrow(/no foreign keys linking these tables/);
    expect(() => new Other()).toThrow(/no foreign keys linking these tables/);
    expect(() => new Late()).toThrow(/failed to locate a name/);
    const Next = Base.table('next', { id: int().pk(), lateId: int('late_id').fk('late.id') });
    expect(new Late({ next: [new Next()] }).next).toHaveLength(1);
  });

  test('an arrow that is no relationship', () => {
    const Base = makeBase();
    const Odd = Base.table('odd', { id: int().pk(), other: () => 5 });
    expect(() => new Odd()).toThrow(new ArgumentError('Attribute Odd.other is neither a column nor a relationship: write int(), str(), … or an arrow with many(), one() or columnProperty().'));
  });
});

describe('inheritance', () => {
  const Base = makeBase();
  const Person = Base.table('person', { id: int().pk(), type: str(), name: str() }, { polymorphicOn: 'type', identity: 'person', name: 'Person' });
  const Engineer = Base.table('engineer', { id: int().pk().fk('person.id'), language: str() }, { extends: Person, identity: 'engineer', name: 'Engineer' });
  const Manager = Base.table(null, { budget: int().null() }, { extends: Person, identity: 'manager', name: 'Manager' });

  test('joined', () => {
    const engineer = new Engineer({ name: 'ada', language: 'ts' });
    expect([engineer.type, engineer.name, engineer.language, engineer instanceof Person]).toEqual(['engineer', 'ada', 'ts', true]);
    expect([Engineer.language, Engineer.name, Engineer.id].map(String)).toEqual(['engineer.language', 'person.name', 'engineer.id']);
  });

  test('single', () => {
    expect(new Manager({ name: 'bo', budget: 3 }).type).toBe('manager');
    expect(Base.metadata.tables.get('person')?.c.has('budget')).toBe(true);
  });

  test('a class without a table must extend another', () => {
    expect(() => Base.table(null as unknown as string, { id: int().pk() })).toThrow(ArgumentError);
  });
});

test('arrows name columns of classes that are just being mapped', () => {
  const Base = makeBase();
  const Person = Base.table('person', { id: int().pk(), sent: () => many(Message, 'sender', { foreignKeys: [Message.senderId], orderBy: Message.id.desc() }) });
  const Message = Base.table('message', {
    id: int().pk(), senderId: int('sender_id').fk('person.id'), receiverId: int('receiver_id').fk('person.id'),
    sender: () => one(Person, 'sent', { foreignKeys: Message.senderId }),
    receiver: () => one(Person, null, { primaryjoin: Message.receiverId.eq(Person.id) }),
  }); // prettier-ignore
  const message = new Message({ sender: new Person(), receiver: new Person() });
  expect([message.sender.sent[0] === message, message.receiver.sent.length]).toEqual([true, 0]);
});

test('many to many, sets and maps', () => {
  const Base = makeBase();
  const links = Base.association('course_student', { courseId: int('course_id').pk().fk('course.id'), studentId: int('student_id').pk().fk('student.id') });
  const Course = Base.table('course', { id: int().pk(), title: str(), students: () => many(Student, 'courses', { secondary: links }).asSet() });
  const Student = Base.table('student', { id: int().pk(), nick: str(), courses: () => many(Course, 'students', { secondary: links }).asMap('title') });
  const [sql, ada] = [new Course({ title: 'SQL' }), new Student({ nick: 'ada' })];
  sql.students.add(ada);
  expect([ada.courses.get('SQL') === sql, sql.students.size]).toEqual([true, 1]);
});

test('imperative mapping', () => {
  const Base = makeBase();
  const team = new Table('team', Base.metadata, new Column('id', Integer, { primaryKey: true }), new Column('title', String_));
  const player = new Table('player', Base.metadata, new Column('id', Integer, { primaryKey: true }), new Column('team_id', new ForeignKey('team.id')));
  class Team {
    declare title: string;
    declare players: Player[];
    constructor(title: string) {
      this.title = title;
    }
  }
  class Player {
    declare team: Team | null;
  }
  const MappedTeam = Base.mapImperatively(Team, team, { properties: { players: relationship(() => Player, { backPopulates: 'team' }) } });
  Base.mapImperatively(Player, player, { properties: { team: relationship(Team, { backPopulates: 'players' }) } });
  const made = new Team('reds');
  const one_ = new Player();
  one_.team = made;
  expect([made.title, made.players[0] === one_, MappedTeam.title.eq('x').toString()]).toEqual(['reds', true, 'team.title = :title_1']);
});

test('what is read only', () => {
  const Base = makeBase();
  const Name = Base.table('person', {
    id: int().pk(), first: str(), last: str(), login: synonym<string>('first'),
    whole: () => columnProperty(Name.first.concat(' ').concat(Name.last)),
  }); // prettier-ignore
  expect([String(Name.login), oneLine(String(Name.whole))]).toEqual(['person.first', 'person.first || :first_1 || person.last']);
  const name = new Name({ login: 'ada' });
  expect([name.first, name.login]).toEqual(['ada', 'ada']);
});
