import { sourceModule } from '../../modules/source-module';

/** Names of `sqlalchemy.orm` that say themselves what they do in a few lines. */
export const ormNamesModule = sourceModule(
  'sqlalchemy._orm_names',
  String.raw`
class _Event:
    __module__ = 'sqlalchemy.orm.base'

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        return '<EventConstants.%s: %d>' % (self.name, self.value)


EXT_CONTINUE = _Event('EXT_CONTINUE', 1)
EXT_STOP = _Event('EXT_STOP', 2)
EXT_SKIP = _Event('EXT_SKIP', 3)
NO_KEY = _Event('NO_KEY', 4)


class CascadeOptions(frozenset):
    """What a relationship hands on to the objects that it refers to."""

    __module__ = 'sqlalchemy.orm.util'
    _all = frozenset(['refresh-expire', 'merge', 'delete', 'expunge', 'save-update'])
    _allowed = _all | {'all', 'none', 'delete-orphan'}

    def __new__(cls, value_list):
        if isinstance(value_list, str) or value_list is None:
            value_list = [one for one in (part.strip() for part in (value_list or '').split(',')) if one]
        values = set(value_list)
        unknown = values - cls._allowed
        if unknown:
            from sqlalchemy.exc import ArgumentError
            raise ArgumentError('Invalid cascade option(s): %s' % ', '.join([repr(one) for one in sorted(unknown)]))
        if 'all' in values:
            values |= cls._all
        if 'none' in values:
            values.clear()
        values.discard('all')
        self = super().__new__(cls, values)
        self.save_update = 'save-update' in values
        self.delete = 'delete' in values
        self.refresh_expire = 'refresh-expire' in values
        self.merge = 'merge' in values
        self.expunge = 'expunge' in values
        self.delete_orphan = 'delete-orphan' in values
        return self

    def __repr__(self):
        return 'CascadeOptions(%r)' % ','.join(sorted(self))

    @classmethod
    def from_string(cls, arg):
        return cls(arg)


def declarative_mixin(cls):
    import warnings
    from sqlalchemy.exc import SADeprecationWarning
    warnings.warn('The declarative_mixin decorator was used only by the now removed mypy plugin so it has no longer any use and can be safely removed. (deprecated since: 2.1)', SADeprecationWarning, stacklevel=2)
    return cls


def mapped_as_dataclass(registry, /, **options):
    def decorate(cls):
        return registry.mapped_as_dataclass(cls, **options)
    return decorate


def add_mapped_attribute(target, key, attr):
    setattr(target, key, attr)


def dynamic_loader(argument=None, **kw):
    from sqlalchemy.orm import relationship
    kw['lazy'] = 'dynamic'
    return relationship(argument, **kw)


def create_session(bind=None, **kwargs):
    from sqlalchemy.orm import Session
    kwargs.setdefault('autoflush', False)
    kwargs.setdefault('expire_on_commit', False)
    return Session(bind=bind, **kwargs)
`,
);

/** What of {@link ormNamesModule} `sqlalchemy.orm` has. */
export const ormNames: readonly string[] = 'EXT_CONTINUE EXT_STOP EXT_SKIP NO_KEY CascadeOptions declarative_mixin mapped_as_dataclass add_mapped_attribute dynamic_loader create_session'.split(' ');

/** Other names for what `sqlalchemy.orm` has. */
export const ormAliases: Readonly<Record<string, string>> = { column_mapped_collection: 'column_keyed_dict', SynonymProperty: 'Synonym' };
