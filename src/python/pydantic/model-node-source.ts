import { sourceModule } from '../modules/source-module';

/** The node of a model: fields by their aliases, defaults, extras, validators of fields and of the whole. */
export const modelNodeModule = sourceModule(
  '_pydantic_model_node',
  String.raw`
from collections.abc import Mapping
from _pydantic_dump import Dump, below, infer
from _pydantic_errors import Invalid, Line, PydanticOmit, PydanticUndefined, PydanticUseDefault, fail, lines_of
from _pydantic_fields import AliasChoices, AliasPath
from _pydantic_containers import place_of
from _pydantic_node import EXACT, LAX, STRICT, Handler, Node, SerializationInfo, ValidationInfo, default_of


def paths_of(alias):
    if alias is None:
        return []
    if isinstance(alias, str):
        return [[alias]]
    if isinstance(alias, AliasPath):
        return [alias.path]
    return [one.path if isinstance(one, AliasPath) else [one] for one in alias.choices]


class FieldPart:
    """A field as the node of its model uses it."""

    def __init__(self, name, info, node, validate_default):
        self.name = name
        self.info = info
        self.node = node
        self.paths = paths_of(info.validation_alias)
        self.by_name = [[name]]
        self.alias = info.serialization_alias or name
        self.required = info.is_required()
        self.validate_default = validate_default
        self.takes_data = bool(info.default_factory_takes_validated_data)

    def place(self):
        return tuple(self.paths[0]) if self.paths else (self.name,)

    def default(self, data):
        return default_of(self.info.default, self.info.default_factory, self.takes_data, data)


def follow(value, path):
    for key in path:
        if isinstance(value, str):
            return PydanticUndefined
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return PydanticUndefined
    return value


def attribute_at(value, path):
    for key in path:
        if isinstance(key, str):
            value = getattr(value, key, PydanticUndefined)
        else:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return PydanticUndefined
        if value is PydanticUndefined:
            return value
    return value


def has_attributes(value):
    """Whether an object may be one to take attributes from."""
    return type(value).__module__ != 'builtins' and not isinstance(value, type)


class FieldsNode:
    """Reads fields from a mapping or an object: (values, extra, names that were given)."""

    def __init__(self, parts, config, title):
        self.parts = parts
        self.config = config
        self.title = title
        self.known = None

    def paths(self, part, state):
        """Where a field may stand, as the config has it."""
        if not part.paths:
            return part.by_name
        config = self.config
        by_name = state.by_name if state.by_name is not None else config.get('populate_by_name') or config.get('validate_by_name')
        by_alias = state.by_alias if state.by_alias is not None else config.get('validate_by_alias', True)
        return (part.paths if by_alias else []) + (part.by_name if by_name else [])

    def read(self, value, state, class_name):
        from_attributes = state.from_attributes if state.from_attributes is not None else self.config.get('from_attributes')
        if isinstance(value, dict) or (isinstance(value, Mapping) and not state.strict):
            return self.collect(value, follow, state, True)
        if from_attributes and has_attributes(value):
            return self.collect(value, attribute_at, state, False)
        if from_attributes:
            fail('model_attributes_type', value, state=state)
        fail('model_type', value, {'class_name': class_name}, state)

    def collect(self, value, look, state, is_mapping):
        made = {}
        given = set()
        lines = []
        used = set()
        outer = state.data, state.field_name, state.config
        state.data, state.config = made, self.config
        try:
            for part in self.parts.values():
                found = PydanticUndefined
                for path in self.paths(part, state):
                    found = look(value, path)
                    if found is not PydanticUndefined:
                        used.add(path[0])
                        break
                self.one(part, found, value, made, given, lines, state)
            extra = self.extras(value, used, lines, state) if is_mapping else ({} if self.extra_mode(state) == 'allow' else None)
        finally:
            state.data, state.field_name, state.config = outer
        if lines:
            raise Invalid(lines)
        if extra:
            given.update(extra)
        return made, extra, given

    def one(self, part, found, value, made, given, lines, state):
        state.field_name = part.name
        try:
            if found is PydanticUndefined:
                made_default = self.default(part, value, made, lines, state)
                if made_default is not PydanticUndefined:
                    made[part.name] = made_default
                return
            try:
                made[part.name] = part.node.validate(found, state)
                given.add(part.name)
            except PydanticUseDefault:
                made[part.name] = part.default(made)
        except Invalid as invalid:
            place = part.place() if self.config.get('loc_by_alias', True) else (part.name,)
            lines.extend(line.below(*place) for line in invalid.lines)

    def default(self, part, value, made, lines, state):
        if part.required:
            place = self.paths(part, state)
            lines.append(Line('missing', value, loc=tuple(place[0]) if self.config.get('loc_by_alias', True) and place else (part.name,)))
            return PydanticUndefined
        if part.takes_data and lines:
            lines.append(Line('default_factory_not_called', PydanticUndefined, loc=(part.name,)))
            return PydanticUndefined
        default = part.default(made)
        return part.node.validate(default, state) if part.validate_default else default

    def extra_mode(self, state):
        return state.extra or self.config.get('extra') or 'ignore'

    def extras(self, value, used, lines, state):
        mode = self.extra_mode(state)
        if mode == 'ignore':
            return None
        extra = {}
        for key in value:
            if key in used:
                continue
            if not isinstance(key, str):
                lines.append(Line('invalid_key', key, loc=(place_of(key),)))
            elif mode == 'forbid':
                lines.append(Line('extra_forbidden', value[key], loc=(key,)))
            else:
                extra[key] = value[key] if self.known is None else self.extra_value(key, value[key], lines, state)
        return extra if mode == 'allow' else None

    def extra_value(self, key, value, lines, state):
        try:
            return self.known.validate(value, state)
        except Invalid as invalid:
            lines.extend(line.below(key) for line in invalid.lines)
            return None


class ModelNode(Node):
    def __init__(self, cls, fields, validators, dumpers, custom_init):
        self.cls = cls
        self.expected = cls
        self.name = cls.__name__
        self.fields = fields
        # Validators of the whole model: (mode, bound function or function of an instance, wants info).
        self.before = [one for one in validators if one[0] in ('before', 'wrap')]
        self.after = [one for one in validators if one[0] == 'after']
        self.dumper = dumpers[-1] if dumpers else None
        self.custom_init = custom_init
        self.computed = []

    def validate(self, value, state):
        return self.construct(value, state, None)

    def construct(self, value, state, instance):
        """Fills the instance, or makes one."""
        return self.around(len(self.before) - 1, value, state, instance)

    def around(self, index, value, state, instance):
        if index < 0:
            return self.finish(self.core(value, state, instance), value, state)
        mode, function, wants_info = self.before[index]
        arguments = (value,)
        if mode == 'wrap':
            inner = Inner(lambda given: self.around(index - 1, given, state, instance))
            arguments += (Handler(inner, state),)
        if wants_info:
            arguments += (ValidationInfo(state),)
        try:
            made = function(*arguments)
        except (Invalid, PydanticUseDefault):
            raise
        except (ValueError, AssertionError) as error:
            raise Invalid(lines_of(error, value)) from error
        return made if mode == 'wrap' else self.around(index - 1, made, state, instance)

    def finish(self, made, value, state):
        for _, function, wants_info in self.after:
            try:
                made = function(made, ValidationInfo(state)) if wants_info else function(made)
            except (Invalid, PydanticUseDefault):
                raise
            except (ValueError, AssertionError) as error:
                raise Invalid(lines_of(error, value)) from error
        return made

    def core(self, value, state, instance):
        cls = self.cls
        if instance is None and isinstance(value, cls):
            if type(value) is not cls:
                state.lower(STRICT)
            again = self.fields.config.get('revalidate_instances', 'never')
            if again == 'never' or (again == 'subclass-instances' and type(value) is cls):
                return value
            value = {name: value.__dict__[name] for name in type(value).__pydantic_fields__ if name in value.__pydantic_fields_set__}
        state.lower(LAX)
        if instance is None and self.custom_init and isinstance(value, dict):
            from _pydantic_errors import ValidationError
            try:
                return cls(**value)
            except ValidationError as error:
                raise Invalid(error._lines) from None
        if state.depth > 200:
            fail('recursion_loop', value)
        state.depth += 1
        fit = state.fit
        try:
            values, extra, given = self.fields.read(value, state, self.name)
        finally:
            state.depth -= 1
        state.fit = fit
        state.fields_set_count = len(given)
        made = cls.__new__(cls) if instance is None else instance
        fill(made, values, extra, given)
        made.__pydantic_ready__(state.context)
        return made

    def dump(self, value, out):
        cls = self.cls
        if not isinstance(value, cls):
            out.surprise(self.name, value)
            return infer(value, out)
        if out.as_any and type(value) is not cls:
            return infer(value, out)
        return self.dump_by(value, out)

    def dump_by(self, value, out):
        if self.dumper is None:
            return self.dump_fields(value, out)
        function, mode, wants_info, when_used, result = self.dumper
        if ('unless-none' in when_used and value is None) or (when_used.startswith('json') and out.mode != 'json'):
            return self.dump_fields(value, out)
        arguments = (value,)
        if mode == 'wrap':
            arguments += (lambda given: self.dump_fields(given, out),)
        if wants_info:
            arguments += (SerializationInfo(out),)
        made = function(*arguments)
        return infer(made, out) if result is None else result.dump(made, out)

    def dump_fields(self, value, out):
        out.enter(value)
        outer = out.model, out.field_name, out.include, out.exclude
        made = {}
        by_alias = out.by_alias if out.by_alias is not None else self.fields.config.get('serialize_by_alias', False)
        given = value.__pydantic_fields_set__
        values = value.__dict__
        try:
            out.model = value
            for name, part in self.fields.parts.items():
                if name not in values or part.info.exclude:
                    continue
                one = values[name]
                if self.left_out(name, part, one, given, out):
                    continue
                written, out.include, out.exclude = below(out, name)
                if written:
                    out.field_name = name
                    made[part.alias if by_alias else name] = part.node.dump(one, out)
                out.model, _, out.include, out.exclude = (value, *outer[1:])
            for name, one in (value.__pydantic_extra__ or {}).items():
                if out.exclude_none and one is None:
                    continue
                written, out.include, out.exclude = below(out, name)
                if written:
                    made[name] = infer(one, out)
                out.include, out.exclude = outer[2:]
            if not out.round_trip and not out.exclude_computed:
                self.dump_computed(value, made, by_alias, out, outer)
        finally:
            out.leave()
            out.model, out.field_name, out.include, out.exclude = outer
        return made

    def dump_computed(self, value, made, by_alias, out, outer):
        for name, node, settings in self.computed:
            written, out.include, out.exclude = below(out, name)
            if written:
                one = getattr(value, name)
                out.model, out.field_name = value, name
                if not (out.exclude_none and one is None):
                    made[settings['alias'] if by_alias and settings['alias'] else name] = node.dump(one, out)
            out.include, out.exclude = outer[2:]

    def left_out(self, name, part, one, given, out):
        if out.exclude_none and one is None:
            return True
        if out.exclude_unset and name not in given:
            return True
        if part.info.exclude_if is not None and part.info.exclude_if(one):
            return True
        return out.exclude_defaults and part.info.default is not PydanticUndefined and part.info.default_factory is None and one == part.info.default

    def fits(self, value):
        return type(value) is self.cls or isinstance(value, self.cls)

    def json_schema(self, made):
        return made.reference(self.cls, self.name, self.describe)

    def describe(self, made):
        return made.model_schema(self)


class Inner:
    """A step that handlers call as a node."""

    def __init__(self, function):
        self.function = function

    def validate(self, value, state):
        return self.function(value)


class ModelReference(Node):
    """A model by its class, which may not be complete yet."""

    def __init__(self, cls):
        self.cls = cls
        self.expected = cls
        self.name = cls.__name__

    def validate(self, value, state):
        return self.cls.__pydantic_node_now__().validate(value, state)

    def dump(self, value, out):
        return self.cls.__pydantic_node_now__().dump(value, out)

    def fits(self, value):
        return self.cls.__pydantic_node_now__().fits(value)

    def json_schema(self, made):
        return self.cls.__pydantic_node_now__().json_schema(made)


class RootNode(ModelNode):
    """The node of a RootModel: its one field is the value."""

    def core(self, value, state, instance):
        cls = self.cls
        if instance is None and isinstance(value, cls):
            return value
        part = self.fields.parts['root']
        given = {'root'}
        if value is PydanticUndefined:
            if part.required:
                raise Invalid([Line('missing', value)])
            value = part.default({})
            given = set()
            if part.validate_default:
                value = part.node.validate(value, state)
        else:
            value = part.node.validate(value, state)
        made = cls.__new__(cls) if instance is None else instance
        fill(made, {'root': value}, None, given)
        made.__pydantic_ready__(state.context)
        return made

    def dump_fields(self, value, out):
        return self.fields.parts['root'].node.dump(value.root, out)


def fill(made, values, extra, given):
    object.__setattr__(made, '__dict__', values)
    object.__setattr__(made, '__pydantic_fields_set__', given)
    object.__setattr__(made, '__pydantic_extra__', extra)
    object.__setattr__(made, '__pydantic_private__', None)
`,
);
