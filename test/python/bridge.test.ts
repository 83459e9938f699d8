import { hostClass, type HostClass, type HostDefinition } from '../../src/python/bridge/host-class';
import { hostDescriptor } from '../../src/python/bridge/descriptor';
import { toPlain, toPython, type Plain } from '../../src/python/bridge/convert';
import { waitFor, type Flow } from '../../src/python/flow';
import { typeError, valueError } from '../../src/python/objects/exceptions';
import { PyDict } from '../../src/python/objects/mappings';
import type { PyType, Value } from '../../src/python/objects/object';
import { PyObject } from '../../src/python/objects/object';
import { PyTuple } from '../../src/python/objects/sequences';
import { stringOf } from '../../src/python/protocol/numbers';
import { repr } from '../../src/python/protocol/text';
import type { NativeModule } from '../../src/python/runtime';
import { runProgram } from './run-program';

/** A small SQL expression language, of the kind that an ORM needs. */
class Sql {
  constructor(readonly text: string) {}
}

function* textOf(value: Value): Flow<string> {
  return sql.unwrap(value)?.text ?? (yield* repr(value));
}

type Operate = NonNullable<HostDefinition<Sql>['operators']>['+'];

const infix = (symbol: string): Operate =>
  function* (self: Sql, other: Value): Flow<Value> {
    return sql.wrap(new Sql(`(${self.text} ${symbol} ${yield* textOf(other)})`));
  };
const reversed = (symbol: string): Operate =>
  function* (self: Sql, other: Value): Flow<Value> {
    return sql.wrap(new Sql(`(${yield* textOf(other)} ${symbol} ${self.text})`));
  };

const sql: HostClass<Sql> = hostClass<Sql>({
  name: 'ColumnElement',
  module: 'tiny.sql',
  is: (host) => host instanceof Sql,
  operators: { '+': infix('+'), '&': infix('AND'), '|': infix('OR') },
  reflected: { '+': reversed('+'), '&': reversed('AND') },
  unary: { '~': (self) => sql.wrap(new Sql(`NOT ${self.text}`)), '-': (self) => sql.wrap(new Sql(`-${self.text}`)) },
  comparisons: { '==': infix('='), '!=': infix('<>'), '<': infix('<'), '>': infix('>') },
  truth: () => {
    throw typeError('Boolean value of this clause is not defined');
  },
  attributes: { text: (self) => self.text },
  methods: {
    'in_(values, /)': function* (self, values): Flow<Value> {
      return sql.wrap(new Sql(`${self.text} IN ${yield* repr(values)}`));
    },
    "label(name, *, quote=False)": (self, name, quote) => sql.wrap(new Sql(`${self.text} AS ${quote === true ? `"${stringOf(name) ?? ''}"` : (stringOf(name) ?? '')}`)),
  },
  repr: (self) => `<sql ${self.text}>`,
  str: (self) => self.text,
});

class Session {
  readonly log: string[] = [];
  rows: Value[] = [1, 2, 3];
  extra = new Map<string, Value>();
}

function* later<T>(value: T): Flow<T> {
  yield* waitFor(new Promise<void>((resolve) => setTimeout(resolve, 5)));
  return value;
}

const session: HostClass<Session> = hostClass<Session>({
  name: 'Session',
  module: 'tiny',
  subclassable: true,
  is: (host) => host instanceof Session,
  construct: (_cls, args, keywords) => {
    const made = new Session();
    if (args.length > 0) throw valueError('no positional arguments');
    for (const [name, value] of keywords) made.extra.set(name, value);
    return made;
  },
  attribute: (self, name) => self.extra.get(name),
  setAttribute: (self, name, value) => {
    if (!name.startsWith('opt_')) return false;
    if (value === undefined) self.extra.delete(name);
    else self.extra.set(name, value);
    return true;
  },
  length: (self) => self.rows.length,
  item: (self, key) => self.rows[Number(key)] ?? null,
  setItem: (self, key, value) => {
    self.rows[Number(key)] = value;
  },
  contains: (self, item) => self.rows.includes(item),
  iterate: (self) => {
    let index = 0;
    return function* () {
      yield* later(null);
      return self.rows[index++];
    };
  },
  call: (_self, args, keywords) => new PyTuple([...args, keywords.size]),
  enter: (self) => session.wrap(self),
  exit: (self, exception) => {
    self.log.push(exception === null ? 'commit' : `rollback ${exception.cls.name}`);
    return exception?.cls.name === 'KeyError';
  },
  asyncEnter: function* (self) {
    yield* later(null);
    return session.wrap(self);
  },
  asyncExit: function* (self, exception) {
    yield* later(null);
    self.log.push(exception === null ? 'async commit' : `async rollback ${exception.cls.name}`);
    return false;
  },
  await: function* (self) {
    return yield* later(self.rows.length);
  },
  attributes: { log: (self) => toPython(self.log) },
  methods: { 'execute(statement)': function* (_self, statement): Flow<Value> { return yield* later(statement); } },
});

/** Mapped classes: attributes of the class are expressions, those of instances values. */
class Mapped {
  readonly values = new Map<string, Value>();
}

const mappedClasses: string[] = [];
const base: HostClass<Mapped> = hostClass<Mapped>({
  name: 'Model',
  module: 'tiny.orm',
  subclassable: true,
  is: (host) => host instanceof Mapped,
  construct: (_cls, _args, keywords) => {
    const made = new Mapped();
    for (const [name, value] of keywords) made.values.set(name, value);
    return made;
  },
  subclassed: (cls, keywords) => {
    const annotations = cls.dict.get('__annotations__');
    const columns = annotations instanceof PyDict ? [...annotations.table.entries()].map((entry) => stringOf(entry.key) ?? '') : [];
    mappedClasses.push(`${cls.name}(${columns.join(', ')})${keywords.has('abstract') ? ' abstract' : ''}`);
    for (const name of columns) cls.assign(name, column(cls, name));
  },
  classItem: (cls, key) => new PyTuple([cls, key]),
});

function column(cls: PyType, name: string): PyObject {
  return hostDescriptor({
    get: (instance) => {
      if (instance === undefined) return sql.wrap(new Sql(`${cls.name.toLowerCase()}.${name}`));
      return base.unwrap(instance)?.values.get(name) ?? null;
    },
    set: (instance, value) => {
      if (value === undefined) base.unwrap(instance)?.values.delete(name);
      else base.unwrap(instance)?.values.set(name, value);
    },
  });
}

const tiny: NativeModule = { name: 'tiny', create: () => ({ Session: session.type, Model: base.type, age: sql.wrap(new Sql('age')), name: sql.wrap(new Sql('name')) }) };

const programs: readonly (readonly [name: string, code: string, stdout: string])[] = [
  ['operators', 'print((age > 18) & ~(name == "x"), age + 1, 1 + age, -age, True & age, 18 < age, age != None, (age == 1) | (age == 2))', "((age > 18) AND NOT (name = 'x')) (age + 1) (1 + age) -age (True AND age) (age > 18) (age <> None) ((age = 1) OR (age = 2))\n"],
  ['methods, attributes and text', 'print(age.in_([1, 2]), age.label("a"), age.label("b", quote=True), age.text, repr(age), f"{age}", [age])', 'age IN [1, 2] age AS a age AS "b" age <sql age> age [<sql age>]\n'],
  ['errors of arguments and operators', 'for f in [lambda: age.label(), lambda: age.nope, lambda: age @ 1, lambda: bool(age), lambda: type(age)()]:\n    try: f()\n    except Exception as e: print(type(e).__name__, e)', "TypeError label() missing required argument 'name' (pos 1)\nAttributeError 'ColumnElement' object has no attribute 'nope'\nTypeError unsupported operand type(s) for @: 'ColumnElement' and 'int'\nTypeError Boolean value of this clause is not defined\nTypeError cannot create 'ColumnElement' instances\n"],
  ['keys by identity in spite of ==', 'd = {age: 1, name: 2}\nprint(d[age], d[name], len({age, name, age}))', '1 2 2\n'],
  ['construction, items, iteration that waits, calls', 's = Session(opt_a=5)\ns.opt_b = 6; s.plain = 7\nprint(s.opt_a, s.opt_b, s.plain, len(s), s[1], 2 in s, list(s), s(1, 2, x=3), [x * 2 for x in s])\ns[0] = 9; print(s[0], hasattr(s, "zz"))', '5 6 7 3 2 True [1, 2, 3] (1, 2, 1) [2, 4, 6]\n9 False\n'],
  ['with', 's = Session()\nwith s as t: print(s is t)\nwith s: raise KeyError("k")\ntry:\n    with s: raise ValueError("v")\nexcept ValueError as e: print(e)\nprint(s.log)', "True\nv\n['commit', 'rollback KeyError', 'rollback ValueError']\n"],
  ['async with, await, calls that wait', 'import asyncio\nasync def main():\n    async with Session() as s:\n        print(await s, s.execute("x"))\n    try:\n        async with s: raise ValueError("v")\n    except ValueError: pass\n    print(s.log)\nasyncio.run(main())', "3 x\n['async commit', 'async rollback ValueError']\n"],
  ['other tasks go on while one waits', 'import asyncio\nasync def tick(log):\n    for i in range(3): log.append(i); await asyncio.sleep(0)\nasync def main():\n    log = []\n    t = asyncio.create_task(tick(log))\n    s = Session()\n    await s\n    print(log)\nasyncio.run(main())', '[0, 1, 2]\n'],
  ['subclasses', 'class Mine(Session):\n    kind = "mine"\n    def __init__(self, **k): self.seen = sorted(k)\n    def total(self): return sum(self)\nm = Mine(a=1)\nprint(m.kind, m.seen, m.total(), m.a, isinstance(m, Session), type(m).__name__)', "mine ['a'] 6 1 True Mine\n"],
  ['declarative classes', 'class User(Model, abstract=True):\n    id: int\n    name: str | None\nprint(User.id > 5, User.name == "x", Model[int])\nu = User(id=1, name="al")\nprint(u.id, u.name); u.name = "bo"; print(u.name, User.name)\ndel u.name; print(u.name)', "(user.id > 5) (user.name = 'x') (<class 'tiny.orm.Model'>, <class 'int'>)\n1 al\nbo user.name\nNone\n"],
];

test.each(programs)('host objects: %s', async (_name, code, stdout) => {
  const run = await runProgram(`from tiny import *\n${code}`, { modules: [tiny] });
  expect(run.outcome.error?.traceback).toBeUndefined();
  expect(run.stdout).toBe(stdout);
});

test('a class is told when it is derived from', async () => {
  mappedClasses.length = 0;
  await runProgram('from tiny import Model\nclass A(Model):\n    x: int\n    y: str = 1\nclass B(A): pass', { modules: [tiny] });
  expect(mappedClasses).toEqual(['A(x, y)', 'B()']);
});

test('a host object is the same Python object each time', () => {
  const host = new Sql('x');
  expect(sql.wrap(host)).toBe(sql.wrap(host));
  expect(sql.unwrap(sql.wrap(host))).toBe(host);
  expect(sql.unwrap(5)).toBeUndefined();
});

test.each<readonly [Plain]>([[null], [true], [5], [1.5], [2n ** 70n], ['text'], [[1, [2, 'x']]], [new Map<Plain, Plain>([['a', 1], [2, [3]]])], [Uint8Array.of(1, 2)]])('%p survives the way there and back', (value) => {
  expect(toPlain(toPython(value))).toEqual(value);
});
