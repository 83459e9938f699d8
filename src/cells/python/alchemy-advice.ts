import type { PythonError } from '../../python';
import type { Advice } from './syntax-advice';
import { nearest } from './well-known-names';

/** What may be done about an error of SQLAlchemy: its own words stand in the error, here is the way out. */
interface Remedy {
  /** Names of exceptions. */
  readonly types: readonly string[];
  readonly message: RegExp;
  /** @param found the groups of the message; null: nothing better is known than the message says */
  readonly advise: (found: readonly string[], names: KnownNames) => string | null;
}

/** The names that a cell sees: what may have been meant. */
export interface KnownNames {
  /** Classes and other variables. */
  readonly variables: readonly string[];
  readonly code: string;
}

/** The attributes that classes of a cell have. */
function attributesIn(code: string): string[] {
  return [...code.matchAll(/^[ \t]+(\w+)\s*(?::\s*["']?(?:Mapped|WriteOnlyMapped|DynamicMapped)\b|=\s*(?:relationship|mapped_column|Column)\b)/gm)].map(([, name = '']) => name);
}

/** The attribute `key` of the class `name` in a cell: what its body says of it. */
function wordsOf(key: string, code: string): string {
  return new RegExp(`^[ \\t]+${key}\\s*[:=](.*)$`, 'm').exec(code)?.[1] ?? '';
}

/** Python's classes for types of SQL that were written in `Mapped[…]`. */
const pythonTypes: Readonly<Record<string, string>> = {
  Text: 'str', String: 'str', Unicode: 'str', UnicodeText: 'str', VARCHAR: 'str', TEXT: 'str', Integer: 'int', BigInteger: 'int', SmallInteger: 'int', INTEGER: 'int', Float: 'float', Double: 'float', Numeric: 'Decimal', Boolean: 'bool',
  Date: 'datetime.date', DateTime: 'datetime.datetime', Time: 'datetime.time', Interval: 'datetime.timedelta', LargeBinary: 'bytes', Uuid: 'uuid.UUID', UUID: 'uuid.UUID', JSON: 'dict', JSONB: 'dict',
}; // prettier-ignore

const remedies: readonly Remedy[] = [
  {
    types: ['MappedAnnotationError', 'ArgumentError'],
    message: /inside the '(\w+)' attribute Mapped annotation is the SQLAlchemy type <class '[\w.]*\.(\w+)'>/,
    advise: ([name = '', type = '']) => `Mapped[…] takes Python's type, mapped_column() SQL's: ${name}: Mapped[${pythonTypes[type] ?? 'str'}] = mapped_column(${type})`,
  },
  {
    types: ['InvalidRequestError'],
    message: /^Mapper 'Mapper\[(\w+)\(.*\)\]' has no property '(\w+)'/,
    advise: ([target = '', name = ''], { code }) => {
      const meant = nearest(name, attributesIn(code).filter((one) => one !== name));
      return `back_populates names the attribute on the other side: ${meant === null ? `${target} needs a relationship() called ${name}` : `did you mean ${meant}?`}`;
    },
  },
  {
    types: ['NoForeignKeysError', 'InvalidRequestError'],
    message: /Could not determine join condition between parent\/child tables on relationship (\w+)\.(\w+) - there are no foreign keys linking/,
    advise: ([parent = '', key = ''], { code }) => {
      const words = wordsOf(key, code);
      const [holder, other] = /\b(?:[Ll]ist|[Ss]et|[Dd]ict|Sequence|Collection)\[/.test(words) ? [`the class on the other side of ${parent}.${key}`, parent] : [parent, 'the other class'];
      return `${holder} needs a column that refers to ${other}: mapped_column(ForeignKey("table.id")), with the table's name`;
    },
  },
  {
    types: ['InvalidRequestError'],
    message: /^Table '(\w+)' is already defined for this MetaData instance/,
    advise: ([table = '']) => `two classes have the table ${table}, or the cell that defines it ran again: run the cell with class Base again first, or give __table_args__ = {"extend_existing": True}`,
  },
  {
    types: ['InvalidRequestError'],
    message: /expression '[^']*' failed to locate a name \('(\w+)'\)/,
    advise: ([name = ''], { variables }) => {
      const meant = nearest(name, variables.filter((one) => /^[A-Z]/.test(one)));
      return meant === null ? `no cell that ran defines the class ${name}` : `did you mean ${meant}?`;
    },
  },
  {
    types: ['ArgumentError'],
    message: /could not assemble any primary key columns for mapped table '(\w+)'/,
    advise: () => 'a mapped class needs a primary key: id: Mapped[int] = mapped_column(primary_key=True)',
  },
  {
    types: ['DetachedInstanceError'],
    message: /lazy load operation of attribute '(\w+)' cannot proceed/,
    advise: ([name = '']) => `the session is closed: read ${name} before it ends, or with the object by .options(selectinload(….${name}))`,
  },
  {
    types: ['MissingGreenlet'],
    message: /greenlet_spawn has not been called/,
    advise: () => 'an async session loads nothing by itself: use selectinload() or joinedload(), await session.refresh(obj, ["name"]), or expire_on_commit=False',
  },
  {
    types: ['OperationalError', 'ProgrammingError'],
    message: /no such table: (\w+)|relation "(\w+)" does not exist/,
    advise: ([sqlite, postgres]) => `the table ${sqlite ?? postgres ?? ''} is not there yet: Base.metadata.create_all(engine) makes the tables`,
  },
  {
    types: ['PendingRollbackError'],
    message: /transaction has been rolled back due to a previous exception during flush/,
    advise: () => 'session.rollback() goes on after the error',
  },
];

/** The way out of an error of SQLAlchemy; null where its message says all. */
export function alchemyAdvice(error: PythonError, names: KnownNames): Advice | null {
  for (const { types, message, advise } of remedies) {
    const found = types.includes(error.type) ? message.exec(error.message) : null;
    const hint = found ? advise(found.slice(1), names) : null;
    if (hint !== null) return { hint, fix: null };
  }
  return null;
}
