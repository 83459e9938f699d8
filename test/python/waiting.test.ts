import { define } from '../../src/python/native/define';
import type { Flow as DatabaseFlow } from '../../src/databases/flow';
import { fromDatabase, waitFor, type Flow } from '../../src/python/flow';
import type { Value } from '../../src/python/objects/object';
import type { NativeModule } from '../../src/python/runtime';
import { runProgram } from './run-program';

/** `wait(x)` gives x after a turn of JavaScript's event loop, as a driver would; `order` notes that it did. */
function waitingModule(waits: { count: number }): NativeModule {
  return {
    name: 'driver',
    create: () => ({
      wait: define('wait(value=None)', function* (value): Flow<Value> {
        yield* waitFor(new Promise<void>((resolve) => setImmediate(resolve)));
        waits.count += 1;
        return value;
      }),
      fail: define('fail()', function* (): Flow<Value> {
        yield* waitFor(new Promise<void>((_resolve, reject) => { setImmediate(() => { reject(new Error('the driver broke')); }); }));
        return null;
      }),
    }),
  };
}

/** A statement of a database that waits for a lock once. */
function* statement(closed: { count: number }): DatabaseFlow<number> {
  try {
    yield { reason: 'a lock', until: new Promise((resolve) => setImmediate(resolve)) };
    return 7;
  } finally {
    closed.count += 1;
  }
}

/** Programs that wait where it is hard, what they print, and how often they wait. */
const places: readonly (readonly [name: string, code: string, stdout: string, waits: number])[] = [
  ['an expression', 'print(wait(1) + wait(2) * 3)', '7\n', 2],
  ['a loop', 'for i in range(3): print(wait(i))', '0\n1\n2\n', 3],
  ['the iterable of a loop', 'for i in wait([1, 2]): print(i)', '1\n2\n', 1],
  ['a condition', 'while wait(False): pass\nelse: print("end")\nprint(1 if wait(True) else 2, wait(0) or wait(5), wait(1) and wait(6))', 'end\n1 5 6\n', 6],
  ['arguments and defaults', 'def f(a, b=wait(2), *c, d=wait(4)): return a, b, c, d\nprint(f(wait(1), *wait([7, 8]), **wait({"d": 9})))', '(1, 7, (8,), 9)\n', 5],
  ['a comprehension', 'print([wait(x) for x in wait([1, 2, 3]) if wait(x) > 1])', '[2, 3]\n', 6],
  ['a nested comprehension', 'print({wait(k): [wait(v) for v in range(2)] for k in "ab"})', "{'a': [0, 1], 'b': [0, 1]}\n", 6],
  ['a generator expression in a native function', 'print(sum(wait(x) for x in range(4)), max(wait(x) for x in range(3)), list(zip((wait(i) for i in "ab"), map(wait, [1, 2]))))', "6 2 [('a', 1), ('b', 2)]\n", 11],
  ['__init__ called by a sort key', 'class K:\n    def __init__(self, v): self.v = [wait(x) for x in range(v)]\n    def __lt__(self, o): return wait(len(self.v)) < len(o.v)\nprint([len(k.v) for k in sorted((K(n) for n in (3, 1, 2)), key=lambda k: K(len(k.v)))])', '[1, 2, 3]\n', 15],
  ['a comparison within min, in and index', 'class E:\n    def __init__(self, v): self.v = v\n    def __eq__(self, o): return wait(self.v) == o.v\n    def __lt__(self, o): return wait(self.v) < o.v\na = [E(2), E(1)]\nprint(min(a).v, E(1) in a, a.index(E(1)), a.count(E(2)), a == [E(2), E(1)])', '1 True 1 1 True\n', 9],
  ['hash and equality of dict keys', 'class H:\n    def __init__(self, v): self.v = v\n    def __hash__(self): return wait(1)\n    def __eq__(self, o): return wait(self.v) == o.v\nd = {H(1): "a", H(2): "b"}\nprint(d[H(2)], H(3) in d, len({H(1), H(1)}))', 'b False 1\n', 12],
  ['str, repr and format', 'class R:\n    def __repr__(self): return wait("R")\n    def __str__(self): return wait("S")\n    def __format__(self, spec): return wait("F" + spec)\nprint([R()], R(), f"{R():x} {R()!r}", "%s" % R(), "{}".format(R()), {1: R()}, sep=",")', '[R],S,Fx R,S,F,{1: R}\n', 7],
  ['attributes and properties', 'class A:\n    @property\n    def p(self): return wait(1)\n    def __getattr__(self, n): return wait(n)\n    def __setattr__(self, n, v): object.__setattr__(self, n, wait(v))\na = A(); a.q = 5\nprint(a.p, a.zz, a.q, getattr(a, "w"), hasattr(a, "p"))', '1 zz 5 w True\n', 5],
  ['descriptors and __set_name__', 'class D:\n    def __set_name__(self, o, n): self.n = wait(n)\n    def __get__(self, i, o): return wait(self.n)\nclass A: x = D()\nprint(A().x, A.x)', 'x x\n', 3],
  ['operators', 'class O:\n    def __add__(self, o): return wait("add")\n    def __radd__(self, o): return wait("radd")\n    def __iadd__(self, o): return wait("iadd")\n    def __neg__(self): return wait("neg")\n    def __getitem__(self, k): return wait(k)\n    def __contains__(self, k): return wait(True)\n    def __bool__(self): return wait(True)\n    def __len__(self): return wait(3)\n    def __call__(self): return wait("call")\no = O(); print(o + 1, 1 + o, -o, o[5], 1 in o, not o, len(o), o(), bool(o)); o += 1; print(o)', 'add radd neg 5 True False 3 call True\niadd\n', 10],
  ['with', 'class C:\n    def __enter__(self): return wait("in")\n    def __exit__(self, *a): print("exit", wait(a[0] is not None)); return wait(True)\nwith C() as c: print(c)\nwith C(): raise ValueError(wait("x"))\nprint("after")', 'in\nexit False\nexit True\nafter\n', 7],
  ['try, except and finally', 'def f():\n    try:\n        wait(); raise wait(ValueError("v"))\n    except wait(ValueError) as e:\n        print(wait(e)); return wait("r")\n    finally:\n        print(wait("fin"))\nprint(f())', 'v\nfin\nr\n', 6],
  ['a generator and yield from', 'def g():\n    x = yield wait(1)\n    print(wait(x))\n    yield from h()\n    return wait("r")\ndef h():\n    for i in wait([5, 6]): yield wait(i)\ni = g(); print(next(i), i.send("s"), list(i))', 's\n1 5 [6]\n', 6],
  ['decorators, class bodies, bases, metaclasses', 'class M(type):\n    def __new__(m, n, b, d): return super().__new__(m, wait(n), b, d)\n    def __call__(c, *a): wait(); return super().__call__(*a)\n@wait\nclass A(wait(object), metaclass=wait(M)):\n    x = wait(1)\n    def __init_subclass__(cls): cls.s = wait("sub")\nclass B(A): pass\nprint(A.x, B.s, B().x)', '1 sub 1\n', 8],
  ['lambda, map, filter, reduce-like recursion', 'f = lambda n: 0 if wait(n) == 0 else 1 + f(n - 1)\nprint(f(5), list(filter(wait, [0, 1, 2])), list(map(lambda x: wait(x) + 1, [1])))', '5 [1, 2] [2]\n', 10],
  ['match', 'class P:\n    __match_args__ = ("x",)\n    @property\n    def x(self): return wait(3)\nmatch wait(P()):\n    case P(y) if wait(y) == 4: print("no")\n    case P(3): print("yes")', 'yes\n', 4],
  ['unpacking, slices, star targets', 'a, *b = (wait(i) for i in range(3)); c = [0, 1, 2, 3][wait(1):wait(3)]; print(a, b, c, [*wait([1]), *(wait(2),)])', '0 [1, 2] [1, 2] [1, 2]\n', 7],
  ['f-strings, assert, del, augmented assignment', 'x = [wait(1)]; x[wait(0)] += wait(5); assert wait(True), "m"; del x[wait(0)]; print(f"{wait(1):>{wait(3)}}", x)', '  1 []\n', 7],
  ['a task', 'import asyncio\nasync def w(n): return wait(n)\nasync def main(): return await asyncio.gather(*(w(i) for i in range(3)))\nprint(asyncio.run(main()))', '[0, 1, 2]\n', 3],
  ['deep recursion', 'def f(n): return wait("bottom") if n == 0 else f(n - 1)\nprint(f(900))', 'bottom\n', 1],
  ['deep recursion through native code', 'class N:\n    def __init__(self, n): self.n = n\n    def __repr__(self): return repr(N(self.n - 1)) if self.n else wait("bottom")\nprint([N(200)])', '[bottom]\n', 1],
];

test.each(places)('a wait in %s', async (_name, code, stdout, count) => {
  const waits = { count: 0 };
  const run = await runProgram(`from driver import wait, fail\n${code}`, { modules: [waitingModule(waits)] });
  expect(run.outcome.error?.traceback ?? '').toBe('');
  expect(run.stdout).toBe(stdout);
  expect(waits.count).toBe(count);
});

test('a flow of the databases runs within Python, and is closed where Python stops', async () => {
  const closed = { count: 0 };
  const database: NativeModule = { name: 'database', create: () => ({ run: define('run()', function* (): Flow<Value> { return yield* fromDatabase(statement(closed)); }) }) };
  const code = 'from database import run\nprint([run() for _ in range(2)])';
  expect((await runProgram(code, { modules: [database] })).stdout).toBe('[7, 7]\n');
  expect(closed.count).toBe(2);
  const stopped = await runProgram(code, { modules: [database], interrupted: () => true });
  expect(stopped.outcome.interrupted).toBe(true);
  expect(closed.count).toBe(3);
});

test('what fails while it is waited for is thrown as it is', async () => {
  await expect(runProgram('from driver import fail\nfail()', { modules: [waitingModule({ count: 0 })] })).rejects.toThrow('the driver broke');
});

test('a wait ends when the program is to stop', async () => {
  let stop = false;
  const stopped = new Promise<void>((resolve) => {
    setTimeout(() => {
      stop = true;
      resolve();
    }, 50);
  });
  const run = await runProgram('import asyncio\nasync def main():\n    try:\n        await asyncio.sleep(60)\n    finally:\n        print("no")\nasyncio.run(main())', { interrupted: () => stop, stopped, sleep: () => new Promise(() => undefined) });
  expect(run.outcome).toMatchObject({ interrupted: true, error: null });
  expect(run.stdout).toBe('');
});
