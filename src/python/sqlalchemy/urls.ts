import { parseQuery, Url, type UrlQuery } from '../../orm/engine/url';
import { keyError, typeError } from '../objects/exceptions';
import type { PyType, Value } from '../objects/object';
import { asFlag, asList, asNumberOrNull, asRecord, asText, asTextOrNull } from './arguments';
import type { Binder } from './bind';
import { TupleOf } from './bridge';
import { dialectsByName } from './dialect-names';
import { methods } from './rows';

/** Options by name, as Python gives them. */
function queryOf(given: unknown): UrlQuery {
  return Object.fromEntries(Object.entries(asRecord(given)).map(([name, value]) => [name, Array.isArray(value) ? value.map(asText) : asText(value)]));
}

/** An option with several texts is a tuple. */
function shownQuery(query: UrlQuery): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : new TupleOf(value)]));
}

function portOf(given: unknown): number | null {
  try {
    return asNumberOrNull(typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given);
  } catch {
    throw typeError('Port argument must be an integer or None');
  }
}

function partOf(given: unknown, name: string): string | null {
  if (given === null || given === undefined || typeof given === 'string') return given ?? null;
  throw typeError(`${name} must be a string`);
}

const parameters: Readonly<Record<string, (self: Url) => unknown>> = { host: (self) => self.host, database: (self) => self.database, username: (self) => self.username, password: (self) => self.password, port: (self) => self.port };

/** The parts that drivers connect with, under names of their own. */
function connectArguments(self: Url, names: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const given = Object.entries(parameters).flatMap(([name, read]) => {
    const value = read(self);
    return value === null || value === '' ? [] : [[name in names ? asText(names[name]) : name, value] as const];
  });
  return Object.fromEntries(given);
}

/** What `set()` changes. */
function partsOf(given: Readonly<Record<string, unknown>>): Parameters<Url['set']>[0] {
  // None leaves a part as it is.
  const { query, port, ...rest } = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return { ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, name === 'drivername' ? asText(value) : asTextOrNull(value)])), ...(query === undefined ? {} : { query: queryOf(query) }), ...(port === undefined ? {} : { port: portOf(port) }) };
}

/** Binds `URL`. */
export function bindUrls(binder: Binder): Value {
  return binder.class<Url>({
    name: 'URL',
    module: 'sqlalchemy.engine.url',
    of: Url,
    attributes: {
      drivername: (self) => self.drivername,
      username: (self) => self.username,
      password: (self) => self.password,
      host: (self) => self.host,
      port: (self) => self.port,
      database: (self) => self.database,
      query: (self) => new ImmutableRecord(shownQuery(self.query)),
      normalized_query: (self) => new ImmutableRecord(shownQuery(self.normalizedQuery)),
    },
    methods: methods<Url>()({
      'render_as_string(hide_password=True)': (self, hide) => self.renderAsString(asFlag(hide)),
      'set(**parts)': (self, parts) => self.set(partsOf(parts)),
      'update_query_dict(query_parameters, append=False)': (self, query, append) => self.withOptions(Object.entries(queryOf(query)), asFlag(append)),
      'update_query_pairs(key_value_pairs, append=False)': (self, pairs, append) => self.withOptions((asList(pairs) as readonly (readonly [string, string])[]), asFlag(append)),
      'update_query_string(query_string, append=False)': (self, text, append) => self.withOptions(Object.entries(parseQuery(asText(text))), asFlag(append)),
      'difference_update_query(names)': (self, names) => self.withoutOptions(asList(names).map(asText)),
      'translate_connect_args(names=None, **kw)': (self, _names, keywords) => connectArguments(self, keywords),
      'get_backend_name()': (self) => self.backendName,
      'get_driver_name()': (self) => self.driverName,
      'get_dialect()': (self) => dialectsByName[self.backendName as keyof typeof dialectsByName](),
    }),
    classMethods: methods<PyType>()({
      'create(drivername, username=None, password=None, host=None, port=None, database=None, query=None)': (_cls, drivername, username, password, host, port, database, query) => {
        if (typeof drivername !== 'string') throw typeError('drivername must be a string');
        return new Url(drivername, partOf(username, 'username'), asTextOrNull(password), partOf(host, 'host'), portOf(port), partOf(database, 'database'), queryOf(query));
      },
    }),
    comparisons: {
      '==': (self, other) => other instanceof Url && self.equals(other),
      '!=': (self, other) => !(other instanceof Url && self.equals(other)),
    },
    repr: (self) => self.renderAsString(),
    str: (self) => self.renderAsString(),
  }).type;
}

/** A record that Python sees as an `immutabledict`. */
export class ImmutableRecord {
  constructor(readonly entries: Readonly<Record<string, unknown>>) {}
}

/** Binds `immutabledict`. */
export function bindImmutableRecords(binder: Binder): void {
  binder.class<ImmutableRecord>({
    name: 'immutabledict',
    module: 'sqlalchemy.util._immutabledict_cy',
    of: ImmutableRecord,
    methods: methods<ImmutableRecord>()({
      'keys()': (self) => Object.keys(self.entries),
      'values()': (self) => Object.values(self.entries),
      'items()': (self) => Object.entries(self.entries).map((pair) => new TupleOf(pair)),
      'get(key, default=None)': (self, key, fallback) => self.entries[asText(key)] ?? fallback,
      'union(other)': (self, other) => new ImmutableRecord({ ...self.entries, ...asRecord(other) }),
    }),
    length: (self) => Object.keys(self.entries).length,
    iterate: (self) => Object.keys(self.entries),
    contains: (self, key) => typeof key === 'string' && key in self.entries,
    item: (self, key) => {
      const name = asText(key);
      if (!(name in self.entries)) throw keyError(name);
      return self.entries[name];
    },
    comparisons: { '==': (self, other) => binder.bridge.repr(self.entries) === binder.bridge.repr(other instanceof ImmutableRecord ? other.entries : other) },
    repr: (self) => `immutabledict(${binder.bridge.repr(self.entries)})`,
  });
}
