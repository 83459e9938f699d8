import { sourceModule } from '../modules/source-module';

/** `Operations` and what `batch_alter_table` gives: the directives of a migration. */
export const alembicOperationsModule = sourceModule(
  '_alembic_operations',
  String.raw`
import contextlib
import sqlalchemy as sa
import _alembic

NOT_GIVEN = False


class ConventionName(str):
    """A name that no convention changes: op.f()."""

    def __new__(cls, value, quote=None):
        return str.__new__(cls, value)


def stub(name, schema, *columns):
    """A table of which only the name and some columns matter."""
    metadata = sa.MetaData()
    return sa.Table(name, metadata, *[sa.Column(one, sa.Integer()) if isinstance(one, str) else one for one in columns], schema=schema)


def default_clause(given):
    """server_default as a column holds it."""
    return None if given is None else sa.Column('x', sa.Integer(), server_default=given).server_default


def record(kind, table, schema=None, **fields):
    return {'kind': kind, 'table': table, 'schema': schema, **fields}


class Directives:
    """The operations by name; subclasses say what happens with each, and which table those of a batch are about."""

    def f(self, name):
        return ConventionName(name)

    def _do(self, operation):
        raise NotImplementedError

    def _add_column(self, table, column, schema):
        holder = stub(table, schema, column)
        _alembic.define_referred_tables(holder)
        self._do(record('add column', table, schema, column=holder.c[column.name], withKeys=True))
        for index in holder.indexes:
            self._do(record('create index', table, schema, index=index))

    def _alter_column(self, table, column, schema, nullable, comment, server_default, new_column_name, type_, existing_type, existing_server_default, existing_nullable, existing_comment):
        changes = {}
        if nullable is not None:
            changes['nullable'] = nullable
        if server_default is not NOT_GIVEN:
            changes['serverDefault'] = default_clause(server_default)
        if new_column_name is not None:
            changes['name'] = new_column_name
        if type_ is not None:
            changes['type'] = sa.Column('x', type_).type
        if comment is not NOT_GIVEN:
            changes['comment'] = comment
        existing = {}
        if existing_type is not None:
            existing['type'] = sa.Column('x', existing_type).type
        if existing_nullable is not None:
            existing['nullable'] = existing_nullable
        self._do(record('alter column', table, schema, column=column, existing=existing, changes=changes))

    def _create_index(self, name, table, columns, schema, unique, options):
        if any(not isinstance(one, str) for one in columns):
            expressions = ', '.join(str(one) if not isinstance(one, str) else f'"{one}"' for one in columns)
            return self.execute(f'CREATE {"UNIQUE " if unique else ""}INDEX {name} ON {table} ({expressions})')
        holder = stub(table, schema, *dict.fromkeys(columns))
        index = sa.Index(name, *[holder.c[one] for one in columns], unique=bool(unique), **options)
        self._do(record('create index', table, schema, index=index))

    def _drop_index(self, name, table, schema):
        holder = stub(table or 'no table', schema, 'x')
        self._do(record('drop index', table or 'no table', schema, index=sa.Index(name, holder.c.x)))

    def _constraint(self, kind, table, schema, constraint, *columns):
        holder = stub(table, schema, *dict.fromkeys(columns))
        holder.append_constraint(constraint)
        if isinstance(constraint, sa.ForeignKeyConstraint):
            _alembic.define_referred_tables(holder)
        self._do(record(kind, table, schema, constraint=constraint))

    def _foreign_key(self, name, table, referent, local, remote, schema, referent_schema, options):
        place = f'{referent_schema}.{referent}' if referent_schema else referent
        constraint = sa.ForeignKeyConstraint(list(local), [f'{place}.{one}' for one in remote], name=name, **{key: value for key, value in options.items() if value is not None})
        columns = [*local, *remote] if referent == table else local
        self._constraint('create constraint', table, schema, constraint, *columns)

    def _drop_constraint(self, name, table, type_, schema):
        constraint = sa.PrimaryKeyConstraint('x', name=name) if type_ == 'primary' else sa.UniqueConstraint('x', name=name)
        self._constraint('drop constraint', table, schema, constraint, 'x')


class Operations(Directives):
    """The operations on a connection."""

    def __init__(self, migration_context, impl=None):
        self.migration_context = migration_context

    @classmethod
    @contextlib.contextmanager
    def context(cls, migration_context):
        made = cls(migration_context)
        with made._installed():
            yield made

    @contextlib.contextmanager
    def _installed(self):
        import _alembic_proxy
        before = _alembic_proxy.current[0]
        _alembic_proxy.current[0] = self
        try:
            yield
        finally:
            _alembic_proxy.current[0] = before

    def _do(self, operation):
        context = self.migration_context
        if context.as_sql:
            for text in _alembic.texts(operation, context.dialect_name):
                context.write(text)
        else:
            _alembic.perform(context.connection, operation)

    def get_bind(self):
        return self.migration_context.connection

    def get_context(self):
        return self.migration_context

    def create_table(self, table_name, *columns, if_not_exists=None, schema=None, **kw):
        if if_not_exists and not self.migration_context.as_sql and sa.inspect(self.get_bind()).has_table(table_name):
            return sa.Table(table_name, sa.MetaData(), *columns, schema=schema, **kw)
        table = sa.Table(table_name, sa.MetaData(), *columns, schema=schema, **kw)
        _alembic.define_referred_tables(table)
        self._do({'kind': 'create table', 'table': table})
        for index in sorted(table.indexes, key=lambda index: index.name):
            self._do(record('create index', table_name, schema, index=index))
        return table

    def drop_table(self, table_name, *, if_exists=None, schema=None, **kw):
        if if_exists and not self.migration_context.as_sql and not sa.inspect(self.get_bind()).has_table(table_name):
            return
        self._do({'kind': 'drop table', 'table': stub(table_name, schema)})

    def rename_table(self, old_table_name, new_table_name, *, schema=None):
        self._do(record('rename table', old_table_name, schema, to=new_table_name))

    def add_column(self, table_name, column, *, schema=None, if_not_exists=None, inline_references=None, inline_primary_key=None):
        if if_not_exists and column.name in [one['name'] for one in sa.inspect(self.get_bind()).get_columns(table_name)]:
            return
        self._add_column(table_name, column, schema)

    def drop_column(self, table_name, column_name, *, schema=None, **kw):
        self._do(record('drop column', table_name, schema, column=stub(table_name, schema, column_name).c[column_name]))

    def alter_column(self, table_name, column_name, *, nullable=None, comment=NOT_GIVEN, server_default=NOT_GIVEN, new_column_name=None, type_=None, existing_type=None,
                     existing_server_default=NOT_GIVEN, existing_nullable=None, existing_comment=None, schema=None, **kw):
        self._alter_column(table_name, column_name, schema, nullable, comment, server_default, new_column_name, type_, existing_type, existing_server_default, existing_nullable, existing_comment)

    def create_index(self, index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw):
        self._create_index(index_name, table_name, columns, schema, unique, kw)

    def drop_index(self, index_name, table_name=None, *, schema=None, if_exists=None, **kw):
        self._drop_index(index_name, table_name, schema)

    def create_unique_constraint(self, constraint_name, table_name, columns, *, schema=None, **kw):
        self._constraint('create constraint', table_name, schema, sa.UniqueConstraint(*columns, name=constraint_name, **kw), *columns)

    def create_primary_key(self, constraint_name, table_name, columns, *, schema=None):
        self._constraint('create constraint', table_name, schema, sa.PrimaryKeyConstraint(*columns, name=constraint_name), *columns)

    def create_check_constraint(self, constraint_name, table_name, condition, *, schema=None, **kw):
        self._constraint('create constraint', table_name, schema, sa.CheckConstraint(condition, name=constraint_name, **kw))

    def create_foreign_key(self, constraint_name, source_table, referent_table, local_cols, remote_cols, *, onupdate=None, ondelete=None, deferrable=None, initially=None, match=None,
                           source_schema=None, referent_schema=None, **kw):
        options = {'onupdate': onupdate, 'ondelete': ondelete, 'deferrable': deferrable, 'initially': initially, 'match': match}
        self._foreign_key(constraint_name, source_table, referent_table, local_cols, remote_cols, source_schema, referent_schema, options)

    def drop_constraint(self, constraint_name, table_name, type_=None, *, schema=None, if_exists=None):
        self._drop_constraint(constraint_name, table_name, type_, schema)

    def create_table_comment(self, table_name, comment, *, existing_comment=None, schema=None):
        self._do(record('comment on table', table_name, schema, comment=comment, existing=existing_comment))

    def drop_table_comment(self, table_name, *, existing_comment=None, schema=None):
        self._do(record('comment on table', table_name, schema, comment=None, existing=existing_comment))

    def execute(self, sqltext, *, execution_options=None):
        context = self.migration_context
        if context.as_sql:
            context.write(_alembic.text_of(sqltext, context.dialect_name))
        else:
            context.connection.execute(sa.text(sqltext) if isinstance(sqltext, str) else sqltext)

    def bulk_insert(self, table, rows, *, multiinsert=True):
        if not isinstance(rows, list):
            raise TypeError('List expected')
        if rows and not isinstance(rows[0], dict):
            raise TypeError('List of dictionaries expected')
        context = self.migration_context
        if context.as_sql:
            for row in rows:
                context.write(_alembic.text_of(table.insert().values(**row), context.dialect_name))
        elif multiinsert and rows:
            context.connection.execute(table.insert(), rows)
        else:
            for row in rows:
                context.connection.execute(table.insert().values(**row))

    def inline_literal(self, value, type_=None):
        return sa.literal(value, type_, literal_execute=True)

    @contextlib.contextmanager
    def batch_alter_table(self, table_name, schema=None, recreate='auto', **options):
        batch = BatchOperations(self, table_name, schema, recreate)
        yield batch
        batch._flush()


class BatchOperations(Directives):
    """Operations on one table, done together at the end: where the database cannot alter it, by one copy."""

    def __init__(self, operations, table_name, schema, recreate):
        self._operations = operations
        self._table = table_name
        self._schema = schema
        self._recreate = recreate
        self._batch = []

    @property
    def migration_context(self):
        return self._operations.migration_context

    def get_bind(self):
        return self._operations.get_bind()

    def get_context(self):
        return self.migration_context

    def _do(self, operation):
        self._batch.append(operation)

    def _flush(self):
        context = self.migration_context
        direct = context.as_sql or self._recreate == 'never' or context.dialect_name != 'sqlite'
        if not direct and self._recreate == 'auto':
            direct = all(self._is_direct(operation) for operation in self._batch)
        if direct and self._recreate != 'always':
            for operation in self._batch:
                self._operations._do(operation)
        elif self._batch or self._recreate == 'always':
            _alembic.copy_table(context.connection, self._batch)

    def _is_direct(self, operation):
        return operation['kind'] != 'alter column' and _alembic.is_direct(self.get_bind(), operation)

    def add_column(self, column, *, insert_before=None, insert_after=None, if_not_exists=None, **kw):
        self._add_column(self._table, column, self._schema)

    def drop_column(self, column_name, **kw):
        self._do(record('drop column', self._table, self._schema, column=stub(self._table, self._schema, column_name).c[column_name]))

    def alter_column(self, column_name, *, nullable=None, comment=NOT_GIVEN, server_default=NOT_GIVEN, new_column_name=None, type_=None, existing_type=None,
                     existing_server_default=NOT_GIVEN, existing_nullable=None, existing_comment=None, **kw):
        self._alter_column(self._table, column_name, self._schema, nullable, comment, server_default, new_column_name, type_, existing_type, existing_server_default, existing_nullable, existing_comment)

    def create_index(self, index_name, columns, *, unique=False, if_not_exists=None, **kw):
        self._create_index(index_name, self._table, columns, self._schema, unique, kw)

    def drop_index(self, index_name, *, if_exists=None, **kw):
        self._drop_index(index_name, self._table, self._schema)

    def create_unique_constraint(self, constraint_name, columns, **kw):
        self._constraint('create constraint', self._table, self._schema, sa.UniqueConstraint(*columns, name=constraint_name, **kw), *columns)

    def create_primary_key(self, constraint_name, columns):
        self._constraint('create constraint', self._table, self._schema, sa.PrimaryKeyConstraint(*columns, name=constraint_name), *columns)

    def create_check_constraint(self, constraint_name, condition, **kw):
        self._constraint('create constraint', self._table, self._schema, sa.CheckConstraint(condition, name=constraint_name, **kw))

    def create_foreign_key(self, constraint_name, referent_table, local_cols, remote_cols, *, referent_schema=None, onupdate=None, ondelete=None, deferrable=None, initially=None, match=None, **kw):
        options = {'onupdate': onupdate, 'ondelete': ondelete, 'deferrable': deferrable, 'initially': initially, 'match': match}
        self._foreign_key(constraint_name, self._table, referent_table, local_cols, remote_cols, self._schema, referent_schema, options)

    def drop_constraint(self, constraint_name, type_=None):
        self._drop_constraint(constraint_name, self._table, type_, self._schema)

    def create_table_comment(self, comment, *, existing_comment=None):
        self._do(record('comment on table', self._table, self._schema, comment=comment, existing=existing_comment))

    def execute(self, sqltext, *, execution_options=None):
        self._operations.execute(sqltext)


Operations.__module__ = BatchOperations.__module__ = 'alembic.operations.base'
`,
);

/** The operations in force: `alembic.op` speaks to them. */
export const alembicProxyModule = sourceModule('_alembic_proxy', 'current = [None]\n');

/** `alembic.op`: each name does it with the operations in force. */
export const alembicOpModule = sourceModule(
  'alembic.op',
  String.raw`
from _alembic_operations import Operations as _Operations
from _alembic_proxy import current as _current


def _proxy(name):
    def directive(*args, **kwargs):
        if _current[0] is None:
            raise NameError(f"Can't invoke function '{name}', as the proxy object has not yet been established for the Alembic 'Operations' class.  Try placing this code inside a callable.")
        return getattr(_current[0], name)(*args, **kwargs)
    directive.__name__ = directive.__qualname__ = name
    return directive


add_column = _proxy('add_column')
alter_column = _proxy('alter_column')
batch_alter_table = _proxy('batch_alter_table')
bulk_insert = _proxy('bulk_insert')
create_check_constraint = _proxy('create_check_constraint')
create_foreign_key = _proxy('create_foreign_key')
create_index = _proxy('create_index')
create_primary_key = _proxy('create_primary_key')
create_table = _proxy('create_table')
create_table_comment = _proxy('create_table_comment')
create_unique_constraint = _proxy('create_unique_constraint')
drop_column = _proxy('drop_column')
drop_constraint = _proxy('drop_constraint')
drop_index = _proxy('drop_index')
drop_table = _proxy('drop_table')
drop_table_comment = _proxy('drop_table_comment')
execute = _proxy('execute')
f = _proxy('f')
get_bind = _proxy('get_bind')
get_context = _proxy('get_context')
inline_literal = _proxy('inline_literal')
rename_table = _proxy('rename_table')
`,
);
