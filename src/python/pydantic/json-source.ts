import { sourceModule } from '../modules/source-module';

/** JSON as pydantic reads it, with its words and places (line and column) for what is wrong. */
export const pydanticJsonModule = sourceModule(
  '_pydantic_json',
  String.raw`
import re
from _pydantic_errors import Line, ValidationError

NUMBER = re.compile(r'-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?')
SIMPLE = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
WORDS = {'t': ('true', True), 'f': ('false', False), 'n': ('null', None), 'N': ('NaN', float('nan')), 'I': ('Infinity', float('inf'))}
DEEPEST = 200


class Broken(Exception):
    def __init__(self, reason, at):
        Exception.__init__(self, reason)
        self.reason = reason
        self.at = at


class Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip(self):
        text = self.text
        while self.at < len(text) and text[self.at] in ' \t\n\r':
            self.at += 1
        return text[self.at] if self.at < len(text) else ''

    def whole(self):
        value = self.value(0)
        if self.skip():
            raise Broken('trailing characters', self.at)
        return value

    def value(self, depth, after_comma=None):
        head = self.skip()
        if not head:
            raise Broken('EOF while parsing a value', self.at)
        if head == '{':
            return self.object(depth)
        if head == '[':
            return self.array(depth)
        if head == '"':
            return self.string()
        if head == '-' or '0' <= head <= '9':
            return self.number()
        if head in WORDS:
            return self.word(*WORDS[head])
        if head == after_comma:
            raise Broken('trailing comma', self.at)
        raise Broken('expected value', self.at)

    def word(self, word, value):
        for offset, letter in enumerate(word):
            at = self.at + offset
            if at >= len(self.text):
                raise Broken('EOF while parsing a value', at)
            if self.text[at] != letter:
                raise Broken('expected ident', at)
        self.at += len(word)
        return value

    def number(self):
        text = self.text
        if text.startswith('-Infinity', self.at):
            self.at += 9
            return float('-inf')
        found = NUMBER.match(text, self.at)
        end = found.end() if found else self.at + 1
        if end >= len(text) and not found:
            raise Broken('EOF while parsing a value', len(text))
        if not found or (found.group(1) == '0' and text[end:end + 1].isdigit()):
            raise Broken('invalid number', end)
        if text[end:end + 1] == '.' and not found.group(2):
            raise Broken('EOF while parsing a value' if end + 1 >= len(text) else 'invalid number', end + 1)
        self.at = end
        return float(found.group()) if found.group(2) or found.group(3) else int(found.group())

    def string(self):
        text = self.text
        start = self.at
        self.at += 1
        made = []
        begin = self.at
        while True:
            if self.at >= len(text):
                raise Broken('EOF while parsing a string', len(text))
            letter = text[self.at]
            if letter == '"':
                made.append(text[begin:self.at])
                self.at += 1
                return ''.join(made)
            if letter == '\\':
                made.append(text[begin:self.at])
                made.append(self.escape())
                begin = self.at
            elif letter < ' ':
                raise Broken('control character (\\u0000-\\u001F) found while parsing a string', self.at)
            else:
                self.at += 1

    def escape(self):
        text = self.text
        kind = text[self.at + 1:self.at + 2]
        if not kind:
            raise Broken('EOF while parsing a string', len(text))
        if kind in SIMPLE:
            self.at += 2
            return SIMPLE[kind]
        if kind != 'u':
            raise Broken('invalid escape', self.at + 1)
        code = self.hex(self.at + 2)
        self.at += 6
        if 0xD800 <= code < 0xDC00:
            if text[self.at:self.at + 2] != '\\u':
                raise Broken('unexpected end of hex escape', self.at)
            low = self.hex(self.at + 2)
            self.at += 6
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
        return chr(code)

    def hex(self, at):
        digits = self.text[at:at + 4]
        if len(digits) < 4:
            raise Broken('EOF while parsing a string', len(self.text))
        try:
            return int(digits, 16)
        except ValueError:
            raise Broken('invalid escape', at) from None

    def array(self, depth):
        if depth > DEEPEST:
            raise Broken('recursion limit exceeded', self.at)
        self.at += 1
        made = []
        if self.skip() == ']':
            self.at += 1
            return made
        if self.at >= len(self.text):
            raise Broken('EOF while parsing a list', self.at)
        while True:
            made.append(self.value(depth + 1, ']'))
            head = self.skip()
            if not head:
                raise Broken('EOF while parsing a list', self.at)
            self.at += 1
            if head == ']':
                return made
            if head != ',':
                raise Broken('expected \x60,\x60 or \x60]\x60', self.at - 1)

    def object(self, depth):
        if depth > DEEPEST:
            raise Broken('recursion limit exceeded', self.at)
        self.at += 1
        made = {}
        head = self.skip()
        if head == '}':
            self.at += 1
            return made
        if not head:
            raise Broken('EOF while parsing an object', self.at)
        while True:
            if head != '"':
                raise Broken('key must be a string', self.at)
            key = self.string()
            head = self.skip()
            if not head:
                raise Broken('EOF while parsing an object', self.at)
            if head != ':':
                raise Broken('expected \x60:\x60', self.at)
            self.at += 1
            made[key] = self.value(depth + 1)
            head = self.skip()
            if not head:
                raise Broken('EOF while parsing an object', self.at)
            self.at += 1
            if head == '}':
                return made
            if head != ',':
                raise Broken('expected \x60,\x60 or \x60}\x60', self.at - 1)
            head = self.skip()
            if not head:
                raise Broken('EOF while parsing a value', self.at)
            if head == '}':
                raise Broken('trailing comma', self.at)


def place(text, at):
    """Line and column, as the reader of pydantic counts them: from 1; the end is the place of the last letter."""
    before = text[:at]
    line = before.count('\n') + 1
    column = at - (before.rfind('\n') + 1) + (1 if at < len(text) else 0)
    if at < len(text) and text[at] == '\n':
        return line + 1, 0
    return line, column


def read_json(data, title):
    """The value of a JSON text. Raises ValidationError."""
    if isinstance(data, (bytes, bytearray)):
        text = bytes(data).decode('utf-8', 'replace')
    elif isinstance(data, str):
        text = data
    else:
        raise ValidationError(title, [Line('json_type', data)])
    try:
        return Reader(text).whole()
    except Broken as broken:
        line, column = place(text, broken.at)
        raise ValidationError(title, [Line('json_invalid', data, {'error': f'{broken.reason} at line {line} column {column}'})]) from None
`,
);
