import { sourceModule } from '../../modules/source-module';

/** `sqlalchemy.ext.indexable`: attributes that are elements of a list or a document in a column. */
export const indexableModule = sourceModule(
  'sqlalchemy.ext.indexable',
  String.raw`
from sqlalchemy import inspect
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm.attributes import flag_modified


class index_property:
    """An element of what a column holds. In the class that it stands in it becomes a hybrid."""

    _NO_DEFAULT_ARGUMENT = object()

    def __init__(self, attr_name, index, default=_NO_DEFAULT_ARGUMENT, datatype=None, mutable=True, onebased=True):
        self.attr_name = attr_name
        self.index = index
        self.default = default
        self.mutable = mutable
        is_place = isinstance(index, int)
        self.onebased = is_place and onebased
        if datatype is not None:
            self.datatype = datatype
        else:
            self.datatype = (lambda: [None] * (index + 1)) if is_place else dict

    def __set_name__(self, owner, name):
        def get(instance):
            return self.fget(instance)

        def set_(instance, value):
            self.fset(instance, value)

        def delete(instance):
            self.fdel(instance)

        def express(cls):
            return self.expr(cls)

        get.__name__ = set_.__name__ = delete.__name__ = express.__name__ = name
        hybrid = hybrid_property(get, set_, delete, express) if self.mutable else hybrid_property(get, None, None, express)
        type.__setattr__(owner, name, hybrid)

    def _fget_default(self, err=None):
        if self.default is self._NO_DEFAULT_ARGUMENT:
            raise AttributeError(self.attr_name) from err
        return self.default

    def fget(self, instance):
        held = getattr(instance, self.attr_name)
        if held is None:
            return self._fget_default()
        try:
            return held[self.index]
        except (KeyError, IndexError) as err:
            return self._fget_default(err)

    def fset(self, instance, value):
        held = getattr(instance, self.attr_name, None)
        if held is None:
            held = self.datatype()
            setattr(instance, self.attr_name, held)
        held[self.index] = value
        setattr(instance, self.attr_name, held)
        if self.attr_name in inspect(instance).mapper.attrs:
            flag_modified(instance, self.attr_name)

    def fdel(self, instance):
        held = getattr(instance, self.attr_name)
        if held is None:
            raise AttributeError(self.attr_name)
        try:
            del held[self.index]
        except KeyError as err:
            raise AttributeError(self.attr_name) from err
        setattr(instance, self.attr_name, held)
        flag_modified(instance, self.attr_name)

    def expr(self, model):
        return getattr(model, self.attr_name)[self.index + 1 if self.onebased else self.index]
`,
);
