import logging
import re
import sys
import sqlalchemy as sa
from sqlalchemy import event
from alembic import command
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.util import CommandError

logging.basicConfig(stream=sys.stdout, format='%(levelname)-5.5s [%(name)s] %(message)s')
logging.getLogger('alembic').setLevel(logging.INFO)
engine = sa.create_engine('sqlite://')


def watch(engine):
    @event.listens_for(engine, 'before_cursor_execute')
    def show(connection, cursor, statement, parameters, context, executemany):
        if not statement.lstrip().startswith(('PRAGMA', 'SELECT sql', 'SELECT sqlite')):
            print('SQL', statement.strip(), parameters)


def configured(metadata, engine):
    config = Config()
    config.set_main_option('sqlalchemy.url', 'sqlite://')
    config.attributes['target_metadata'] = metadata
    config.attributes['connection'] = engine
    return config


def text_of(script):
    return re.sub('Create Date: .*', 'Create Date: now', script.source)
