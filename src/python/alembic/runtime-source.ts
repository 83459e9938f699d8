import { sourceModule } from '../modules/source-module';

/** `MigrationContext`: a connection, and at which revisions its database is. */
export const alembicRuntimeModule = sourceModule(
  'alembic.runtime.migration',
  String.raw`
import contextlib
import logging
import sys
import _alembic
from alembic.util.exc import CommandError

log = logging.getLogger('alembic.runtime.migration')
IMPLEMENTATIONS = {'sqlite': 'SQLiteImpl', 'postgresql': 'PostgresqlImpl'}


class MigrationContext:
    def __init__(self, connection, dialect_name, opts, environment_context=None):
        self.environment_context = environment_context
        self.opts = opts
        self.connection = connection
        self.dialect_name = dialect_name
        self.as_sql = opts.get('as_sql', False)
        self.output_buffer = opts.get('output_buffer') or sys.stdout
        self.version_table = opts.get('version_table', 'alembic_version')
        log.info('Context impl %s.', IMPLEMENTATIONS[dialect_name])
        if self.as_sql:
            log.info('Generating static SQL')
        log.info('Will assume %s DDL.', 'transactional' if dialect_name == 'postgresql' else 'non-transactional')

    @classmethod
    def configure(cls, connection=None, url=None, dialect_name=None, dialect=None, environment_context=None, dialect_opts=None, opts=None):
        opts = dict(opts or {})
        if connection is not None:
            name = _alembic.dialect_name(connection)
        elif dialect_name is not None:
            name = dialect_name.partition('+')[0]
        elif url is not None:
            name = str(url).partition(':')[0].partition('+')[0]
        elif dialect is not None:
            name = dialect.name
        else:
            raise Exception('Connection, url, or dialect_name is required.')
        if connection is None:
            opts.setdefault('as_sql', True)
        return cls(connection, name, opts, environment_context)

    @property
    def bind(self):
        return self.connection

    @property
    def dialect(self):
        return self.connection.dialect

    @property
    def impl(self):
        return self

    def get_current_heads(self):
        return tuple(_alembic.heads(self.connection, self.version_table)) if self.connection is not None else ()

    def get_current_revision(self):
        heads = self.get_current_heads()
        if len(heads) > 1:
            raise CommandError(f"Version table '{self.version_table}' has more than one head present; please use get_current_heads()")
        return heads[0] if heads else None

    @contextlib.contextmanager
    def begin_transaction(self, _per_migration=False):
        if self.as_sql or self.connection is None:
            yield
            return
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    @contextlib.contextmanager
    def autocommit_block(self):
        self.connection.commit()
        yield
        self.connection.commit()

    def write(self, text):
        """A statement of a script of SQL."""
        self.output_buffer.write(text.replace('\t', '    ').strip() + ';\n\n')

    def execute(self, sql, execution_options=None):
        from _alembic_operations import Operations
        Operations(self).execute(sql)

    def stamp(self, script_directory, revision):
        target = script_directory.get_revision(revision)
        _alembic.ensure_version(self.connection, self.version_table)
        before = self.get_current_revision()
        after = None if target is None else target.revision
        if before != after:
            log.info('Running stamp_revision %s -> %s', before or '', after or '')
            _alembic.move_version(self.connection, self.version_table, before, after)


MigrationContext.__module__ = 'alembic.runtime.migration'
`,
);

/** The modules under which that stands too. */
export const alembicMigrationModule = sourceModule('alembic.migration', 'from alembic.runtime.migration import MigrationContext\n');
