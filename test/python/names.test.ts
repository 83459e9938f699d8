import { cellNames } from '../../src/python/names';

const table: readonly (readonly [code: string, defines: string, needs: string, later: string])[] = [
  ['x = 1', 'x', '', ''],
  ['y = x + 1', 'y', 'x', ''],
  ['x = x + 1', 'x', 'x', ''],
  ['x += 1', 'x', 'x', ''],
  ['a, (b, *c) = d', 'a b c', 'd', ''],
  ['for i in items: print(i)', 'i', 'items', ''],
  ['with open_db() as db: pass', 'db', 'open_db', ''],
  ['def f(a, b=default): return a + other', 'f', 'default', 'other'],
  ['def f(x: Note) -> Result: pass', 'f', 'Note Result', ''],
  ['class A(Base, metaclass=M):\n    x = y\n    z = x\n    def m(self): return A, helper', 'A', 'Base M y', 'helper'],
  ['class User(Base):\n    id: Mapped[int] = mapped_column(primary_key=True)', 'User', 'Base Mapped mapped_column', ''],
  ['import os.path, json as j\nfrom a.b import c as d, e', 'os j d e', '', ''],
  ['print([x for x in xs if x > limit])', '', 'xs limit', ''],
  ['[last := x for x in xs]', 'last', 'xs', ''],
  ['f = lambda a: a + b', 'f', '', 'b'],
  ['try:\n    x = 1\nexcept E as e:\n    y = e', 'x y', 'E', ''],
  ['match p:\n    case Point(x, y): z = x', 'x y z', 'p Point', ''],
  ['def f():\n    global made\n    made = used', 'f', '', 'used'],
  ['x: int\ny: int = 1', 'y', '', ''],
  ['obj.attr = value\nd[key] = 2', '', 'obj value d key', ''],
  ['x = 1\ndel x\nx', '', 'x', ''],
  ['@deco\ndef f(): return g()\ndef g(): return f()', 'f g', 'deco', ''],
  ['if flag:\n    a = 1\nelse:\n    b = 2\nwhile cond(): c = 3', 'a b c', 'flag cond', ''],
  ['s = f"{name!r:>{width}}"', 's', 'name width', ''],
  ['type Alias = list[Item]', 'Alias', '', 'Item'],
  ['def g[T](x: T) -> T: return x', 'T g', '', ''],
  ['len([1]); print(Exception, __name__)', '', '', ''],
  ['async def main():\n    async with Session() as s: await s.go()', 'main', '', 'Session'],
];

test.each(table)('%s', (code, defines, needs, later) => {
  const names = cellNames(code);
  expect({ defines: [...names.defines].sort().join(' '), needs: [...names.needs].sort().join(' '), later: [...names.needsLater].sort().join(' ') }).toEqual({
    defines: defines.split(' ').sort().join(' '),
    needs: needs.split(' ').sort().join(' '),
    later: later.split(' ').sort().join(' '),
  });
});

test('imports are listed with what is imported', () => {
  expect(cellNames('import a.b\nfrom c import d, e as f\nfrom ..x import *\ndef g():\n    import later').imports).toEqual([
    { module: 'a.b', names: null },
    { module: 'c', names: ['d', 'e'] },
    { module: '..x', names: ['*'] },
  ]);
});

test('what is not Python is a located error', () => {
  expect(() => cellNames('x = (1')).toThrow(expect.objectContaining({ line: 1, column: 5, message: "'(' was never closed" }) as Error);
});
