import { sourceModule } from '../modules/source-module';

/** JSON schema (draft 2020-12) of nodes, in the order of keys that pydantic prints. */
export const jsonSchemaModule = sourceModule(
  '_pydantic_json_schema',
  String.raw`
from _pydantic_dump import Dump, infer
from _pydantic_errors import PydanticInvalidForJsonSchema, PydanticUndefined

METADATA = ('deprecated', 'description', 'examples', 'title')


def title_of(name):
    return ' '.join(word[:1].upper() + word[1:] for word in name.replace('_', ' ').split(' ')) if name else name


def sorted_keys(schema, parent=None):
    """Keys in order, but those of properties, which stand as declared."""
    if isinstance(schema, dict):
        names = list(schema) if parent in ('properties', 'default') else sorted(schema)
        return {name: sorted_keys(schema[name], name) if parent != 'default' else schema[name] for name in names}
    if isinstance(schema, list):
        return [sorted_keys(one, parent) for one in schema]
    return schema


def titled(node):
    """Whether a field of this node shows its name: what refers to a definition has the title there."""
    while hasattr(node, 'inner'):
        node = node.inner
    return type(node).__name__ not in ('ModelReference', 'ModelNode', 'RootNode', 'EnumNode', 'TypedDictNode', 'DataclassNode')


class SchemaMaker:
    """Collects the definitions that schemas refer to."""

    def __init__(self, mode, by_alias, template):
        self.mode = mode
        self.by_alias = by_alias
        self.template = template
        self.definitions = {}
        self.names = {}
        self.used = set()

    title_of = staticmethod(title_of)

    def reference(self, cls, name, describe):
        import re
        key = self.names.get(cls)
        if key is None:
            key = re.sub(r'[^a-zA-Z0-9.\-_]', '_', name)
            while key in self.definitions:
                key += '_'
            self.names[cls] = key
            self.definitions[key] = None
            self.definitions[key] = describe(self)
        self.used.add(key)
        return {'$ref': self.template.replace('{model}', key)}

    def impossible(self, what):
        raise PydanticInvalidForJsonSchema(f'Cannot generate a JsonSchema for {what}')

    def model_schema(self, node):
        config = node.fields.config
        if type(node).__name__ == 'RootNode':
            made = self.field(node.fields.parts['root'])
            made['title'] = config.get('title') or node.name
        else:
            properties = {}
            required = []
            for name, part in node.fields.parts.items():
                if self.mode == 'serialization' and part.info.exclude:
                    continue
                alias = part.info.serialization_alias if self.mode == 'serialization' else part.paths[0][0] if part.paths else None
                key = alias if self.by_alias and alias else name
                properties[key] = self.field(part)
                if part.required:
                    required.append(key)
            if self.mode == 'serialization':
                for name, computed, settings in node.computed:
                    key = settings['alias'] if self.by_alias and settings['alias'] else name
                    properties[key] = {**computed.json_schema(self), 'readOnly': True, 'title': settings['title'] or title_of(key)}
                    if settings['description']:
                        properties[key]['description'] = settings['description']
                    required.append(key)
            made = {'properties': properties, 'title': config.get('title') or node.name, 'type': 'object'}
            if required:
                made['required'] = required
            if config.get('extra') == 'forbid':
                made['additionalProperties'] = False
            elif config.get('extra') == 'allow':
                made['additionalProperties'] = True
        doc = node.cls.__dict__.get('__doc__')
        if doc:
            import inspect
            made['description'] = inspect.cleandoc(doc)
        extra = config.get('json_schema_extra')
        if isinstance(extra, dict):
            made.update(extra)
        elif extra is not None:
            extra(made) if extra.__code__.co_argcount == 1 else extra(made, node.cls)
        return made

    def field(self, part):
        info = part.info
        schema = part.node.json_schema(self)
        made = {}
        if titled(part.node):
            made['title'] = info.title or title_of(info.alias or part.name)
        elif info.title:
            made['title'] = info.title
        made = {**made, **schema}
        if info.title:
            made['title'] = info.title
        if info.description:
            made['description'] = info.description
        if info.examples:
            made['examples'] = info.examples
        if info.deprecated:
            made['deprecated'] = True
        if info.default is not PydanticUndefined and info.default_factory is None:
            try:
                made['default'] = infer(info.default, Dump('json'))
            except ValueError:
                pass
        if isinstance(info.json_schema_extra, dict):
            made.update(info.json_schema_extra)
        elif callable(info.json_schema_extra):
            info.json_schema_extra(made)
        return made


def references(schema, found):
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == '$ref' and isinstance(value, str):
                found.add(value)
            else:
                references(value, found)
    elif isinstance(schema, list):
        for one in schema:
            references(one, found)
    return found


def schema_of(node, mode='validation', by_alias=True, template='#/$defs/{model}'):
    maker = SchemaMaker(mode, by_alias, template)
    schema = node.json_schema(maker)
    definitions = dict(maker.definitions)
    if list(schema) == ['$ref']:
        key = next(key for key in definitions if maker.template.replace('{model}', key) == schema['$ref'])
        if schema['$ref'] not in references(list(definitions.values()), set()):
            schema = definitions.pop(key)
    if definitions:
        schema = {'$defs': {key: definitions[key] for key in sorted(definitions)}, **schema}
    return sorted_keys(schema)
`,
);
