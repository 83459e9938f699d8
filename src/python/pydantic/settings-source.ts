import { sourceModule } from '../modules/source-module';

/** `pydantic_settings`: fields from the environment, which is what the note's properties say. */
export const settingsModule = sourceModule(
  'pydantic_settings',
  String.raw`
import os
import typing
from typing import Annotated, get_args, get_origin
from _pydantic_errors import PydanticUndefined, ValidationError
from _pydantic_json import read_json
from _pydantic_model import BaseModel
from _pydantic_model_node import paths_of

__version__ = VERSION = '2.14.1'


def SettingsConfigDict(**settings):
    return settings


class SettingsError(ValueError):
    pass


def is_complex(annotation):
    """Whether a value of the environment is JSON for this type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return is_complex(get_args(annotation)[0])
    if origin is typing.Literal:
        return False
    if origin is typing.Union or type(annotation).__name__ == 'UnionType':
        return any(is_complex(one) for one in get_args(annotation))
    kind = origin or annotation
    return isinstance(kind, type) and (kind in (list, dict, set, frozenset, tuple) or issubclass(kind, BaseModel) or hasattr(kind, '__dataclass_fields__'))


def model_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for found in (model_in(one) for one in get_args(annotation)) if found is not None), None)


class PydanticBaseSettingsSource:
    def __init__(self, settings_cls):
        self.settings_cls = settings_cls
        self.config = settings_cls.model_config

    def __call__(self):
        return {}

    def __repr__(self):
        return f'{type(self).__name__}()'


class InitSettingsSource(PydanticBaseSettingsSource):
    def __init__(self, settings_cls, init_kwargs):
        PydanticBaseSettingsSource.__init__(self, settings_cls)
        self.init_kwargs = init_kwargs

    def __call__(self):
        return dict(self.init_kwargs)

    def __repr__(self):
        return f'InitSettingsSource(init_kwargs={self.init_kwargs!r})'


class EnvSettingsSource(PydanticBaseSettingsSource):
    def __init__(self, settings_cls, overrides=None):
        PydanticBaseSettingsSource.__init__(self, settings_cls)
        self.overrides = overrides or {}

    def option(self, name, default=None):
        given = self.overrides.get(name)
        return given if given is not None else self.config.get(name, default)

    def folded(self, name):
        return name if self.option('case_sensitive') else name.lower()

    def env_vars(self):
        found = {self.folded(name): value for name, value in os.environ.items()}
        return {name: value for name, value in found.items() if not (self.option('env_ignore_empty') and value == '')}

    def names_of(self, name, field):
        """(key for the model, name in the environment), the first that is there wins."""
        prefix = self.option('env_prefix', '') or ''
        paths = paths_of(field.validation_alias)
        names = [(path[0], self.folded(path[0])) for path in paths if isinstance(path[0], str)]
        if not names or self.config.get('populate_by_name') or self.config.get('validate_by_name'):
            names.append((name, self.folded(prefix + name)))
        return names

    def __call__(self):
        values = self.env_vars()
        made = {}
        for name, field in self.settings_cls.__pydantic_fields__.items():
            for key, env_name in self.names_of(name, field):
                found = self.value(name, field, env_name, values)
                if found is not PydanticUndefined:
                    made[key] = found
                    break
        return made

    def value(self, name, field, env_name, values):
        text = values.get(env_name)
        if not is_complex(field.annotation):
            if text is None:
                return PydanticUndefined
            none = self.option('env_parse_none_str')
            return None if none is not None and text == none else text
        parts = self.nested(field, env_name, values)
        if text is None:
            return parts if parts else PydanticUndefined
        try:
            whole = read_json(text, name)
        except ValidationError as error:
            if get_origin(field.annotation) is typing.Union or type(field.annotation).__name__ == 'UnionType':
                return text
            raise SettingsError(f'error parsing value for field "{name}" from source "{type(self).__name__}"') from error
        return merged(whole, parts) if parts and isinstance(whole, dict) else whole

    def nested(self, field, env_name, values):
        delimiter = self.option('env_nested_delimiter')
        if not delimiter:
            return {}
        made = {}
        start = env_name + self.folded(delimiter)
        for name, text in values.items():
            if not name.startswith(start):
                continue
            keys = name[len(start):].split(self.folded(delimiter))
            model = model_in(field.annotation)
            target = made
            for key in keys[:-1]:
                model = model_in(model.__pydantic_fields__[key].annotation) if model is not None and key in model.__pydantic_fields__ else None
                target = target.setdefault(key, {})
            last = keys[-1]
            kind = model.__pydantic_fields__[last].annotation if model is not None and last in model.__pydantic_fields__ else None
            target[last] = read_json(text, last) if kind is not None and is_complex(kind) else text
        return made


def merged(one, other):
    made = dict(one)
    for key, value in other.items():
        made[key] = merged(made[key], value) if isinstance(made.get(key), dict) and isinstance(value, dict) else value
    return made


class DotEnvSettingsSource(EnvSettingsSource):
    """There are no files here: a note's properties are its environment."""

    def env_vars(self):
        return {}


class SecretsSettingsSource(DotEnvSettingsSource):
    pass


class BaseSettings(BaseModel):
    model_config = {'extra': 'forbid', 'arbitrary_types_allowed': True, 'validate_default': True, 'case_sensitive': False, 'env_prefix': '', 'env_file': None, 'env_nested_delimiter': None, 'protected_namespaces': ('model_validate', 'model_dump', 'settings_customise_sources')}

    def __init__(__pydantic_self__, _case_sensitive=None, _env_prefix=None, _env_file=None, _env_file_encoding=None, _env_ignore_empty=None, _env_nested_delimiter=None, _env_parse_none_str=None, _secrets_dir=None, **values):
        cls = type(__pydantic_self__)
        overrides = {'case_sensitive': _case_sensitive, 'env_prefix': _env_prefix, 'env_ignore_empty': _env_ignore_empty, 'env_nested_delimiter': _env_nested_delimiter, 'env_parse_none_str': _env_parse_none_str}
        sources = cls.settings_customise_sources(
            cls, init_settings=InitSettingsSource(cls, values), env_settings=EnvSettingsSource(cls, overrides),
            dotenv_settings=DotEnvSettingsSource(cls, overrides), file_secret_settings=SecretsSettingsSource(cls, overrides))
        given = {}
        for source in reversed(sources):
            given = merged(given, source())
        super().__init__(**given)

    __init__.__pydantic_base_init__ = True

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, env_settings, dotenv_settings, file_secret_settings):
        return init_settings, env_settings, dotenv_settings, file_secret_settings


for one in (BaseSettings, SettingsError):
    one.__module__ = 'pydantic_settings.main' if one is BaseSettings else 'pydantic_settings.exceptions'
`,
);
