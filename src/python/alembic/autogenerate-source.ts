import { sourceModule } from '../modules/source-module';

/** Comparing a database with a metadata: operations, the tuples that stand for them, their code. */
export const alembicAutogenerateModule = sourceModule(
  'alembic.autogenerate',
  String.raw`
import logging
import warnings
import sqlalchemy as sa
import _alembic
from sqlalchemy.types import NullType

PLUGINS = ('schemas', 'tables', 'types', 'constraints', 'defaults', 'comments')


class MigrateOperation:
    """An operation, as a record of the migrations."""

    def __init__(self, record):
        self._record = record

    def reverse(self):
        return operation_of(_alembic.reverse(self._record))

    @property
    def table_name(self):
        table = self._record['table']
        return table if isinstance(table, str) else table.name

    @property
    def schema(self):
        return self._record.get('schema')

    def to_diff_tuple(self):
        raise NotImplementedError


class CreateTableOp(MigrateOperation):
    def to_table(self):
        return self._record['table']

    def to_diff_tuple(self):
        return ('add_table', self._record['table'])


class DropTableOp(CreateTableOp):
    def to_diff_tuple(self):
        return ('remove_table', self._record['table'])


class AddColumnOp(MigrateOperation):
    @property
    def column(self):
        return self._record['column']

    def to_diff_tuple(self):
        return ('add_column', self.schema, self.table_name, self.column)


class DropColumnOp(AddColumnOp):
    @property
    def column_name(self):
        return self.column.name

    def to_diff_tuple(self):
        return ('remove_column', self.schema, self.table_name, self.column)


class AlterColumnOp(MigrateOperation):
    @property
    def column_name(self):
        return self._record['column']

    def to_diff_tuple(self):
        existing, changes = self._record['existing'], self._record['changes']
        place = (self.schema, self.table_name, self._record['column'])
        known = {
            'existing_type': existing.get('type'), 'existing_nullable': existing.get('nullable'),
            'existing_server_default': existing.get('serverDefault') or False, 'existing_comment': existing.get('comment'),
        }

        def others(*names):
            return {name: known[name] for name in names}
        found = []
        if 'type' in changes:
            found.append(('modify_type', *place, others('existing_nullable', 'existing_server_default', 'existing_comment'), known['existing_type'], changes['type']))
        if 'nullable' in changes:
            found.append(('modify_nullable', *place, others('existing_type', 'existing_server_default', 'existing_comment'), known['existing_nullable'], changes['nullable']))
        if 'serverDefault' in changes:
            found.append(('modify_default', *place, others('existing_nullable', 'existing_type', 'existing_comment'), existing.get('serverDefault'), changes['serverDefault']))
        if 'comment' in changes:
            found.append(('modify_comment', *place, others('existing_nullable', 'existing_type', 'existing_server_default'), known['existing_comment'], changes['comment']))
        return found


class CreateIndexOp(MigrateOperation):
    def to_diff_tuple(self):
        return ('add_index', self._record['index'])


class DropIndexOp(MigrateOperation):
    def to_diff_tuple(self):
        return ('remove_index', self._record['index'])


def is_foreign_key(constraint):
    return type(constraint).__name__ == 'ForeignKeyConstraint'


def bare(record):
    """A constraint as an operation makes it: on columns of which only the names are known."""
    constraint = record['constraint']
    if type(constraint).__name__ != 'UniqueConstraint':
        return constraint
    names = [column.name for column in constraint.columns]
    made = sa.UniqueConstraint(*names, name=constraint.name)
    sa.Table(record['table'], sa.MetaData(), *[sa.Column(name, NullType()) for name in names], schema=record['schema']).append_constraint(made)
    return made


class AddConstraintOp(MigrateOperation):
    def to_constraint(self):
        return bare(self._record)

    def to_diff_tuple(self):
        constraint = bare(self._record)
        return ('add_fk' if is_foreign_key(constraint) else 'add_constraint', constraint)


class CreateUniqueConstraintOp(AddConstraintOp):
    pass


class CreateForeignKeyOp(AddConstraintOp):
    pass


class DropConstraintOp(MigrateOperation):
    def to_diff_tuple(self):
        constraint = bare(self._record)
        return ('remove_fk' if is_foreign_key(constraint) else 'remove_constraint', constraint)


class CreateTableCommentOp(MigrateOperation):
    def to_diff_tuple(self):
        if self._record['comment'] is None:
            return ('remove_table_comment', self.table_name)
        return ('add_table_comment', self.table_name, self._record['existing'])


CLASSES = {
    'create table': CreateTableOp, 'drop table': DropTableOp, 'add column': AddColumnOp, 'drop column': DropColumnOp, 'alter column': AlterColumnOp,
    'create index': CreateIndexOp, 'drop index': DropIndexOp, 'drop constraint': DropConstraintOp, 'comment on table': CreateTableCommentOp,
}


def operation_of(record):
    kind = record['kind']
    if kind == 'create constraint':
        return (CreateForeignKeyOp if is_foreign_key(record['constraint']) else CreateUniqueConstraintOp)(record)
    return CLASSES[kind](record)


class OpContainer:
    def __init__(self, ops=()):
        self.ops = list(ops)

    def is_empty(self):
        return not self.ops

    def as_diffs(self):
        return list(diffs_of(self))

    def _records(self):
        return [record for op in self.ops for record in (op._records() if isinstance(op, OpContainer) else [op._record])]


def diffs_of(container):
    for op in container.ops:
        if isinstance(op, OpContainer):
            yield from diffs_of(op)
        else:
            yield op.to_diff_tuple()


class ModifyTableOps(OpContainer):
    """Operations on a table that stays."""

    def __init__(self, table_name, ops, *, schema=None):
        OpContainer.__init__(self, ops)
        self.table_name = table_name
        self.schema = schema

    def reverse(self):
        return ModifyTableOps(self.table_name, [op.reverse() for op in reversed(self.ops)], schema=self.schema)


class UpgradeOps(OpContainer):
    def __init__(self, ops=(), upgrade_token='upgrades'):
        OpContainer.__init__(self, ops)
        self.upgrade_token = upgrade_token

    def reverse_into(self, downgrade_ops):
        downgrade_ops.ops[:] = [op.reverse() for op in reversed(self.ops)]
        return downgrade_ops

    def reverse(self):
        return self.reverse_into(DowngradeOps(ops=[]))


class DowngradeOps(OpContainer):
    def __init__(self, ops=(), downgrade_token='downgrades'):
        OpContainer.__init__(self, ops)
        self.downgrade_token = downgrade_token

    def reverse(self):
        return UpgradeOps(ops=[op.reverse() for op in reversed(self.ops)])


class MigrationScript:
    def __init__(self, rev_id, upgrade_ops, downgrade_ops, *, message=None, imports=(), head=None):
        self.rev_id = rev_id
        self.message = message
        self.imports = set(imports)
        self.head = head
        self.upgrade_ops = upgrade_ops
        self.downgrade_ops = downgrade_ops


for one in (MigrateOperation, CreateTableOp, DropTableOp, AddColumnOp, DropColumnOp, AlterColumnOp, CreateIndexOp, DropIndexOp, AddConstraintOp, CreateUniqueConstraintOp, CreateForeignKeyOp,
            DropConstraintOp, CreateTableCommentOp, OpContainer, ModifyTableOps, UpgradeOps, DowngradeOps, MigrationScript):
    one.__module__ = 'alembic.operations.ops'


def grouped(operations):
    """Operations on one table that follow each other stand together."""
    made = []
    for op in operations:
        if isinstance(op, CreateTableOp):
            made.append(op)
            continue
        last = made[-1] if made else None
        if not isinstance(last, ModifyTableOps) or (last.table_name, last.schema) != (op.table_name, op.schema):
            last = ModifyTableOps(op.table_name, [], schema=op.schema)
            made.append(last)
        last.ops.append(op)
    return made


def subject_of(record):
    """What include_object is asked of an operation: (object, name, type, whether it was reflected)."""
    kind = record['kind']
    reflected = kind.startswith('drop')
    if kind.endswith('table') and 'comment' not in kind:
        return record['table'], record['table'].name, 'table', reflected
    if kind in ('add column', 'drop column'):
        return record['column'], record['column'].name, 'column', reflected
    if 'index' in kind:
        return record['index'], record['index'].name, 'index', reflected
    if 'constraint' in kind:
        constraint = record['constraint']
        return constraint, constraint.name, 'foreign_key_constraint' if is_foreign_key(constraint) else 'unique_constraint', reflected
    return None


def tell_plugins():
    for plugin in PLUGINS:
        logging.getLogger('alembic.runtime.plugins').info('setting up autogenerate plugin %s', f'alembic.autogenerate.{plugin}')


def found(migration_context, metadata):
    tell_plugins()
    opts = migration_context.opts
    comparison = _alembic.compare(migration_context.connection, metadata, opts.get('compare_type', True), opts.get('compare_server_default', False), migration_context.version_table)
    records = comparison['operations']
    kept = included(records, opts.get('include_object'))
    for detection in comparison['detections']:
        if detection['operation'] in kept:
            logging.getLogger('alembic.autogenerate.compare.' + detection['topic']).info(detection['message'])
    return grouped([operation_of(records[at]) for at in kept])


def included(records, include):
    """Places of the records that include_object lets through; those of a table go with it."""
    if include is None:
        return list(range(len(records)))
    whole = [record['table'] for record in records if record['kind'] in ('create table', 'drop table')]
    away = {table.name for table in whole if not include(table, table.name, 'table', False, None)}
    kept = []
    for at, record in enumerate(records):
        subject = subject_of(record)
        table = record['table'] if isinstance(record['table'], str) else record['table'].name
        if table not in away and (subject is None or subject[2] == 'table' or include(*subject, None)):
            kept.append(at)
    return kept


def produce_migrations(context, metadata):
    upgrade = UpgradeOps(found(context, metadata))
    return MigrationScript(None, upgrade, upgrade.reverse())


def compare_metadata(context, metadata):
    return produce_migrations(context, metadata).upgrade_ops.as_diffs()


def render_python_code(up_or_down_op, sqlalchemy_module_prefix='sa.', alembic_module_prefix='op.', render_as_batch=False, imports=(), render_item=None, migration_context=None, user_module_prefix=None):
    if migration_context is None:
        log = logging.getLogger('alembic.runtime.migration')
        log.info('Context impl DefaultImpl.')
        log.info('Will assume non-transactional DDL.')
    tell_plugins()
    return code_of(up_or_down_op, sqlalchemy_module_prefix, alembic_module_prefix, render_as_batch)


def code_of(up_or_down_op, sqlalchemy_module_prefix, alembic_module_prefix, render_as_batch):
    for record in up_or_down_op._records():
        if record['kind'] == 'drop constraint' and record['constraint'].name is None:
            warnings.warn(f"Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table {record['table']!r}; the migration will fail unless a constraint name is added to the directive.  "
                          'Consider using a naming convention so that constraint names are known ahead of time.', UserWarning, stacklevel=2)
    return _alembic.code(up_or_down_op._records(), render_as_batch, sqlalchemy_module_prefix, alembic_module_prefix)


`,
);
