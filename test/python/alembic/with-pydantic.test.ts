import { openSqlite } from '../../../src/databases/sqlite/sqlite-database';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../databases/node-parts';
import { runProgram } from '../run-program';

const program = `
import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Author(Base):
    __tablename__ = 'author'
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list['Book']] = relationship(back_populates='author')

class Book(Base):
    __tablename__ = 'book'
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey('author.id'))
    author: Mapped[Author] = relationship(back_populates='books')

class BookOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str

class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str
    books: list[BookOut] = []

engine = sa.create_engine('sqlite://')
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Author(name='Ann', books=[Book(title='One'), Book(title='Two')]))
    session.commit()
    author = session.scalars(sa.select(Author)).one()
    out = AuthorOut.model_validate(author)
    print(repr(out))
    print(out.model_dump_json())
    row = session.execute(sa.select(Book.id, Book.title).order_by(Book.id)).first()
    print(BookOut.model_validate(row), BookOut(**row._mapping))
    author.name = 5
    try:
        AuthorOut.model_validate(author)
    except ValidationError as error:
        print(error.errors(include_url=False)[0]['type'], error.error_count())
`;

test('models of pydantic are filled from mapped objects and rows', async () => {
  const surroundings = { database: () => openSqlite(nodeParts(), { onExecuted: () => undefined, interrupted: () => false }), echo: () => undefined, warn: () => undefined };
  const { stdout, outcome } = await runProgram(program, { modules: sqlalchemyModules(surroundings) });
  expect(outcome.error?.traceback ?? null).toBeNull();
  expect(stdout.split('\n')).toEqual([
    "AuthorOut(name='Ann', books=[BookOut(id=1, title='One'), BookOut(id=2, title='Two')])",
    '{"name":"Ann","books":[{"id":1,"title":"One"},{"id":2,"title":"Two"}]}',
    "id=1 title='One' id=1 title='One'",
    'string_type 1',
    '',
  ]);
});
