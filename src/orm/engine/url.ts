import { ArgumentError } from '../errors';

/** Options of an address: each has a text, or several. */
export type UrlQuery = Readonly<Record<string, string | readonly string[]>>;

type UrlParts = Pick<Url, 'drivername' | 'username' | 'password' | 'host' | 'port' | 'database' | 'query'>;

/** A database by address: `postgresql+asyncpg://user:password@host:5432/database?option=value`. */
export class Url {
  constructor(
    /** Dialect and driver: `postgresql+asyncpg`. */
    readonly drivername: string,
    readonly username: string | null = null,
    readonly password: string | null = null,
    readonly host: string | null = null,
    readonly port: number | null = null,
    readonly database: string | null = null,
    readonly query: UrlQuery = {},
  ) {}

  /** @throws ArgumentError when the text is no address of a database */
  static parse(text: string): Url {
    const match = /^([\w+]+):\/\/(?:([^:/]*)(?::([^@]*))?@)?(?:(?:\[([^/?]+)\]|([^/:?]+))?(?::([^/?]*))?)?(?:\/([^?]*))?(?:\?(.*))?/.exec(text);
    if (!match) throw new ArgumentError('Could not parse SQLAlchemy URL from given URL string');
    const [, drivername = '', username, password, bracketed, host, port, database, query] = match;
    const portNumber = port === undefined || port === '' ? null : Number(port);
    if (portNumber !== null && !Number.isInteger(portNumber)) throw new RangeError(`invalid literal for int() with base 10: '${port ?? ''}'`);
    return new Url(
      drivername,
      username === undefined ? null : unquoted(username),
      password === undefined ? null : unquoted(password),
      bracketed ?? (host === undefined || host === '' ? null : host),
      portNumber,
      database === undefined ? null : unquoted(database),
      query === undefined ? {} : parseQuery(query),
    );
  }

  /** `postgresql`. */
  get backendName(): string {
    return this.drivername.split('+')[0] ?? '';
  }

  /** `asyncpg`; the one that the backend has where none is named. */
  get driverName(): string {
    return this.drivername.split('+')[1] ?? DEFAULT_DRIVERS[this.backendName] ?? '';
  }

  /** A copy with some parts changed. */
  set(parts: Partial<UrlParts>): Url {
    const all = { ...this, ...parts };
    return new Url(all.drivername, all.username, all.password, all.host, all.port, all.database, all.query);
  }

  /** A copy with more options. @param append keeps those that are there, and adds to them */
  withOptions(pairs: Iterable<readonly [name: string, value: string | readonly string[]]>, append = false): Url {
    const added: Record<string, string | readonly string[]> = {};
    for (const [name, value] of pairs) added[name] = name in added ? [...listOf(added[name] ?? []), ...listOf(value)] : value;
    const query: Record<string, string | readonly string[]> = { ...this.query };
    for (const [name, value] of Object.entries(added)) query[name] = append && name in query ? [...listOf(query[name] ?? []), ...listOf(value)] : value;
    return this.set({ query });
  }

  /** A copy without some options. */
  withoutOptions(names: readonly string[]): Url {
    return this.set({ query: Object.fromEntries(Object.entries(this.query).filter(([name]) => !names.includes(name))) });
  }

  /** The options, each with all its texts. */
  get normalizedQuery(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(Object.entries(this.query).map(([name, value]) => [name, listOf(value)]));
  }

  /** True when both are the same address. */
  equals(other: Url): boolean {
    return this.renderAsString(false) === other.renderAsString(false);
  }

  renderAsString(hidePassword = true): string {
    const password = this.password === null ? '' : `:${hidePassword ? '***' : quoted(this.password, ' +')}`;
    const user = this.username === null ? '' : `${quoted(this.username, ' +')}${password}@`;
    const host = this.host === null ? '' : this.host.includes(':') ? `[${this.host}]` : this.host;
    const port = this.port === null ? '' : `:${this.port}`;
    const database = this.database === null ? '' : `/${quoted(this.database, ' +/')}`;
    const query = Object.keys(this.query)
      .sort()
      .flatMap((name) => listOf(this.query[name] ?? []).map((value) => `${plusQuoted(name)}=${plusQuoted(value)}`));
    return `${this.drivername}://${user}${host}${port}${database}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  }

  toString(): string {
    return this.renderAsString();
  }
}

const DEFAULT_DRIVERS: Readonly<Record<string, string>> = { sqlite: 'pysqlite', postgresql: 'psycopg', mysql: 'mysqldb', mariadb: 'mysqldb', oracle: 'oracledb', mssql: 'pyodbc' };

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** The options of a query string; those without a value are left out. */
export function parseQuery(text: string): UrlQuery {
  const query: Record<string, string | readonly string[]> = {};
  for (const part of text.split('&')) {
    const [name = '', ...rest] = part.split('=');
    const value = unquoted(rest.join('=').replaceAll('+', ' '));
    if (value === '') continue;
    const key = unquoted(name.replaceAll('+', ' '));
    query[key] = key in query ? [...listOf(query[key] ?? []), value] : value;
  }
  return query;
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Python's `urllib.parse.quote()`. @param safe characters that are left as they are */
function quoted(text: string, safe: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%[0-9A-F]{2}/g, (code) => {
      const character = String.fromCharCode(parseInt(code.slice(1), 16));
      return safe.includes(character) ? character : code;
    });
}

function plusQuoted(text: string): string {
  return quoted(text, ' ').replaceAll(' ', '+');
}
