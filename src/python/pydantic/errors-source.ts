import { sourceModule } from '../modules/source-module';

/** pydantic's exceptions: `ValidationError` with its lines, and what validators raise. */
export const pydanticErrorsModule = sourceModule(
  '_pydantic_errors',
  String.raw`
import json
from _pydantic_error_texts import JSON_TEXTS, TEXTS, UNDOCUMENTED

VERSION = '2.13'
ERRORS_URL = f'https://errors.pydantic.dev/{VERSION}'
COUNTED = ('min_length', 'max_length', 'max_digits', 'decimal_places', 'whole_digits')


class PydanticUndefinedType:
    def __repr__(self):
        return 'PydanticUndefined'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


PydanticUndefined = PydanticUndefinedType()


class PydanticErrorMixin:
    def __init__(self, message, *, code):
        self.message = message
        self.code = code

    def __str__(self):
        if self.code is None:
            return self.message
        return f'{self.message}\n\nFor further information visit {ERRORS_URL}/u/{self.code}'


class PydanticUserError(PydanticErrorMixin, RuntimeError):
    """The model itself is wrong, not its input."""


class PydanticUndefinedAnnotation(PydanticErrorMixin, NameError):
    def __init__(self, name, message):
        self.name = name
        PydanticErrorMixin.__init__(self, message, code='undefined-annotation')


class PydanticSchemaGenerationError(PydanticUserError):
    def __init__(self, message):
        PydanticUserError.__init__(self, message, code='schema-for-unknown-type')


class PydanticInvalidForJsonSchema(PydanticUserError):
    def __init__(self, message):
        PydanticUserError.__init__(self, message, code='invalid-for-json-schema')


class PydanticSerializationError(ValueError):
    pass


class PydanticUseDefault(Exception):
    """A validator asks for the default of its field."""


class PydanticOmit(Exception):
    pass


class PydanticCustomError(ValueError):
    def __init__(self, error_type, message_template, context=None, /):
        ValueError.__init__(self)
        self.type = error_type
        self.message_template = message_template
        self.context = context

    def message(self):
        return fill(self.message_template, self.context or {})

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f'{self.message()} [type={self.type}, context={self.context}]'


class PydanticKnownError(ValueError):
    def __init__(self, error_type, context=None, /):
        ValueError.__init__(self)
        self.type = error_type
        self.context = context

    @property
    def message_template(self):
        return TEXTS[self.type]

    def message(self):
        return message_of(self.type, self.context or {}, None, False)

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f'{self.message()} [type={self.type}, context={self.context}]'


def fill(template, context):
    text = template
    for key, value in context.items():
        # A bound that is a whole number is shown as one.
        shown = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        text = text.replace('{' + key + '}', shown)
    return text


def message_of(kind, context, template, from_json):
    if template is not None:
        return fill(template, context)
    text = JSON_TEXTS.get(kind) if from_json else None
    text = text or TEXTS[kind]
    if '{s}' in text:
        counted = next(context[key] for key in COUNTED if key in context)
        text = text.replace('{s}', '' if counted == 1 else 's')
    return fill(text, context)


class Line:
    """One thing that is wrong: its type, where, and with what input."""
    __slots__ = ('type', 'loc', 'input', 'context', 'template', 'from_json')

    def __init__(self, type, input, context=None, template=None, loc=(), from_json=False):
        self.type = type
        self.input = input
        self.context = context
        self.template = template
        self.loc = loc
        self.from_json = from_json

    def below(self, *places):
        return Line(self.type, self.input, self.context, self.template, places + self.loc, self.from_json)

    def message(self):
        return message_of(self.type, self.context or {}, self.template, self.from_json)

    def url(self):
        if self.template is not None or self.type in UNDOCUMENTED:
            return None
        return f'{ERRORS_URL}/v/{self.type}'

    def details(self, include_url, include_context, include_input):
        made = {'type': self.type, 'loc': self.loc, 'msg': self.message()}
        if include_input:
            made['input'] = self.input
        if include_context and self.context:
            made['ctx'] = dict(self.context)
        url = self.url() if include_url else None
        if url:
            made['url'] = url
        return made

    def text(self, hide_input):
        lines = ['.'.join(str(place) for place in self.loc)] if self.loc else []
        shown = f'type={self.type}'
        if not hide_input:
            shown += f', input_value={shortened(repr(self.input))}, input_type={type(self.input).__name__}'
        lines.append(f'  {self.message()} [{shown}]')
        url = self.url()
        if url:
            lines.append(f'    For further information visit {url}')
        return '\n'.join(lines)


def shortened(text):
    return text if len(text) <= 50 else text[:25] + '...' + text[-24:]


class Invalid(Exception):
    """What nodes raise among themselves; callers of pydantic see a ValidationError."""

    def __init__(self, lines):
        Exception.__init__(self)
        self.lines = lines


def fail(type, input, context=None, state=None):
    raise Invalid([Line(type, input, context, from_json=state is not None and state.mode == 'json')])


def line_of(error, input):
    """The line for an exception that a validator raised, or None where it is none of ours."""
    if isinstance(error, PydanticCustomError):
        return Line(error.type, input, error.context, error.message_template)
    if isinstance(error, PydanticKnownError):
        return Line(error.type, input, error.context)
    if isinstance(error, ValueError):
        return Line('value_error', input, {'error': error})
    if isinstance(error, AssertionError):
        return Line('assertion_error', input, {'error': error})
    return None


def lines_of(error, input):
    if isinstance(error, ValidationError):
        return error._lines
    line = line_of(error, input)
    return None if line is None else [line]


class ValidationError(ValueError):
    def __init__(self, title, lines, hide_input=False):
        ValueError.__init__(self)
        self.title = title
        self._lines = lines
        self._hide_input = hide_input

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type='python', hide_input=False):
        lines = []
        for given in line_errors:
            kind = given['type']
            loc = tuple(given.get('loc', ()))
            input = given.get('input')
            if isinstance(kind, PydanticCustomError):
                lines.append(Line(kind.type, input, kind.context, kind.message_template, loc))
            else:
                lines.append(Line(kind, input, given.get('ctx'), None, loc, input_type == 'json'))
        return cls(title, lines, hide_input)

    def error_count(self):
        return len(self._lines)

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        return [line.details(include_url, include_context, include_input) for line in self._lines]

    def json(self, *, indent=None, include_url=True, include_context=True, include_input=True):
        from _pydantic_dump import Dump, infer, json_text
        out = Dump('json', fallback=str)
        return json_text(infer(self.errors(include_url=include_url, include_context=include_context, include_input=include_input), out), indent)

    def __str__(self):
        count = len(self._lines)
        head = f'{count} validation error{"" if count == 1 else "s"} for {self.title}'
        return '\n'.join([head] + [line.text(self._hide_input) for line in self._lines])

    def __repr__(self):
        return str(self)


ValidationError.__module__ = 'pydantic_core._pydantic_core'
for one in (PydanticCustomError, PydanticKnownError, PydanticSerializationError, PydanticUseDefault, PydanticOmit):
    one.__module__ = 'pydantic_core._pydantic_core'
for one in (PydanticUserError, PydanticUndefinedAnnotation, PydanticSchemaGenerationError, PydanticInvalidForJsonSchema):
    one.__module__ = 'pydantic.errors'
`,
);
