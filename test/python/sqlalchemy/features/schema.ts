import type { Feature } from './run-feature';

/** MetaData, tables, types, definitions. */
export const schemaFeatures: readonly Feature[] = [
  {
    row: 9,
    title: 'a table registers itself with its metadata',
    own: true,
    code: `
metadata = MetaData()
p = Table("p", metadata, Column("id", Integer, primary_key=True), Column("name", String(30), key="label"), Column("n", Integer, nullable=False))
print(list(metadata.tables), metadata.tables["p"] is p, p.c.keys(), p.c.label.name, [column.name for column in p.primary_key.columns])
print(repr(p.c.id), p.c.n.table is p, "n" in p.c, p.name, p.fullname)
attempt(lambda: Table("p", metadata, Column("id", Integer)))
print(Table("p", metadata, Column("extra", String), extend_existing=True).c.keys())
attempt(lambda: p.c.nope)
metadata.remove(p)
print(list(metadata.tables))
attempt(lambda: Table("q", metadata, Column("id", Integer), Column("id", Integer)).c.keys())
`,
    stdout: `['p'] True ['id', 'label', 'n'] name ['id']
Column('id', Integer(), table=<p>, primary_key=True, nullable=False) True True p p
InvalidRequestError: Table 'p' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.
['id', 'label', 'n', 'extra']
AttributeError: nope
[]
DuplicateColumnError: A column with name 'id' is already present in table 'q'.
`,
  },
  {
    row: 10,
    title: 'generic types have names of each dialect',
    own: true,
    code: `
from sqlalchemy.schema import CreateTable
metadata = MetaData()
class Size(enum.Enum):
    small = 1
    large = 2
t = Table("t", metadata, Column("id", Integer, primary_key=True), Column("a", String), Column("b", String(5)), Column("c", Text), Column("d", Boolean), Column("e", Numeric(8, 2)), Column("f", Float), Column("g", Double), Column("h", DateTime), Column("h2", DateTime(timezone=True)), Column("i", LargeBinary), Column("j", BigInteger), Column("k", Enum(Size)), Column("l", JSON), Column("m", Uuid), Column("n", Interval), Column("o", SmallInteger), Column("p", Unicode(7)), Column("q", Date), Column("r", Time))
print(CreateTable(t).compile(dialect=sqlite.dialect()))
print(CreateTable(t).compile(dialect=asyncpg.dialect()))
engine = create_engine("sqlite://")
metadata.create_all(engine)
with engine.begin() as connection:
    show()
    connection.execute(insert(t), {"a": "x", "d": True, "e": decimal.Decimal("1.50"), "k": Size.large, "l": {"a": [1]}, "q": datetime.date(2024, 2, 3)})
    print(connection.execute(select(t.c.d, t.c.e, t.c.k, t.c.l, t.c.q)).one())
    attempt(lambda: connection.execute(insert(t), {"d": 5}))
`,
    stdout: `
CREATE TABLE t (
	id INTEGER NOT NULL, 
	a VARCHAR, 
	b VARCHAR(5), 
	c TEXT, 
	d BOOLEAN, 
	e NUMERIC(8, 2), 
	f FLOAT, 
	g DOUBLE, 
	h DATETIME, 
	h2 DATETIME, 
	i BLOB, 
	j BIGINT, 
	k VARCHAR(5), 
	l JSON, 
	m CHAR(32), 
	n DATETIME, 
	o SMALLINT, 
	p VARCHAR(7), 
	q DATE, 
	r TIME, 
	PRIMARY KEY (id)
)



CREATE TABLE t (
	id SERIAL NOT NULL, 
	a VARCHAR, 
	b VARCHAR(5), 
	c TEXT, 
	d BOOLEAN, 
	e NUMERIC(8, 2), 
	f FLOAT, 
	g DOUBLE PRECISION, 
	h TIMESTAMP WITHOUT TIME ZONE, 
	h2 TIMESTAMP WITH TIME ZONE, 
	i BYTEA, 
	j BIGINT, 
	k size, 
	l JSON, 
	m UUID, 
	n INTERVAL, 
	o SMALLINT, 
	p VARCHAR(7), 
	q DATE, 
	r TIME WITHOUT TIME ZONE, 
	PRIMARY KEY (id)
)


> INSERT INTO t (a, d, e, k, l, q) VALUES (?, ?, ?, ?, ?, ?) ["x",1,1.5,"large","{\\"a\\": [1]}","2024-02-03"]
> SELECT t.d, t.e, t.k, t.l, t.q FROM t []
(True, Decimal('1.50'), <Size.large: 2>, {'a': [1]}, datetime.date(2024, 2, 3))
StatementError: (builtins.ValueError) Value 5 is not None, True, or False
[SQL: INSERT INTO t (d) VALUES (?)]
[parameters: [{'d': 5}]]
> COMMIT
`,
  },
  {
    row: 11,
    title: 'a foreign key finds its column late, and takes its type',
    own: true,
    code: `
metadata = MetaData()
child = Table("child", metadata, Column("id", Integer, primary_key=True), Column("parent_id", ForeignKey("parent.code")))
print(repr(child.c.parent_id.type))
attempt(lambda: child.join(Table("stranger", metadata, Column("id", Integer))))
attempt(lambda: list(child.c.parent_id.foreign_keys)[0].column)
parent = Table("parent", metadata, Column("code", String(12), primary_key=True))
print(repr(child.c.parent_id.type), child.c.parent_id.references(parent.c.code))
print(child.join(parent))
wrong = Table("wrong", metadata, Column("id", Integer, ForeignKey("parent.nope")))
attempt(lambda: list(wrong.c.id.foreign_keys)[0].column)
`,
    stdout: `NullType()
NoForeignKeysError: Can't find any foreign key relationships between 'child' and 'stranger'.
NoReferencedTableError: Foreign key associated with column 'child.parent_id' could not find table 'parent' with which to generate a foreign key to target column 'code'
String(length=12) True
child JOIN parent ON parent.code = child.parent_id
NoReferencedColumnError: Could not initialize target column for ForeignKey 'parent.nope' on table 'wrong': table 'parent' has no column named 'nope'
`,
  },
  {
    row: 12,
    title: 'constraints are written after columns, indexes apart',
    own: true,
    code: `
metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"})
a = Table("a", metadata, Column("id", Integer, primary_key=True), Column("email", String(20), unique=True), Column("n", Integer, index=True), CheckConstraint("n > 0", name="positive"))
b = Table("b", metadata, Column("a_id", ForeignKey("a.id", ondelete="CASCADE"), primary_key=True), Column("k", Integer, primary_key=True), Column("v", Integer), UniqueConstraint("k", "v"), Index("k_and_v", "k", desc("v"), unique=True))
show()
metadata.create_all(create_engine("sqlite://"))
hide()
plain = MetaData()
Table("c", plain, Column("id", Integer, primary_key=True), Column("x", Integer, index=True), Column("y", Integer, unique=True), CheckConstraint("x < y"), UniqueConstraint("x", "y", name="both"))
show()
plain.create_all(create_engine("sqlite://"), checkfirst=False)
`,
    stdout: `> BEGIN (implicit)
> PRAGMA main.table_info("a") []
> PRAGMA temp.table_info("a") []
> PRAGMA main.table_info("b") []
> PRAGMA temp.table_info("b") []
> CREATE TABLE a ( id INTEGER NOT NULL, email VARCHAR(20), n INTEGER, CONSTRAINT pk_a PRIMARY KEY (id), CONSTRAINT ck_a_positive CHECK (n > 0), CONSTRAINT uq_a_email UNIQUE (email) ) []
> CREATE INDEX ix_a_n ON a (n) []
> CREATE TABLE b ( a_id INTEGER NOT NULL, k INTEGER NOT NULL, v INTEGER, CONSTRAINT pk_b PRIMARY KEY (a_id, k), CONSTRAINT uq_b_k UNIQUE (k, v), CONSTRAINT fk_b_a_id_a FOREIGN KEY(a_id) REFERENCES a (id) ON DELETE CASCADE ) []
> CREATE UNIQUE INDEX k_and_v ON b (k, v DESC) []
> COMMIT
> BEGIN (implicit)
> CREATE TABLE c ( id INTEGER NOT NULL, x INTEGER, y INTEGER, PRIMARY KEY (id), CHECK (x < y), CONSTRAINT both UNIQUE (x, y), UNIQUE (y) ) []
> CREATE INDEX ix_c_x ON c (x) []
> COMMIT
`,
  },
  {
    row: 13,
    title: 'tables are made after those they point to, each looked for first',
    own: true,
    code: `
metadata = MetaData()
Table("p", metadata, Column("id", Integer, primary_key=True))
Table("emp", metadata, Column("id", Integer, primary_key=True), Column("boss", ForeignKey("emp.id")))
Table("c", metadata, Column("id", Integer, primary_key=True), Column("p_id", ForeignKey("p.id")))
engine = create_engine("sqlite://")
show()
metadata.create_all(engine)
hide()
print([table.name for table in metadata.sorted_tables])
show()
metadata.create_all(engine)
metadata.drop_all(engine)
hide()
late = MetaData()
Table("book", late, Column("id", Integer, primary_key=True), Column("shelf_id", ForeignKey("shelf.id")))
Table("shelf", late, Column("id", Integer, primary_key=True))
print([table.name for table in late.sorted_tables])
circle = MetaData()
Table("x", circle, Column("id", Integer, primary_key=True), Column("y", ForeignKey("y.id", name="fk_y")))
Table("y", circle, Column("id", Integer, primary_key=True), Column("x", ForeignKey("x.id", name="fk_x")))
show()
circle.create_all(create_engine("sqlite://"), checkfirst=False)
`,
    stdout: `> BEGIN (implicit)
> PRAGMA main.table_info("p") []
> PRAGMA temp.table_info("p") []
> PRAGMA main.table_info("emp") []
> PRAGMA temp.table_info("emp") []
> PRAGMA main.table_info("c") []
> PRAGMA temp.table_info("c") []
> CREATE TABLE p ( id INTEGER NOT NULL, PRIMARY KEY (id) ) []
> CREATE TABLE emp ( id INTEGER NOT NULL, boss INTEGER, PRIMARY KEY (id), FOREIGN KEY(boss) REFERENCES emp (id) ) []
> CREATE TABLE c ( id INTEGER NOT NULL, p_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(p_id) REFERENCES p (id) ) []
> COMMIT
['emp', 'p', 'c']
> BEGIN (implicit)
> PRAGMA main.table_info("p") []
> PRAGMA main.table_info("emp") []
> PRAGMA main.table_info("c") []
> COMMIT
> BEGIN (implicit)
> PRAGMA main.table_info("p") []
> PRAGMA main.table_info("emp") []
> PRAGMA main.table_info("c") []
> DROP TABLE c []
> DROP TABLE emp []
> DROP TABLE p []
> COMMIT
['shelf', 'book']
> BEGIN (implicit)
> CREATE TABLE x ( id INTEGER NOT NULL, y INTEGER, PRIMARY KEY (id), CONSTRAINT fk_y FOREIGN KEY(y) REFERENCES y (id) ) []
> CREATE TABLE y ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id), CONSTRAINT fk_x FOREIGN KEY(x) REFERENCES x (id) ) []
> COMMIT
`,
  },
  {
    row: 14,
    title: 'tables are read from the database',
    code: `
engine = filled()
found = inspect(engine)
print(found.get_table_names(), found.has_table("address"), found.get_pk_constraint("address")["constrained_columns"])
print([(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns("user_account")])
print([(key["constrained_columns"], key["referred_table"], key["referred_columns"]) for key in found.get_foreign_keys("address")])
metadata = MetaData()
table = Table("address", metadata, autoload_with=engine)
print(table.c.keys(), sorted(metadata.tables), table.c.user_id.references(metadata.tables["user_account"].c.id), repr(table.c.id.type))
everything = MetaData()
everything.reflect(bind=engine, only=["user_account"])
print(list(everything.tables))
attempt(lambda: Table("nope", metadata, autoload_with=engine))
with engine.connect() as connection:
    print(connection.execute(select(table.c.email).where(table.c.id == 3)).all())
`,
    stdout: `['address', 'user_account'] True ['id']
[('id', 'INTEGER', False), ('name', 'VARCHAR(30)', False), ('fullname', 'VARCHAR', True)]
[(['user_id'], 'user_account', ['id'])]
['id', 'email', 'user_id'] ['address', 'user_account'] True INTEGER()
['user_account']
NoSuchTableError: nope
[('bob@x',)]
`,
  },
  {
    row: 15,
    title: 'defaults of the program and of the server',
    own: true,
    code: `
metadata = MetaData()
count = iter(range(100, 200))
t = Table("t", metadata, Column("id", Integer, primary_key=True), Column("a", Integer, default=7), Column("b", Integer, default=lambda: next(count)), Column("c", String(10), server_default="none"), Column("d", Integer, onupdate=5), Column("e", Integer, default=select(func.max(literal(3)))), Column("f", Integer, Computed("a * 2")))
engine = create_engine("sqlite://")
metadata.create_all(engine)
show()
with engine.begin() as connection:
    result = connection.execute(insert(t).values(a=1))
    print(result.inserted_primary_key, result.last_inserted_params())
    connection.execute(insert(t), [{"d": 1}, {"d": 2}])
    connection.execute(update(t).where(t.c.id == 1).values(a=2))
    print(connection.execute(select(t)).all())
from sqlalchemy.schema import CreateTable
print(CreateTable(Table("g", MetaData(), Column("id", Integer, Identity(start=42), primary_key=True), Column("at", DateTime, server_default=func.now()), Column("n", Integer, Computed("id + 1", persisted=True)))).compile(dialect=asyncpg.dialect()))
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO t (a, b, e) VALUES (?, ?, (SELECT max(?) AS max_1)) [1,100,3]
(1,) {'a': 1, 'b': 100, 'param_1': 3}
> INSERT INTO t (a, b, d, e) VALUES (?, ?, ?, (SELECT max(?) AS max_1)) [[7,101,1,3],[7,102,2,3]]
> UPDATE t SET a=?, d=? WHERE t.id = ? [2,5,1]
> SELECT t.id, t.a, t.b, t.c, t.d, t.e, t.f FROM t []
[(1, 2, 100, 'none', 5, 3, 4), (2, 7, 101, 'none', 1, 3, 14), (3, 7, 102, 'none', 2, 3, 14)]
> COMMIT

CREATE TABLE g (
	id INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 42), 
	at TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
	n INTEGER GENERATED ALWAYS AS (id + 1) STORED, 
	PRIMARY KEY (id)
)


`,
  },
  {
    row: 15,
    title: 'of mapped classes: read back with the flush, or when asked for',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="new")
    rank: Mapped[int] = mapped_column(default=3, onupdate=lambda: 9)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
show()
with Session(engine) as session:
    note = Note(text="a")
    session.add(note)
    session.flush()
    print(note.state, note.rank)
    note.text = "b"
    session.flush()
    print(note.rank)
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO note (text, rank) VALUES (?, ?) RETURNING id, state ["a",3]
new 3
> UPDATE note SET text=?, rank=? WHERE note.id = ? ["b",9,1]
9
> ROLLBACK
`,
  },
  {
    row: 16,
    title: 'schemas, sequences and comments',
    own: true,
    code: `
from sqlalchemy.schema import CreateTable, CreateSequence
metadata = MetaData(schema="shop")
order = Sequence("order_id", start=10)
t = Table("orders", metadata, Column("id", Integer, order, primary_key=True), Column("customer", Integer, ForeignKey("shop.customers.id"), comment="who"), comment="all of them")
customers = Table("customers", metadata, Column("id", Integer, primary_key=True))
print(list(metadata.tables), t.fullname)
print(CreateTable(t).compile(dialect=asyncpg.dialect()))
on_postgresql(CreateSequence(order))
on_postgresql(select(t.c.id, customers.c.id).join(customers))
on_postgresql(insert(t))
on_sqlite(select(t.c.id))
on_postgresql(select(order.next_value()))
`,
    stdout: `['shop.orders', 'shop.customers'] shop.orders

CREATE TABLE shop.orders (
	id INTEGER NOT NULL, 
	customer INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(customer) REFERENCES shop.customers (id)
)


CREATE SEQUENCE order_id START WITH 10
SELECT shop.orders.id, shop.customers.id AS id_1 FROM shop.orders JOIN shop.customers ON shop.customers.id = shop.orders.customer
INSERT INTO shop.orders (id, customer) VALUES ($1::INTEGER, $2::INTEGER)
SELECT shop.orders.id FROM shop.orders
SELECT nextval('order_id') AS next_value_1
`,
  },
];
