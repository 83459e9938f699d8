import type { CellOutput } from '../../../src/cells/output';
import { openNote } from '../../kernel/open-note';

/** Runs the cells of a note, one after the other. */
async function outputs(text: string): Promise<(CellOutput | null)[]> {
  return (await openNote(text).session.runEach()).map(({ output }) => output);
}

const python = (...cells: readonly string[]): string => cells.map((code) => `\`\`\`python\n${code}\n\`\`\``).join('\n\n');

const model = `
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

class Pet(Base):
    __tablename__ = "pet"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]

    def __repr__(self):
        return f"Pet({self.name!r})"
`;

test('what the ORM writes to a named database, SQL cells of the note read', async () => {
  const write = 'engine = create_engine("sqlite:///zoo.db")\nBase.metadata.create_all(engine)\nwith Session(engine) as session:\n    session.add(Pet(name="Rex"))\n    session.commit()\n    pet = session.scalars(select(Pet)).one()\npet';
  const [, written, read] = await outputs(`${python(model, write)}\n\n\`\`\`sql\n-- savepoint: db=zoo\nselect name from pet\n\`\`\``);
  expect(written).toMatchObject({ status: 'ok', value: "Pet('Rex')", error: null });
  expect(written?.statements.map(({ sql }) => sql)).toContain('INSERT INTO pet (name) VALUES (?)');
  expect(read).toMatchObject({ status: 'ok' });
  expect(read?.results[0]?.rows).toEqual([['Rex']]);
});

test('each engine in memory is an empty database', async () => {
  const count = 'engine = create_engine("sqlite://")\nBase.metadata.create_all(engine)\nwith Session(engine) as session:\n    session.add(Pet(id=1))\n    session.commit()\n    print(len(session.scalars(select(Pet)).all()))';
  const [, one, two] = await outputs(python(model, `${count}\n${count}`, count));
  expect(one).toMatchObject({ status: 'ok', stdout: '1\n1\n' });
  expect(two).toMatchObject({ status: 'ok', stdout: '1\n' });
});

test('an address of a PostgreSQL server is the own PostgreSQL of the notebook, and the log says so', async () => {
  const cell = `
import asyncio
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

async def main():
    engine = create_async_engine("postgresql+asyncpg://me:secret@db.example:5432/zoo")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine) as session:
        session.add_all([Pet(name="Rex"), Pet(name="Mia")])
        await session.commit()
        print((await session.scalars(select(Pet).order_by(Pet.id))).all())

asyncio.run(main())`;
  const [, ran] = await outputs(python(model, cell));
  expect(ran).toMatchObject({ status: 'ok', error: null, stdout: "[Pet('Rex'), Pet('Mia')]\n" });
  expect(ran?.log).toMatch(/^postgresql\+asyncpg:\/\/me:\*\*\*@db\.example:5432\/zoo is the notebook's own PostgreSQL [\d.]+, database zoo\n$/);
});

test('echo and warnings go to the log, errors name their place', async () => {
  const cell = 'from sqlalchemy import text\nengine = create_engine("sqlite://", echo=True)\nwith engine.connect() as connection:\n    connection.execute(text("select 1"))\n    connection.execute(text("select wings"))';
  const [, ran] = await outputs(python(model, cell));
  expect(ran?.log).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO sqlalchemy\.engine\.Engine BEGIN \(implicit\)$/m);
  expect(ran?.error).toMatchObject({ type: 'OperationalError', message: expect.stringMatching(/^\(sqlite3\.OperationalError\) no such column: wings\n\[SQL: select wings\]\n/) as string });
});

const parents = `
from typing import List
from sqlalchemy import ForeignKey, Text, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, configure_mappers, mapped_column, relationship

class Base(DeclarativeBase):
    pass
`;

/** What is wrong in a cell, the error that SQLAlchemy gives, and the hint that names the way out. */
const mistakes: Readonly<Record<string, readonly [code: string, type: string, hint: string]>> = {
  'a misspelt function': ['from sqlalchemy.orm import joinloaded', 'ImportError', 'did you mean joinedload?'],
  'the wrong other side': [
    'class User(Base):\n    __tablename__ = "user"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    posts: Mapped[List["Post"]] = relationship(back_populates="auther")\n\nclass Post(Base):\n    __tablename__ = "post"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))\n    author: Mapped[User] = relationship(back_populates="posts")\n\nUser()',
    'InvalidRequestError',
    'back_populates names the attribute on the other side: did you mean author?',
  ],
  "a type of SQL where Python's is meant": [
    'class Note(Base):\n    __tablename__ = "note"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    body: Mapped[Text]',
    'MappedAnnotationError',
    "Mapped[…] takes Python's type, mapped_column() SQL's: body: Mapped[str] = mapped_column(Text)",
  ],
  'no foreign key': [
    'class Farm(Base):\n    __tablename__ = "farm"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    cows: Mapped[List["Cow"]] = relationship()\n\nclass Cow(Base):\n    __tablename__ = "cow"\n    id: Mapped[int] = mapped_column(primary_key=True)\n\nconfigure_mappers()',
    'NoForeignKeysError',
    'the class on the other side of Farm.cows needs a column that refers to Farm: mapped_column(ForeignKey("table.id")), with the table\'s name',
  ],
  'a table that is defined twice': [
    'class A(Base):\n    __tablename__ = "a"\n    id: Mapped[int] = mapped_column(primary_key=True)\n\nclass B(Base):\n    __tablename__ = "a"\n    id: Mapped[int] = mapped_column(primary_key=True)',
    'InvalidRequestError',
    'two classes have the table a, or the cell that defines it ran again: run the cell with class Base again first, or give __table_args__ = {"extend_existing": True}',
  ],
  'the name of a class, misspelt': [
    'class User(Base):\n    __tablename__ = "user"\n    id: Mapped[int] = mapped_column(primary_key=True)\n\nclass Post(Base):\n    __tablename__ = "post"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))\n    author: Mapped["Users"] = relationship()\n\nPost()',
    'InvalidRequestError',
    'did you mean User?',
  ],
  'a table that nobody made': [
    'class User(Base):\n    __tablename__ = "user"\n    id: Mapped[int] = mapped_column(primary_key=True)\n\nSession(create_engine("sqlite://")).scalars(select(User)).all()',
    'OperationalError',
    'the table user is not there yet: Base.metadata.create_all(engine) makes the tables',
  ],
};

test.each(Object.entries(mistakes))('%s gets the hint that names the fix', async (_name, [code, type, hint]) => {
  const [, ran] = await outputs(python(parents, code));
  expect(ran?.error).toMatchObject({ type, hint });
});
