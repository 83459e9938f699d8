import { sourceModule } from '../modules/source-module';

/** Addresses: `AnyUrl`, `HttpUrl`, `PostgresDsn` and their parts. */
export const urlsModule = sourceModule(
  '_pydantic_urls',
  String.raw`
import re
from _pydantic_errors import Invalid, Line, ValidationError, fail
from _pydantic_node import LAX, Node, State

WHOLE = re.compile(r'([A-Za-z][A-Za-z0-9+.-]*):(.*)', re.S)
AUTHORITY = re.compile(r'(?:(?P<username>[^:@/?#]*)(?::(?P<password>[^@/?#]*))?@)?(?P<host>\[[^\]]*\]|[^:/?#]*)(?::(?P<port>[0-9]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?', re.S)
PORTS = {'http': 80, 'https': 443, 'ws': 80, 'wss': 443, 'ftp': 21}
SPECIAL = ('http', 'https', 'ws', 'wss', 'ftp')


class Url:
    """An address in its parts."""
    schemes = None
    host_required = False
    longest = None
    default_ports = {}

    def __init__(self, url):
        try:
            made = UrlNode(type(self)).validate(str(url), State())
        except Invalid as invalid:
            raise ValidationError(type(self).__name__, invalid.lines) from None
        self.__dict__.update(made.__dict__)

    @classmethod
    def __pydantic_make_node__(cls, annotation, maker):
        return UrlNode(cls)

    def unicode_string(self):
        return self._text

    def __str__(self):
        return self._text

    def __repr__(self):
        return f'{type(self).__name__}({self._text!r})'

    def __eq__(self, other):
        return type(self) is type(other) and self._text == other._text

    def __lt__(self, other):
        return self._text < other._text

    def __hash__(self):
        return hash(self._text)

    def __pydantic_dump__(self, out):
        return self._text if out.mode == 'json' else self

    def query_params(self):
        pairs = (part.partition('=') for part in (self.query or '').split('&') if part)
        return [(name, value) for name, _, value in pairs]

    def unicode_host(self):
        return self.host


class UrlNode(Node):
    def __init__(self, cls):
        self.cls = cls
        self.expected = cls
        self.name = 'url'

    def validate(self, value, state):
        if isinstance(value, self.cls):
            return value
        if isinstance(value, Url):
            value = str(value)
        if not isinstance(value, str):
            fail('url_type', value)
        state.lower(LAX)
        cls = self.cls
        if cls.longest is not None and len(value) > cls.longest:
            fail('url_too_long', value, {'max_length': cls.longest})
        text = value.strip()
        if not text:
            fail('url_parsing', value, {'error': 'input is empty'})
        found = WHOLE.fullmatch(text)
        if found is None:
            fail('url_parsing', value, {'error': 'relative URL without a base'})
        scheme, rest = found.group(1).lower(), found.group(2)
        if cls.schemes is not None and scheme not in cls.schemes:
            shown = [repr(one) for one in cls.schemes]
            fail('url_scheme', value, {'expected_schemes': shown[0] if len(shown) == 1 else f'{", ".join(shown[:-1])} or {shown[-1]}'})
        return self.made(value, scheme, rest)

    def made(self, value, scheme, rest):
        cls = self.cls
        special = scheme in SPECIAL
        body = rest.lstrip('/\\') if special else rest[2:] if rest.startswith('//') else None
        made = object.__new__(cls)
        made.scheme = scheme
        if body is None:
            made.username = made.password = made.host = made.port = made.query = made.fragment = None
            made.path = rest
            made._text = f'{scheme}:{rest}'
            if cls.host_required:
                fail('url_parsing', value, {'error': 'empty host'})
            return made
        parts = AUTHORITY.fullmatch(body)
        host = parts.group('host').lower() if special else parts.group('host')
        if not host and (special or cls.host_required):
            fail('url_parsing', value, {'error': 'empty host'})
        if any(letter in host for letter in ' <>^|'):
            fail('url_parsing', value, {'error': 'invalid international domain name'})
        port = parts.group('port')
        if port and int(port) > 65535:
            fail('url_parsing', value, {'error': 'invalid port number'})
        shown_port = int(port) if port else None
        if shown_port is not None and shown_port == PORTS.get(scheme):
            shown_port = None
        path = parts.group('path') or ('/' if special else None)
        made.username = parts.group('username') or None
        made.password = parts.group('password') or None
        made.host = host or None
        made.port = shown_port if shown_port is not None else PORTS.get(scheme) or cls.default_ports.get(scheme)
        made.path = path
        made.query = parts.group('query')
        made.fragment = parts.group('fragment')
        login = f'{made.username or ""}{":" + made.password if made.password else ""}@' if made.username or made.password else ''
        text = f'{scheme}://{login}{host}'
        if shown_port is not None:
            text += f':{shown_port}'
        text += path or ''
        if made.query is not None:
            text += f'?{made.query}'
        if made.fragment is not None:
            text += f'#{made.fragment}'
        made._text = text
        return made

    def dump(self, value, out):
        return str(value) if out.mode == 'json' else value

    def fits(self, value):
        return isinstance(value, self.cls)

    def json_schema(self, made):
        schema = {'format': 'uri', 'minLength': 1, 'type': 'string'}
        return schema if self.cls.longest is None else {**schema, 'maxLength': self.cls.longest}


class AnyUrl(Url):
    pass


class AnyHttpUrl(Url):
    schemes = ('http', 'https')


class HttpUrl(Url):
    schemes = ('http', 'https')
    longest = 2083


class WebsocketUrl(Url):
    schemes = ('ws', 'wss')
    longest = 2083


class FtpUrl(Url):
    schemes = ('ftp',)


class PostgresDsn(Url):
    schemes = ('postgres', 'postgresql', 'postgresql+asyncpg', 'postgresql+pg8000', 'postgresql+psycopg', 'postgresql+psycopg2', 'postgresql+psycopg2cffi', 'postgresql+py-postgresql', 'postgresql+pygresql')
    host_required = True

    def hosts(self):
        return [{'username': self.username, 'password': self.password, 'host': self.host, 'port': self.port}]


class RedisDsn(Url):
    schemes = ('redis', 'rediss')
    host_required = True
    default_ports = {'redis': 6379, 'rediss': 6379}


for one in (AnyUrl, AnyHttpUrl, HttpUrl, WebsocketUrl, FtpUrl, PostgresDsn, RedisDsn):
    one.__module__ = 'pydantic.networks'
`,
);
