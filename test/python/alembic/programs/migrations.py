#: an empty database and some tables
metadata = sa.MetaData()
sa.Table('author', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(50), nullable=False, index=True))
sa.Table('book', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('author_id', sa.ForeignKey('author.id', ondelete='CASCADE'), nullable=False), sa.Column('title', sa.String(100), unique=True), sa.Column('price', sa.Numeric(10, 2), server_default='0'))
with engine.connect() as connection:
    context = MigrationContext.configure(connection)
    print(context.get_current_revision())
    for diff in compare_metadata(context, metadata):
        print(diff[0], diff[1].name)
    script = produce_migrations(context, metadata)
    print(render_python_code(script.upgrade_ops, migration_context=context))
    print(render_python_code(script.downgrade_ops, migration_context=context))
#: nothing to do
metadata = sa.MetaData()
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String(5), index=True), sa.Column('b', sa.Boolean), sa.Column('c', sa.DateTime), sa.Column('d', sa.Float), sa.Column('e', sa.Enum('x', 'y', name='kind')), sa.Column('f', sa.JSON), sa.Column('g', sa.Text), sa.Column('h', sa.LargeBinary), sa.Column('i', sa.BigInteger), sa.UniqueConstraint('a', 'b'))
metadata.create_all(engine)
with engine.connect() as connection:
    print(compare_metadata(MigrationContext.configure(connection), metadata))
#: columns added and removed
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, old VARCHAR(5), keep INTEGER)')
metadata = sa.MetaData()
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('keep', sa.Integer), sa.Column('new', sa.Date, nullable=False, server_default='2024-01-01'), sa.Column('other', sa.String(3), server_default=sa.text("'x'")))
with engine.connect() as connection:
    context = MigrationContext.configure(connection)
    print([(diff[0], diff[3].name) for diff in compare_metadata(context, metadata)])
    script = produce_migrations(context, metadata)
    print(render_python_code(script.upgrade_ops, migration_context=context))
    print(render_python_code(script.downgrade_ops, migration_context=context))
#: types and nullability changed
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a VARCHAR(5), b INTEGER NOT NULL, c NUMERIC(8, 2), d FLOAT, e TEXT)')
metadata = sa.MetaData()
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String(9)), sa.Column('b', sa.BigInteger, nullable=True), sa.Column('c', sa.Numeric), sa.Column('d', sa.Numeric(5)), sa.Column('e', sa.String, nullable=False))
with engine.connect() as connection:
    context = MigrationContext.configure(connection)
    for diff in compare_metadata(context, metadata):
        print(diff)
    script = produce_migrations(context, metadata)
    print(render_python_code(script.upgrade_ops, migration_context=context))
    print(render_python_code(script.downgrade_ops, migration_context=context))
    print(render_python_code(script.upgrade_ops, render_as_batch=True, migration_context=context))
#: types are not compared
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a VARCHAR(5))')
metadata = sa.MetaData()
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer))
with engine.connect() as connection:
    print(compare_metadata(MigrationContext.configure(connection, opts={'compare_type': False}), metadata))
#: defaults of the server
with engine.begin() as connection:
    connection.exec_driver_sql("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER DEFAULT 1, b VARCHAR(5) DEFAULT 'x', c INTEGER, d INTEGER DEFAULT 4)")
metadata = sa.MetaData()
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer, server_default='2'), sa.Column('b', sa.String(5), server_default='x'), sa.Column('c', sa.Integer, server_default=sa.text('3')), sa.Column('d', sa.Integer))
with engine.connect() as connection:
    print(compare_metadata(MigrationContext.configure(connection), metadata))
    context = MigrationContext.configure(connection, opts={'compare_server_default': True})
    print(render_python_code(produce_migrations(context, metadata).upgrade_ops, migration_context=context))
#: indexes and unique constraints
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, CONSTRAINT uq_a UNIQUE (a), CONSTRAINT uq_c UNIQUE (c))')
    connection.exec_driver_sql('CREATE INDEX ix_b ON t (b)')
    connection.exec_driver_sql('CREATE INDEX ix_gone ON t (c)')
    connection.exec_driver_sql('CREATE INDEX ix_same ON t (a, b)')
metadata = sa.MetaData()
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer), sa.Column('b', sa.Integer), sa.Column('c', sa.Integer), sa.UniqueConstraint('a', 'b', name='uq_a'), sa.UniqueConstraint('b', name='uq_b'), sa.Index('ix_b', 'b', unique=True), sa.Index('ix_new', 'a', 'c'), sa.Index('ix_same', 'a', 'b'))
with engine.connect() as connection:
    context = MigrationContext.configure(connection)
    script = produce_migrations(context, metadata)
    print([diff[0] for diff in script.upgrade_ops.as_diffs()])
    print(render_python_code(script.upgrade_ops, migration_context=context))
    print(render_python_code(script.downgrade_ops, migration_context=context))
#: foreign keys
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE u (id INTEGER NOT NULL PRIMARY KEY)')
    connection.exec_driver_sql('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, CONSTRAINT fk_a FOREIGN KEY (a) REFERENCES u (id), CONSTRAINT fk_c FOREIGN KEY (c) REFERENCES u (id))')
metadata = sa.MetaData()
sa.Table('u', metadata, sa.Column('id', sa.Integer, primary_key=True))
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer), sa.Column('b', sa.Integer), sa.Column('c', sa.Integer), sa.ForeignKeyConstraint(['b'], ['u.id'], name='fk_b', ondelete='SET NULL'), sa.ForeignKeyConstraint(['c'], ['u.id'], name='fk_c'))
with engine.connect() as connection:
    context = MigrationContext.configure(connection)
    script = produce_migrations(context, metadata)
    print([diff[0] for diff in script.upgrade_ops.as_diffs()])
    print(render_python_code(script.upgrade_ops, migration_context=context))
    print(render_python_code(script.downgrade_ops, migration_context=context))
    print(render_python_code(script.upgrade_ops, render_as_batch=True, migration_context=context))
#: names by convention
metadata = sa.MetaData(naming_convention={'ix': 'ix_%(column_0_label)s', 'uq': 'uq_%(table_name)s_%(column_0_name)s', 'ck': 'ck_%(table_name)s_%(constraint_name)s', 'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s', 'pk': 'pk_%(table_name)s'})
sa.Table('u', metadata, sa.Column('id', sa.Integer, primary_key=True))
sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.ForeignKey('u.id')), sa.Column('b', sa.Integer, unique=True), sa.Column('c', sa.Integer, index=True))
with engine.connect() as connection:
    context = MigrationContext.configure(connection)
    print(render_python_code(produce_migrations(context, metadata).upgrade_ops, migration_context=context))
#: leaving objects out
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE mine (id INTEGER NOT NULL PRIMARY KEY)')
    connection.exec_driver_sql('CREATE TABLE foreign_one (id INTEGER NOT NULL PRIMARY KEY)')
metadata = sa.MetaData()
def include(object, name, type_, reflected, compare_to):
    return not (type_ == 'table' and name == 'foreign_one')
with engine.connect() as connection:
    print([diff[1].name for diff in compare_metadata(MigrationContext.configure(connection, opts={'include_object': include}), metadata)])
#: directives
watch(engine)
with engine.connect() as connection:
    op = Operations(MigrationContext.configure(connection))
    op.create_table('team', sa.Column('id', sa.Integer, primary_key=True))
    table = op.create_table('user', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(10), index=True), sa.Column('boss', sa.Integer, sa.ForeignKey('user.id')), sa.Column('team', sa.Integer, sa.ForeignKey('team.id', name='fk_team')))
    print(repr(table.c.name))
    op.add_column('user', sa.Column('age', sa.Integer, server_default='0', nullable=False))
    op.create_index('ix_age', 'user', ['age'], unique=True)
    op.create_index(op.f('ix_two'), 'user', ['age', 'name'])
    op.drop_index('ix_two', table_name='user')
    op.drop_index('ix_age', table_name='user')
    op.bulk_insert(table, [{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'}])
    op.execute('UPDATE user SET age = id')
    op.execute(table.update().where(table.c.id == 1).values(name='z'))
    op.alter_column('user', 'age', new_column_name='years')
    op.rename_table('user', 'account')
    print(connection.execute(sa.text('SELECT id, name, years FROM account ORDER BY id')).all())
    op.drop_column('account', 'years')
    op.drop_table('account')
#: batch mode copies the table
watch(engine)
with engine.connect() as connection:
    op = Operations(MigrationContext.configure(connection))
    table = op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String(5)), sa.Column('b', sa.Integer, server_default='3'), sa.Column('c', sa.Integer))
    op.create_table('user', sa.Column('id', sa.Integer, primary_key=True))
    op.bulk_insert(table, [{'id': 1, 'a': '7', 'c': 5}, {'id': 2, 'a': '8', 'c': None}])
    with op.batch_alter_table('t') as batch_op:
        batch_op.alter_column('a', type_=sa.Integer(), existing_type=sa.String(5), nullable=False)
        batch_op.alter_column('c', new_column_name='d')
    with op.batch_alter_table('t') as batch_op:
        batch_op.create_unique_constraint('uq_a', ['a'])
        batch_op.add_column(sa.Column('u', sa.Integer))
        batch_op.create_foreign_key('fk_u', 'user', ['u'], ['id'], ondelete='CASCADE')
    with op.batch_alter_table('t', schema=None) as batch_op:
        batch_op.drop_constraint('fk_u', type_='foreignkey')
        batch_op.drop_column('u')
        batch_op.alter_column('b', server_default=None)
    with op.batch_alter_table('t') as batch_op:
        batch_op.drop_constraint('uq_a', type_='unique')
    print(connection.execute(sa.text('SELECT * FROM t')).all())
#: batch mode where a copy is not needed
watch(engine)
with engine.connect() as connection:
    op = Operations(MigrationContext.configure(connection))
    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))
    with op.batch_alter_table('t') as batch_op:
        batch_op.add_column(sa.Column('a', sa.Integer))
        batch_op.create_index('ix_a', ['a'])
    with op.batch_alter_table('t') as batch_op:
        batch_op.drop_index('ix_a')
#: constraints on SQLite
with engine.connect() as connection:
    op = Operations(MigrationContext.configure(connection))
    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer))
    for work in (lambda: op.create_unique_constraint('q', 't', ['a']), lambda: op.create_foreign_key('f', 't', 'z', ['a'], ['id']), lambda: op.drop_constraint('q', 't', type_='unique')):
        try:
            work()
        except NotImplementedError as error:
            print(error)
    with op.batch_alter_table('t') as batch_op:
        batch_op.drop_constraint('nowhere', type_='unique')
#: directives without a context
from alembic import op
op.create_table('t')
#: SQL for PostgreSQL
import io
out = io.StringIO()
op = Operations(MigrationContext.configure(dialect_name='postgresql', opts={'as_sql': True, 'output_buffer': out}))
op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('kind', sa.Enum('a', 'b', name='kind')), sa.Column('at', sa.DateTime(timezone=True), server_default=sa.func.now()))
op.alter_column('t', 'c', type_=sa.String(5), nullable=False, server_default='x', new_column_name='d')
op.alter_column('t', 'c', server_default=None)
op.alter_column('t', 'c', nullable=True, existing_type=sa.Integer())
op.alter_column('t', 'c', comment="it's")
op.add_column('t', sa.Column('u', sa.Integer, sa.ForeignKey('u.id', name='fk'), nullable=False, index=True))
op.create_foreign_key('f', 'a', 'b', ['x'], ['id'], ondelete='CASCADE')
op.drop_constraint('f', 'a', type_='foreignkey')
op.create_unique_constraint('uq', 'a', ['x', 'y'])
op.create_check_constraint('ck', 'a', sa.column('x') > 5)
op.create_primary_key('pk', 'a', ['id'])
op.create_table_comment('a', 'hi')
op.rename_table('a', 'b')
op.drop_column('t', 'u')
op.create_index('ix', 't', ['u'], unique=True)
op.drop_index('ix')
op.drop_table('t')
op.execute('SELECT 1')
print(out.getvalue())
#: SQL of a batch for PostgreSQL
import io
out = io.StringIO()
op = Operations(MigrationContext.configure(dialect_name='postgresql', opts={'as_sql': True, 'output_buffer': out}))
with op.batch_alter_table('t') as batch_op:
    batch_op.alter_column('a', nullable=False)
    batch_op.add_column(sa.Column('b', sa.String(3), nullable=False))
    batch_op.create_unique_constraint('uq', ['b'])
    batch_op.drop_column('c')
print(out.getvalue())
#: revisions, up and down
metadata = sa.MetaData()
sa.Table('a', metadata, sa.Column('id', sa.Integer, primary_key=True))
config = configured(metadata, engine)
script = command.revision(config, 'first', autogenerate=True, rev_id='r1')
print(script, repr(script), script.revision, script.down_revision, script.doc, script.is_head)
try:
    command.revision(config, 'too early', autogenerate=True, rev_id='rx')
except CommandError as error:
    print(error)
command.current(config)
command.upgrade(config, 'head')
command.current(config)
sa.Table('b', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('a_id', sa.ForeignKey('a.id')))
try:
    command.check(config)
except CommandError as error:
    print(type(error).__name__)
command.revision(config, 'second one', autogenerate=True, rev_id='r2')
command.upgrade(config, '+1')
command.check(config)
print(sorted(sa.inspect(engine).get_table_names()))
command.history(config)
command.heads(config)
command.downgrade(config, '-1')
command.current(config)
print(sorted(sa.inspect(engine).get_table_names()))
command.downgrade(config, 'base')
command.current(config)
command.stamp(config, 'head')
command.current(config)
#: revisions that are not there
config = configured(sa.MetaData(), engine)
command.revision(config, 'one', rev_id='abc1')
command.revision(config, 'two', rev_id='abd2')
for work in (lambda: command.upgrade(config, 'zzz'), lambda: command.upgrade(config, '+3'), lambda: command.downgrade(config, '-1'), lambda: command.show(config, 'nope')):
    try:
        work()
    except CommandError as error:
        print(error)
command.upgrade(config, 'abc')
command.current(config)
command.history(config)
#: the text of a revision
metadata = sa.MetaData()
sa.Table('a', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('n', sa.String(3)))
config = configured(metadata, engine)
script = command.revision(config, 'make a', autogenerate=True, rev_id='r1')
print(text_of(script))
print(text_of(command.revision(config, 'nothing', rev_id='r2')))
command.show(config, 'r1')
#: revisions as a script of SQL
metadata = sa.MetaData()
sa.Table('a', metadata, sa.Column('id', sa.Integer, primary_key=True))
config = configured(metadata, engine)
command.revision(config, 'first', autogenerate=True, rev_id='r1')
command.upgrade(config, 'head')
sa.Table('b', metadata, sa.Column('id', sa.Integer, primary_key=True))
command.revision(config, 'second', autogenerate=True, rev_id='r2')
command.upgrade(config, 'head', sql=True)
command.upgrade(config, 'r1:r2', sql=True)
command.downgrade(config, 'r2:r1', sql=True)
#: a table that is renamed looks new
with engine.begin() as connection:
    connection.exec_driver_sql('CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(5))')
metadata = sa.MetaData()
sa.Table('people', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(5)))
with engine.connect() as connection:
    print([(diff[0], diff[1].name) for diff in compare_metadata(MigrationContext.configure(connection), metadata)])
#: mapped classes
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
class Base(DeclarativeBase):
    pass
class User(Base):
    __tablename__ = 'user'
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(40), unique=True, index=True)
    nick: Mapped[str | None]
    posts: Mapped[list['Post']] = relationship(back_populates='author')
class Post(Base):
    __tablename__ = 'post'
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey('user.id'))
    author: Mapped[User] = relationship(back_populates='posts')
config = configured(Base.metadata, engine)
print(text_of(command.revision(config, 'models', autogenerate=True, rev_id='m1')))
command.upgrade(config, 'head')
command.check(config)
#: operations that are inspected
metadata = sa.MetaData()
sa.Table('a', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('n', sa.Integer, index=True))
with engine.connect() as connection:
    script = produce_migrations(MigrationContext.configure(connection), metadata)
    for op in script.upgrade_ops.ops:
        print(type(op).__name__, op.table_name, [type(one).__name__ for one in getattr(op, 'ops', [])])
    print([type(op).__name__ for op in script.downgrade_ops.ops], script.upgrade_ops.is_empty())
