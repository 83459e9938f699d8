import { Interpreter, Namespace, type Host, type ModuleSource } from '../../src/python';

/** Notes by module name; their code in cells. */
const notes: Readonly<Record<string, readonly string[]>> = {
  Library: ['class Author:\n    def __init__(self, name): self.name = name', 'def shout(a): return a.name.upper()\nprint("Library runs")'],
  'app.config': ['value = 42\n__all__ = ["value"]\nhidden = 1'],
  'app.user': ['from .config import value\nfrom app import config\ndoubled = value * 2 + config.hidden'],
  circle: ['import ring\nx = 1'],
  ring: ['import circle\ny = 2'],
  stuck: ['from knot import a\nb = 1'],
  knot: ['from stuck import b\na = 1'],
  broken: ['x = 1', 'def f(:\n    pass'],
  failing: ['def f():\n    return 1 / 0\nf()'],
};

function start(): { readonly interpreter: Interpreter; readonly output: () => string } {
  let output = '';
  const host: Host = {
    write: (text) => {
      output += text;
    },
    log: () => undefined,
    interrupted: () => false,
    sleep: async () => Promise.resolve(),
    resolveModule: async (name): Promise<ModuleSource | null> => {
      await Promise.resolve();
      const cells = notes[name];
      return cells === undefined ? null : { cells: cells.map((code, index) => ({ code, fileName: `${name}, Cell ${index + 1}` })) };
    },
  };
  return { interpreter: new Interpreter(host), output: () => output };
}

const programs: readonly (readonly [code: string, stdout: string])[] = [
  ['from Library import Author, shout\nprint(shout(Author("ann")), Author.__module__)', 'Library runs\nANN Library\n'],
  ['import Library as L\nimport Library\nprint(L is Library, L.__name__, sorted(n for n in dir(L) if n[0] != "_"))', "Library runs\nTrue Library ['Author', 'shout']\n"],
  ['import app.config\nprint(app.config.value)\nfrom app.config import *\nprint(value, "hidden" in globals())', '42\n42 False\n'],
  ['from app import config, user\nprint(config.value, user.doubled)', '42 85\n'],
  ['import circle\nprint(circle.x, circle.ring.y)', '1 2\n'],
  ['def f():\n    from Library import shout\n    return shout\nprint(f().__name__)', 'Library runs\nshout\n'],
];

test.each(programs)('%s', async (code, stdout) => {
  const { interpreter, output } = start();
  const { error } = await interpreter.run({ code, fileName: 'Cell 1' }, new Namespace());
  expect(error?.traceback).toBeUndefined();
  expect(output()).toBe(stdout);
});

const failures: readonly (readonly [code: string, type: string, message: RegExp, line: number])[] = [
  ['import nowhere', 'ModuleNotFoundError', /^No module named 'nowhere'/, 1],
  ['import app.nowhere', 'ModuleNotFoundError', /^No module named 'app'|^No module named 'app.nowhere'/, 1],
  ['x = 1\nfrom Library import Autor', 'ImportError', /cannot import name 'Autor' from 'Library'.*Did you mean: 'Author'\?/, 2],
  ['from stuck import b', 'ImportError', /cannot import name 'b' from .*stuck/, 1],
  ['import broken', 'SyntaxError', /invalid syntax|never closed/, 1],
  ['\nimport failing', 'ZeroDivisionError', /division by zero/, 2],
  ['import asyncio.nothing', 'ModuleNotFoundError', /No module named 'asyncio.nothing'; 'asyncio' is not a package/, 1],
];

test.each(failures)('%s fails', async (code, type, message, line) => {
  const { interpreter } = start();
  const { error } = await interpreter.run({ code, fileName: 'Cell 1' }, new Namespace());
  expect(error).toMatchObject({ type, line });
  expect(error?.message).toMatch(message);
});

test('cells share their names, also after an error, and a module is loaded once', async () => {
  const { interpreter, output } = start();
  const namespace = new Namespace();
  const run = async (code: string): Promise<string | undefined> => (await interpreter.run({ code, fileName: 'Cell' }, namespace)).error?.type;
  expect(await run('import Library\nx = 1')).toBeUndefined();
  expect(await run('def f(): return x + y\ny = 5\n1 / 0')).toBe('ZeroDivisionError');
  expect(await run('import Library\nprint(f())')).toBeUndefined();
  expect(output()).toBe('Library runs\n6\n');
  interpreter.forgetModule('Library');
  expect(await run('import Library')).toBeUndefined();
  expect(output()).toBe('Library runs\n6\nLibrary runs\n');
  const other = new Namespace('Other');
  expect((await interpreter.run({ code: 'x', fileName: 'Cell' }, other)).error?.type).toBe('NameError');
});

test('a traceback through a note names its cell, and the error its place in the cell that ran', async () => {
  const { interpreter } = start();
  const { error } = await interpreter.run({ code: 'import failing', fileName: 'Cell 1' }, new Namespace());
  expect(error?.traceback).toBe(
    'Traceback (most recent call last):\n  File "Cell 1", line 1, in <module>\n    import failing\n  File "failing, Cell 1", line 3, in <module>\n    f()\n  File "failing, Cell 1", line 2, in f\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by zero\n',
  );
});
