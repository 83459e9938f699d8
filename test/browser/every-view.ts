/** Notes that bring every main view of an output onto the page, for tests and pictures of how they look and are reached. */

const fence = (code: string, language = 'sql'): string => `\`\`\`${language}\n${code}\n\`\`\``;

const models = `from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

class Base(DeclarativeBase): pass

class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")

class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as filling:
    filling.add_all([Author(name=name, books=[Book(title=name + title) for title in ("’s letters", "’s poems")]) for name in ("Ada", "Bo", "Cy")])
    filling.commit()`;

const deposits = `begin; -- T1
begin; -- T2
select balance from account where id = 1; -- T1
select balance from account where id = 1; -- T2
update account set balance = 130 where id = 1; -- T1
update account set balance = 90 where id = 1; -- T2, BLOCKS
commit; -- T1. This unblocks T2
commit; -- T2`;

/** The cells, by what they show; each stands below a heading of its name. */
const cells = {
  tags: fence("create table person (id integer primary key, name text, note text);\ninsert into person values (1, 'Ines', 'A long note, of which a table shows the beginning only: all of it stands in a pane below the rows, from where it can be copied, and which closes again.'), (2, 'Marko', null);"),
  table: fence('select id, name, note, id * 1.5 as share from person order by id;'),
  long: fence("with recursive c(x) as (select 1 union all select x + 1 from c where x < 1000) select x as id, 'row ' || x as name from c;"),
  postgres: fence("-- savepoint: engine=postgres\ncreate table account (id int primary key, owner text, balance int);\ninsert into account values (1, 'Ines', 100), (2, 'Marko', 80);"),
  plan: fence('-- savepoint: engine=postgres\nexplain select owner, count(*) from account a join account b using (owner) group by owner order by 2;'),
  schedule: fence(`-- savepoint: engine=postgres level="read committed"\n${deposits}`),
  crash: fence('-- savepoint: engine=postgres crash\nupdate account set balance = 70 where id = 1;\nbegin;\nupdate account set balance = 0;'),
  matrix: fence(`-- savepoint: engine=locking matrix\ncreate table account (id integer primary key, balance int); insert into account values (1, 100);\n${deposits}`),
  relation: fence('Enrolment(student, course, title, grade)\nstudent, course -> grade\ncourse -> title\ndecompose: student title; title course grade\n\n| student | course | title | grade |\n|---|---|---|---|\n| Mia | C1 | Drawing | A |\n| Tom | C1 | Drawing | B |\n| Mia | C2 | Music | |', 'relation'),
  models: fence(models, 'python'),
  'one by one': fence('session = Session(engine)\nfor author in session.scalars(select(Author)):\n    print(author.name, len(author.books))\nsession.delete(author.books[0])\nsession.add(Book(title="A new one", author=author))\nauthor.name = "Cyrus"', 'python'),
  diagram: fence('Base', 'python'),
  tree: fence("({ name: 'Ada', books: [{ title: 'Letters', years: [1843, 1844] }, { title: 'Poems', years: [] }] })", 'ts'),
  task: fence('-- savepoint: task="The answer" check="rows: 42" hint="six times nine" hint="or seven times six"\nselect 41;'),
  frozen: [fence('select 6 * 7 as answer;'), '<!-- savepoint-output source=0 output=0 -->', '| answer |\n| ---: |\n| 42 |', '<!-- /savepoint-output output=0 -->'].join('\n\n'),
  error: fence('-- savepoint: engine=postgres\nselect owner,\n  ballance from account;'),
} as const;

/** A cell of the note "Every view". */
export type ViewName = keyof typeof cells;

/** A cell's place in the note, from 0. */
export const placeOf = (view: ViewName): number => Object.keys(cells).indexOf(view);

export const notes: Readonly<Record<string, string>> = {
  'Every view.md': ['A note with a cell of every kind. See [[Lost update]].', ...Object.entries(cells).map(([name, cell]) => `## ${name}\n\n${cell}`)].join('\n\n'),
  'Endless.md': [fence('with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c;'), 'Below it.', fence('select 1 as one;')].join('\n\n'),
  'Lost update.md': '# Lost update\n\nWhat one transaction wrote is gone: see [[Every view#schedule]], [[Nowhere]] and [the manual](https://www.postgresql.org/docs/).\n\n> [!success]- Solution\n> Take the row `for update`.\n\n> [!tip] A tip of its own\n> Text.\n\n- [x] read\n- [ ] solved\n\n| level | lost |\n|---|---|\n| READ COMMITTED | yes |\n\n## How\n\n![[Joins]]\n\n## Why\n\nText.',
  'folder/Joins.md': `# Joins\n\nSome prose, and \`code\`.\n\n${fence('select 1 as one;')}\n`,
};
