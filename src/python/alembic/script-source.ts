import { sourceModule } from '../modules/source-module';

/** Revisions: kept in the kernel, by the location that the config names. */
export const alembicScriptModule = sourceModule(
  'alembic.script',
  String.raw`
import datetime
import re
import textwrap
import types
import uuid
import _alembic
from _function_maker import run
from alembic.util.exc import CommandError
from sqlalchemy.exc import ArgumentError

_directories = {}

TEMPLATE = '''"""{message}

Revision ID: {revision}
Revises: {revises}
Create Date: {date}

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = {revision!r}
down_revision: Union[str, Sequence[str], None] = {down!r}
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    {up}


def downgrade() -> None:
    """Downgrade schema."""
    {down_code}
'''


class Script:
    """A revision: its text, and what the text defines."""

    def __init__(self, directory, revision, down_revision, doc, source, path):
        self._directory = directory
        self.revision = revision
        self.down_revision = down_revision
        self.doc = doc
        self.longdoc = source.split('"""')[1].strip()
        self.path = path
        self.source = source
        self.module = types.SimpleNamespace(**run(source, {}, revision))

    @property
    def is_head(self):
        return self.revision in self._directory.get_heads()

    @property
    def is_base(self):
        return self.down_revision is None

    @property
    def log_entry(self):
        head = ' (head)' if self.is_head else ''
        return f'Rev: {self.revision}{head}\nParent: {self.down_revision or "<base>"}\nPath: {self.path}\n\n{textwrap.indent(self.longdoc, "    ", lambda line: True)}\n'

    def cmd_format(self, verbose, include_doc=True):
        return self.log_entry if verbose else str(self)

    def __repr__(self):
        return f'Script({self.revision!r}, {self.down_revision!r})'

    def __str__(self):
        head = ' (head)' if self.is_head else ''
        return f'{self.down_revision or "<base>"} -> {self.revision}{head}, {self.doc}'


class ScriptDirectory:
    def __init__(self, location):
        self.dir = location
        self.versions = f'{location}/versions'
        self._history = _alembic.RevisionHistory()
        self._scripts = {}

    @classmethod
    def from_config(cls, config):
        location = config.get_main_option('script_location') or 'migrations'
        if location not in _directories:
            _directories[location] = cls(location)
        return _directories[location]

    def add(self, revision, down_revision, message, up, down):
        now = datetime.datetime.now()
        slug = '_'.join(re.findall(r'\w+', message or '')).lower()[:40]
        path = f'{self.versions}/{revision}_{slug}.py'
        source = TEMPLATE.format(message=message or 'empty message', revision=revision, revises=down_revision or '', date=now, down=down_revision, up=up, down_code=down)
        script = Script(self, revision, down_revision, message or 'empty message', source, path)
        guarded(self._history.add, revision, down_revision, script.doc, script)
        self._scripts[revision] = script
        print(f'Generating {path} ...  done')
        return script

    def get_heads(self):
        return [one['id'] for one in self._history.heads()]

    def get_current_head(self):
        heads = self.get_heads()
        if len(heads) > 1:
            raise CommandError("The script directory has multiple heads (due to branching).Please use get_heads(), or merge the branches using alembic merge.")
        return heads[0] if heads else None

    def get_revision(self, name, current=None):
        found = guarded(self._history.find, name, current)
        return None if found is None else self._scripts[found['id']]

    def walk_revisions(self, base='base', head='heads'):
        return [self._scripts[one['id']] for one in self._history.newest_first()]

    def _steps(self, direction, current, target):
        found = guarded(self._history.find, target, current)
        steps = guarded(self._history.upgrades if direction == 'upgrade' else self._history.downgrades, current, found)
        return [self._scripts[step['revision']['id']] for step in steps]


def guarded(work, *arguments):
    try:
        return work(*arguments)
    except ArgumentError as error:
        raise CommandError(str(error)) from None


def new_revision_id():
    return uuid.uuid4().hex[-12:]
`,
);

/** `alembic.config`: no file, options only. */
export const alembicConfigModule = sourceModule(
  'alembic.config',
  String.raw`
import sys


class Config:
    """Options by name. \x60attributes\x60 holds objects: the connection, and the metadata that revisions are made for."""

    def __init__(self, file_=None, ini_section='alembic', output_buffer=None, stdout=None, cmd_opts=None, config_args=None, attributes=None):
        self.config_file_name = file_
        self.config_ini_section = ini_section
        self.output_buffer = output_buffer
        self._stdout = stdout
        self.attributes = dict(attributes or {})
        self._options = {'script_location': 'migrations'}

    @property
    def stdout(self):
        return self._stdout or sys.stdout

    def set_main_option(self, name, value):
        self._options[name] = value

    def get_main_option(self, name, default=None):
        return self._options.get(name, default)

    def get_section(self, name, default=None):
        return dict(self._options)

    def set_section_option(self, section, name, value):
        self._options[name] = value

    def get_section_option(self, section, name, default=None):
        return self._options.get(name, default)

    def print_stdout(self, text, *arg):
        self.stdout.write((str(text) % arg if arg else str(text)) + '\n')
`,
);

/** Alembic's errors. */
export const alembicErrorsModule = sourceModule(
  'alembic.util.exc',
  String.raw`
class CommandError(Exception):
    pass


class AutogenerateDiffsDetected(CommandError):
    def __init__(self, message, revision_context=None, diffs=()):
        CommandError.__init__(self, message)
        self.diffs = diffs
`,
);
