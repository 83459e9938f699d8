import { runProgram } from './run-program';

/** Programs without an end; each must stop soon after it is told to. */
const endless: readonly (readonly [name: string, code: string])[] = [
  ['a loop', 'while True: pass'],
  ['a loop that catches everything', 'while True:\n    try:\n        1 / 0\n    except BaseException:\n        pass\n    finally:\n        pass'],
  ['recursion without depth', 'def f():\n    while True: g()\ndef g(): pass\nf()'],
  ['a generator', 'def g():\n    while True: yield 1\nfor x in g(): pass'],
  ['a native sum over a long range', 'sum(range(10 ** 15))'],
  ['a native sum over a generator', 'def g():\n    while True: yield 1\nsum(g())'],
  ['a list of a long range', 'list(range(10 ** 12))'],
  ['max with a key', 'max(range(10 ** 12), key=lambda x: -x)'],
  ['all of a long range', 'all(range(1, 10 ** 12))'],
  ['in over an iterator', 'class I:\n    def __iter__(self): return self\n    def __next__(self): return 1\n2 in I()'],
  ['a sort that never ends', 'class K:\n    def __lt__(self, o):\n        while True: pass\nsorted([K(), K()])'],
  ['repr that never ends', 'class R:\n    def __repr__(self):\n        while True: pass\nprint([R()])'],
  ['tasks', 'import asyncio\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())'],
  ['filter that lets nothing pass', 'next(filter(None, iter(int, 1)))'],
  ['a comprehension', '[x for x in iter(int, 1) if x]'],
  ['class creation', 'while True:\n    class A: pass'],
  ['exceptions in finally', 'def f():\n    try:\n        f()\n    finally:\n        f()\nf()'],
];

test.each(endless)('%s is stopped', async (_name, code) => {
  const { outcome } = await runProgram(code, { milliseconds: 150 });
  expect(outcome).toMatchObject({ interrupted: true, error: null });
});

/** What would eat all memory is refused. */
const greedy: readonly (readonly [code: string, type: string])[] = [
  ["'a' * 10 ** 10", 'MemoryError'],
  ['[0] * 10 ** 9', 'MemoryError'],
  ['(1, 2) * 10 ** 9', 'MemoryError'],
  ['10 ** 10 ** 8', 'MemoryError'],
  ['1 << 10 ** 10', 'MemoryError'],
  ['bytes(10 ** 12)', 'MemoryError'],
  ["'ab'.replace('a', 'x' * 10 ** 6).replace('x', 'y' * 10 ** 6)", 'MemoryError'],
  ["'x'.ljust(10 ** 12)", 'MemoryError'],
  ["f'{1:>999999999999}'", 'ValueError'],
  ["x = 'a'\nwhile True: x += x", 'MemoryError'],
  ["'-'.join(['a' * 10 ** 6] * 1000)", 'MemoryError'],
];

test.each(greedy)('%s', async (code, type) => {
  const { outcome } = await runProgram(code);
  expect(outcome.error?.type).toBe(type);
});

/** Recursion of every kind ends in a RecursionError, which Python can catch. */
const recursive: readonly string[] = [
  'def f(): f()\nf()',
  'class A:\n    def __init__(self): A()\nA()',
  'class A:\n    def __repr__(self): return repr(self)\nrepr(A())',
  'class A:\n    def __getattr__(self, n): return getattr(self, n + "x")\nA().y',
  'class A:\n    def __eq__(self, o): return self == o\nA() == A()',
  'class A:\n    def __hash__(self): return hash(self)\n{A(): 1}',
  'class A:\n    def __iter__(self): return iter(self)\nlist(A())',
  'class A:\n    def __bool__(self): return bool(self)\nnot A()',
  'class A:\n    def __len__(self): return len(self)\nlen(A())',
  'class A:\n    def __call__(self): return self()\nA()()',
  'def g(): yield from g()\nlist(g())',
  'f = lambda x: sorted([1], key=f)\nf(1)',
  'class A:\n    @property\n    def p(self): return self.p\nA().p',
  'a = []\nfor i in range(100000): a = [a]\nrepr(a)',
  'a = []; b = []\nfor i in range(100000): a = [a]; b = [b]\na == b',
  'class M(type):\n    def __call__(c): return c()\nclass A(metaclass=M): pass\nA()',
  'import asyncio\nasync def f(): await f()\nasyncio.run(f())',
  'def f(): return [f() for _ in range(1)]\nf()',
  'class A:\n    def __format__(self, s): return f"{self}"\nf"{A()}"',
  't = ()\nfor i in range(100000): t = (t,)\nhash(t)',
];

test.each(recursive)('%s', async (code) => {
  const { outcome } = await runProgram(code);
  expect(outcome.error?.type).toBe('RecursionError');
  const caught = await runProgram(`try:\n${code.split('\n').map((line) => `    ${line}`).join('\n')}\nexcept RecursionError as e:\n    print("caught")`);
  expect(caught.stdout).toBe('caught\n');
});

/** What a cell cannot do is said in so many words. */
test.each(['open("x")', 'input()', 'eval("1")', 'exec("1")', 'compile("1", "", "eval")', '__import__("os")', 'breakpoint()'])('%s is refused', async (code) => {
  const { outcome } = await runProgram(code);
  expect(outcome.error?.type).toBe('NotImplementedError');
  expect(outcome.error?.message).not.toBe('');
});
