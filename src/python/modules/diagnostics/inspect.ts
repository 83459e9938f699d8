import { sourceModule } from '../source-module';

/** `inspect`: signatures, and what kind of thing a thing is. */
export const inspectModule = sourceModule(
  'inspect',
  String.raw`
import enum
import types
from collections import OrderedDict
from functools import partial

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR = 1, 2, 4, 8, 16, 32, 128, 512


def ismodule(object): return isinstance(object, types.ModuleType)
def isclass(object): return isinstance(object, type)
def ismethod(object): return isinstance(object, types.MethodType) and not isinstance(object.__func__, types.BuiltinFunctionType)
def isfunction(object): return isinstance(object, types.FunctionType)
def isgenerator(object): return isinstance(object, types.GeneratorType)
def iscoroutine(object): return isinstance(object, types.CoroutineType)
def isasyncgen(object): return isinstance(object, types.AsyncGeneratorType)
def istraceback(object): return isinstance(object, types.TracebackType)
def iscode(object): return isinstance(object, types.CodeType)
def isframe(object): return isinstance(object, types.FrameType)
def isbuiltin(object): return isinstance(object, types.BuiltinFunctionType)
def isroutine(object): return isbuiltin(object) or isfunction(object) or ismethod(object) or isinstance(object, (types.MethodDescriptorType, types.WrapperDescriptorType))
def isabstract(object): return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', None))


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__')


def ismethoddescriptor(obj):
    if isclass(obj) or ismethod(obj) or isfunction(obj):
        return False
    return hasattr(type(obj), '__get__') and not hasattr(type(obj), '__set__')


def _plain(obj):
    while isinstance(obj, partial):
        obj = obj.func
    return obj.__func__ if ismethod(obj) else obj


def _has_flags(obj, flags):
    obj = _plain(obj)
    return isfunction(obj) and bool(obj.__code__.co_flags & flags)


def isgeneratorfunction(obj):
    return _has_flags(obj, CO_GENERATOR) and not _has_flags(obj, CO_COROUTINE)


def iscoroutinefunction(obj):
    return _has_flags(obj, CO_COROUTINE) and not _has_flags(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    return _has_flags(obj, CO_COROUTINE) and _has_flags(obj, CO_GENERATOR)


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), '__await__')


def getmembers(object, predicate=None):
    results = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            results.append((name, value))
    return sorted(results, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()]
    lines[0] = lines[0].lstrip()
    if margins:
        margin = min(margins)
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None and isclass(object):
        for base in object.__mro__[1:]:
            if base is not __builtins_object and base.__doc__ is not None:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


__builtins_object = object


def getmodule(object, _filename=None):
    import sys
    return sys.modules.get(getattr(object, '__module__', None))


def getsource(object):
    raise OSError('could not get source code')


def getfile(object):
    raise TypeError('<{!r} has no file here>'.format(object))


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isinstance(obj, type):
        found = obj.__dict__.get('__annotations__', {})
    else:
        found = getattr(obj, '__annotations__', None) or {}
    if eval_str:
        from typing import get_type_hints
        hints = get_type_hints(obj, globals, locals, include_extras=True)
        return {name: hints.get(name, value) for name, value in found.items()}
    return dict(found)


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        return ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only', 'variadic keyword')[self]


class _empty:
    pass


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


class Parameter:
    __slots__ = ('_name', '_kind', '_default', '_annotation')
    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._name = name
        self._kind = _ParameterKind(kind)
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, **changes):
        values = {'name': self._name, 'kind': self._kind, 'default': self._default, 'annotation': self._annotation, **changes}
        return Parameter(values.pop('name'), values.pop('kind'), **values)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f'{text}: {formatannotation(self._annotation)}'
        if self._default is not _empty:
            text = f'{text} = {self._default!r}' if self._annotation is not _empty else f'{text}={self._default!r}'
        if self._kind == 2:
            return '*' + text
        return '**' + text if self._kind == 4 else text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name, self._kind, self._default, self._annotation) == (other._name, other._kind, other._default, other._annotation)

    def __hash__(self):
        return hash((self._name, int(self._kind)))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind >= 3 or name not in self.arguments:
                break
            value = self.arguments[name]
            if param.kind == 2:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind >= 3:
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if param.kind == 4:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        completed = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                completed[name] = self.arguments[name]
            elif param.default is not _empty:
                completed[name] = param.default
            elif param.kind == 2:
                completed[name] = ()
            elif param.kind == 4:
                completed[name] = {}
        self.arguments = completed

    def __eq__(self, other):
        return isinstance(other, BoundArguments) and self.arguments == other.arguments

    def __repr__(self):
        return '<{} ({})>'.format(self.__class__.__name__, ', '.join(f'{name}={value!r}' for name, value in self.arguments.items()))


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = OrderedDict((param.name, param) for param in parameters or ())
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    @property
    def parameters(self):
        return types.MappingProxyType(self._parameters)

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        return Signature(self._parameters.values() if parameters is _empty else parameters, return_annotation=self._return_annotation if return_annotation is _empty else return_annotation)

    def _bind(self, args, kwargs, partial=False):
        arguments = {}
        kwargs = dict(kwargs)
        left = list(args)
        for name, param in self._parameters.items():
            if param.kind == 2:
                arguments[name] = tuple(left)
                left = []
                if not arguments[name]:
                    del arguments[name]
                continue
            if param.kind == 4:
                if kwargs:
                    arguments[name] = kwargs
                kwargs = {}
                continue
            if param.kind < 2 and left:
                if name in kwargs and param.kind == 1:
                    raise TypeError('multiple values for argument {arg!r}'.format(arg=name))
                arguments[name] = left.pop(0)
            elif name in kwargs and param.kind != 0:
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                raise TypeError('missing a required argument: {arg!r}'.format(arg=name))
        if left:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError('got an unexpected keyword argument {arg!r}'.format(arg=next(iter(kwargs))))
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, partial=True)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self._parameters.values()) == list(other._parameters.values()) and self._return_annotation == other._return_annotation

    def __str__(self):
        result = []
        pos_only_separator = False
        kw_only_separator = True
        for param in self._parameters.values():
            if param.kind == 0:
                pos_only_separator = True
            elif pos_only_separator:
                result.append('/')
                pos_only_separator = False
            if param.kind == 2:
                kw_only_separator = False
            elif param.kind == 3 and kw_only_separator:
                result.append('*')
                kw_only_separator = False
            result.append(str(param))
        if pos_only_separator:
            result.append('/')
        text = '({})'.format(', '.join(result))
        if self._return_annotation is not _empty:
            text += f' -> {formatannotation(self._return_annotation)}'
        return text

    def __repr__(self):
        return f'<Signature {self}>'


def _of_function(func):
    code = func.__code__
    names = code.co_varnames
    positional = code.co_argcount
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    annotations = func.__annotations__
    parameters = []
    for i in range(positional):
        name = names[i]
        at = i - (positional - len(defaults))
        kind = 0 if i < code.co_posonlyargcount else 1
        parameters.append(Parameter(name, kind, default=defaults[at] if at >= 0 else _empty, annotation=annotations.get(name, _empty)))
    index = positional + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        parameters.append(Parameter(names[index], 2, annotation=annotations.get(names[index], _empty)))
        index += 1
    for i in range(positional, positional + code.co_kwonlyargcount):
        parameters.append(Parameter(names[i], 3, default=kwdefaults.get(names[i], _empty), annotation=annotations.get(names[i], _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        parameters.append(Parameter(names[index], 4, annotation=annotations.get(names[index], _empty)))
    return Signature(parameters, return_annotation=annotations.get('return', _empty))


def _without_first(sig):
    parameters = list(sig.parameters.values())
    if not parameters:
        raise ValueError('invalid method signature')
    return sig.replace(parameters=parameters if parameters[0].kind == 2 else parameters[1:])


def _of_native(obj):
    text = getattr(obj, '__text_signature__', None)
    if text is None:
        raise ValueError(f'no signature found for builtin {obj!r}')
    parameters = []
    kind = 1
    for part in [part.strip() for part in text.strip()[1:-1].split(',') if part.strip()]:
        if part == '/':
            parameters = [param.replace(kind=0) for param in parameters]
        elif part == '*':
            kind = 3
        elif part.startswith('**'):
            parameters.append(Parameter(part[2:], 4))
        elif part.startswith('*'):
            parameters.append(Parameter(part[1:], 2))
            kind = 3
        else:
            name, equals, default = part.partition('=')
            shown = {'None': None, 'True': True, 'False': False}
            value = _empty if not equals else shown.get(default, int(default) if default.lstrip('-').isdigit() else default.strip("'"))
            parameters.append(Parameter(name, kind, default=value))
    return Signature(parameters)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(signature(obj.__func__, follow_wrapped=follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__'))
        if ismethod(obj):
            return signature(obj)
    declared = getattr(obj, '__signature__', None)
    if declared is not None:
        return declared
    if isinstance(obj, partial):
        sig = signature(obj.func)
        bound = sig.bind_partial(*obj.args, **obj.keywords)
        parameters = []
        keyword_only = False
        for name, param in sig.parameters.items():
            if name in obj.keywords:
                keyword_only = True
                parameters.append(param.replace(kind=3, default=obj.keywords[name]))
            elif name in bound.arguments and param.kind < 2:
                continue
            elif keyword_only and param.kind == 1:
                parameters.append(param.replace(kind=3))
            else:
                parameters.append(param)
        return sig.replace(parameters=parameters)
    if isfunction(obj):
        return _of_function(obj)
    if isinstance(obj, type):
        metacall = type(obj).__call__
        if isfunction(metacall) and metacall.__module__ == '__main__':
            return _without_first(_of_function(metacall))
        for base in obj.__mro__:
            for name in ('__new__', '__init__'):
                found = base.__dict__.get(name)
                found = found.__func__ if isinstance(found, staticmethod) else found
                if isfunction(found):
                    return _without_first(_of_function(found))
            if base is not __builtins_object and ('__init__' in base.__dict__ or '__new__' in base.__dict__):
                break
        else:
            return Signature()
        fields = getattr(obj, '_fields', None)
        if fields is not None:
            defaults = obj._field_defaults
            annotations = obj.__dict__.get('__annotations__', {})
            return Signature([Parameter(name, 1, default=defaults.get(name, _empty), annotation=annotations.get(name, _empty)) for name in fields])
        return Signature() if base is __builtins_object else _of_native(base.__dict__.get('__init__') or base.__dict__['__new__'].__func__)
    if isroutine(obj):
        return _of_native(obj)
    return _without_first(signature(type(obj).__call__))


def getfullargspec(func):
    from collections import namedtuple
    FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')
    args, varargs, varkw, kwonly = [], None, None, []
    defaults, kwdefaults, annotations = (), {}, {}
    sig = _of_function(func.__func__) if ismethod(func) else signature(func)
    for name, param in sig.parameters.items():
        if param.kind < 2:
            args.append(name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif param.kind == 2:
            varargs = name
        elif param.kind == 3:
            kwonly.append(name)
            if param.default is not _empty:
                kwdefaults[name] = param.default
        else:
            varkw = name
        if param.annotation is not _empty:
            annotations[name] = param.annotation
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)
`,
);
