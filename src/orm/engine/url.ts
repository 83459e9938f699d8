import { ArgumentError } from '../errors';

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
    readonly query: Readonly<Record<string, string>> = {},
  ) {}

  /** @throws ArgumentError when the text is no address of a database */
  static parse(text: string): Url {
    const match = /^([\w+]+):\/\/(?:([^:/@]*)(?::([^@]*))?@)?(?:(?:\[([^/?]+)\]|([^/:?]+))?(?::([^/?]*))?)?(?:\/([^?]*))?(?:\?(.*))?$/.exec(text);
    if (!match) throw new ArgumentError('Could not parse SQLAlchemy URL from given URL string');
    const [, drivername = '', username, password, bracketed, host, port, database, query] = match;
    const portNumber = port === undefined || port === '' ? null : Number(port);
    if (portNumber !== null && !Number.isInteger(portNumber)) throw new ArgumentError(`invalid literal for int() with base 10: '${port ?? ''}'`);
    return new Url(
      drivername,
      username === undefined ? null : decode(username),
      password === undefined ? null : decode(password),
      bracketed ?? (host === undefined || host === '' ? null : host),
      portNumber,
      database === undefined || database === '' ? null : database,
      query === undefined ? {} : Object.fromEntries(query.split('&').map((part) => part.split('=').map(decode) as [string, string])),
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
  set(parts: Partial<Pick<Url, 'drivername' | 'username' | 'password' | 'host' | 'port' | 'database' | 'query'>>): Url {
    const all = { ...this, ...parts };
    return new Url(all.drivername, all.username, all.password, all.host, all.port, all.database, all.query);
  }

  renderAsString(hidePassword = true): string {
    const password = this.password === null ? '' : `:${hidePassword ? '***' : encode(this.password)}`;
    const user = this.username === null ? '' : `${encode(this.username)}${password}@`;
    const host = this.host === null ? '' : this.host.includes(':') ? `[${this.host}]` : this.host;
    const port = this.port === null ? '' : `:${this.port}`;
    const database = this.database === null ? '' : `/${this.database}`;
    const query = Object.entries(this.query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    return `${this.drivername}://${user}${host}${port}${database}${query.length === 0 ? '' : `?${query.sort().join('&')}`}`;
  }

  toString(): string {
    return this.renderAsString();
  }
}

const DEFAULT_DRIVERS: Readonly<Record<string, string>> = { sqlite: 'pysqlite', postgresql: 'asyncpg' };

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return text;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
