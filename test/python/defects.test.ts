import { toCellError } from '../../src/cells/python/hints';
import type { CellError } from '../../src/cells/output';
import { runProgram } from './run-program';

/** Defects of pasted and of hand-written notes: where each is told, with which hint, and what the offered replacement makes of its line. */

const nbsp = '\u00a0';

async function failureOf(code: string): Promise<CellError> {
  const { outcome } = await runProgram(code);
  if (outcome.error === null) throw new Error('it runs');
  return toCellError(outcome.error, code, ['_typing', 'asyncio', 'collections', 'collections.abc', 'datetime', 'json', 'typing']);
}

function mended(code: string, { fix }: CellError): string | null {
  if (fix === null) return null;
  const points = [...(code.split('\n')[fix.line - 1] ?? '')];
  return points.slice(0, fix.from - 1).join('') + fix.text + points.slice(fix.to - 1).join('');
}

interface Defect {
  readonly code: string;
  /** Type, line and column. */
  readonly at: readonly [type: string, line: number, column?: number];
  readonly hint: string | null;
  /** The line of the fix, afterwards; absent where there is no fix. */
  readonly mends?: string;
}

const tabs = 'replace the tabs of the indentation by spaces, four for each';

const defects: Readonly<Record<string, Defect>> = {
  'a tab within a class of spaces': { code: 'class Shop:\n    """Sells."""\n\tname = "x"', at: ['TabError', 3, 1], hint: tabs, mends: '    name = "x"' },
  'a tab that opens a block': { code: 'def shop():\n    if True:\n\t\treturn 1', at: ['TabError', 3, 1], hint: tabs, mends: '        return 1' },
  'a tab that would stand deeper than any block': { code: 'def shop():\n    n = 1\n\t\tn = 2', at: ['TabError', 3, 1], hint: tabs },
  'spaces within a class of tabs': { code: 'if True:\n\ta = 1\n        b = 2', at: ['TabError', 3, 1], hint: 'the lines above are indented with tabs: indent this one with tabs, too' },
  'no-break spaces do not save a tab': { code: `class Shop:\n${nbsp.repeat(4)}a = 1\n\tb = 2`, at: ['TabError', 3, 1], hint: tabs, mends: '    b = 2' },
  'a body that is not indented': { code: 'def later(n):\n...', at: ['IndentationError', 2, 1], hint: 'indent the line, or write pass', mends: '    ...' },
  'a body of a method that is not indented': { code: 'class A:\n\tdef later(n):\n\treturn n', at: ['IndentationError', 3, 2], hint: 'indent the line, or write pass', mends: '\t\treturn n' },
  'a function without a body': { code: 'def first():\ndef second(): pass', at: ['IndentationError', 2, 1], hint: 'indent the line, or write pass' },
  'a line too far right': { code: 'a = 1\n  b = 2', at: ['IndentationError', 2, 2], hint: 'indent this line like the one above', mends: 'b = 2' },
  'a first line too far right': { code: `${nbsp}${nbsp}a = 1`, at: ['IndentationError', 1, 2], hint: 'remove the blanks before this line', mends: 'a = 1' },
  'a text of two lines without parentheses': { code: "def url():\n    return f'a'\n        f'b'", at: ['IndentationError', 3, 8], hint: 'a text of several parts stands in parentheses' },
  'the same with a tab': { code: "def url():\n    return f'a'\n\t\tf'b'", at: ['TabError', 3, 1], hint: 'a text of several parts stands in parentheses' },
  'an indentation between two blocks': { code: 'if True:\n    a = 1\n  b = 2', at: ['IndentationError', 3], hint: 'indent this line like one of the blocks around it' },
  'a colon after a decorator': { code: '@cache():\ndef f():\n    pass', at: ['SyntaxError', 1, 9], hint: 'a decorator ends without a colon', mends: '@cache()' },
  'a colon that is missing': { code: 'if True\n    pass', at: ['SyntaxError', 1, 8], hint: 'write a colon here', mends: 'if True:' },
  'a colon that is missing after else': { code: 'if True:\n    pass\nelse\n    pass', at: ['SyntaxError', 3, 5], hint: 'write a colon here', mends: 'else:' },
  'else if': { code: 'if 1:\n    pass\nelse if 2:\n    pass', at: ['SyntaxError', 3, 6], hint: 'write elif', mends: 'elif 2:' },
  'two statements of pasted text': { code: 'class User:\n\tkey: int = int("1")    name: str    ', at: ['SyntaxError', 2, 25], hint: 'two statements on one line: begin a new line before name' },
  'two statements, and no-break spaces': { code: `a = 1${nbsp.repeat(4)}b = 2`, at: ['SyntaxError', 1, 10], hint: 'two statements on one line: begin a new line before b' },
  'print as in Python 2': { code: 'print "a"', at: ['SyntaxError', 1, 1], hint: 'write print("a")', mends: 'print("a")' },
  'an assignment as a condition': { code: 'n = 1\nif n = 1:\n    pass', at: ['SyntaxError', 2, 4], hint: 'to compare, write ==', mends: 'if n == 1:' },
  'quotes of a word processor': { code: 'print(“a”)', at: ['SyntaxError', 1, 7], hint: 'write "', mends: 'print("a”)' },
  'a dash for a minus': { code: 'n = 3 – 2', at: ['SyntaxError', 1, 7], hint: 'write -', mends: 'n = 3 - 2' },
  'a wide blank': { code: 'n =\u30001', at: ['SyntaxError', 1, 4], hint: 'replace this blank by an ordinary one', mends: 'n = 1' },
  'a blank without width': { code: 'n = 1\u200b', at: ['SyntaxError', 1, 6], hint: 'remove this character, which cannot be seen', mends: 'n = 1' },
  '&&': { code: 'n = True && False', at: ['SyntaxError', 1], hint: 'Python writes and', mends: 'n = True and False' },
  '||': { code: 'n = True || False', at: ['SyntaxError', 1], hint: 'Python writes or', mends: 'n = True or False' },
  '++': { code: 'n = 1\nn++', at: ['SyntaxError', 2], hint: 'write n += 1', mends: 'n += 1' },
  'except*': { code: 'try:\n    pass\nexcept* ValueError:\n    pass', at: ['SyntaxError', 3, 7], hint: 'there are no groups of exceptions here: write except' },
  'a text without its end': { code: "a = 'x\n", at: ['SyntaxError', 1, 5], hint: "close the string with '" },
  'a bracket without its end': { code: 'a = (1,\nb = 2', at: ['SyntaxError', 1, 5], hint: null },

  'a name of typing': { code: 'def f(n: Optional[int] = None): pass', at: ['NameError', 1, 10], hint: 'import it: from typing import Optional' },
  'a decorator of dataclasses': { code: '@dataclass\nclass A: pass', at: ['NameError', 1, 2], hint: 'import it: from dataclasses import dataclass' },
  'a class of datetime': { code: 'datetime.now()', at: ['NameError', 1, 1], hint: 'import it: from datetime import datetime' },
  'the module datetime': { code: 'datetime.datetime.now()', at: ['NameError', 1, 1], hint: 'import it: import datetime' },
  'a module': { code: "json.dumps({})", at: ['NameError', 1, 1], hint: 'import it: import json' },
  'a module in the arguments of a call': { code: 'str(\n    os.path.join("a", "b")\n)', at: ['NameError', 2, 5], hint: 'import it: import os' },
  'an annotation of SQLAlchemy': { code: 'class A:\n    key: Mapped[int]', at: ['NameError', 2, 10], hint: 'import it: from sqlalchemy.orm import Mapped' },
  'a function of SQLAlchemy': { code: 'q = select(A)', at: ['NameError', 1, 5], hint: 'import it: from sqlalchemy import select' },
  'a session of SQLAlchemy': { code: 'async def f(s: AsyncSession): ...', at: ['NameError', 1, 16], hint: 'import it: from sqlalchemy.ext.asyncio import AsyncSession' },
  'a class of settings': { code: 'c = SettingsConfigDict()', at: ['NameError', 1, 5], hint: 'import it: from pydantic_settings import SettingsConfigDict' },
  'a name of two modules': { code: 'import typing\nSequence', at: ['NameError', 2, 1], hint: 'import it: from typing import Sequence' },
  'an error of two modules': { code: 'IntegrityError', at: ['NameError', 1, 1], hint: 'import it: from savepoint import IntegrityError' },
  'letters in another order': { code: 'joinloaded(1)', at: ['NameError', 1, 1], hint: 'did you mean joinedload? It is imported so: from sqlalchemy.orm import joinedload', mends: 'joinedload(1)' },
  'a name that is imported, misspelt': { code: 'from functools import lru_cache\n@lru_cahce\ndef f(): pass', at: ['NameError', 2, 2], hint: 'did you mean lru_cache?', mends: '@lru_cache' },
  'a name of the cell, misspelt': { code: 'connection = 1\nconnaction', at: ['NameError', 2, 1], hint: 'did you mean connection?', mends: 'connection' },
  'a name of the cell and of a module': { code: 'data = 1\ndate', at: ['NameError', 2, 1], hint: 'did you mean data? Or import it: from datetime import date' },
  'a base class that nobody defined': { code: 'class A(Base): pass', at: ['NameError', 1, 9], hint: 'each program defines it: from sqlalchemy.orm import DeclarativeBase, then class Base(DeclarativeBase): pass' },
  'a name that nobody defined': { code: 'x = user_key', at: ['NameError', 1, 5], hint: 'no cell that ran defines user_key' },
  'a short name that is like another by chance': { code: 'p + dates', at: ['NameError', 1, 1], hint: 'no cell that ran defines p' },
  'a name of JavaScript objects': { code: 'constructor', at: ['NameError', 1, 1], hint: 'no cell that ran defines constructor' },
  '__proto__ as a name': { code: '__proto__', at: ['NameError', 1, 1], hint: 'no cell that ran defines __proto__' },
  null: { code: 'x = null', at: ['NameError', 1, 5], hint: 'Python writes None', mends: 'x = None' },
  true: { code: 'x = true', at: ['NameError', 1, 5], hint: 'Python writes True', mends: 'x = True' },
  'a built-in, misspelt': { code: 'pritn(1)', at: ['NameError', 1, 1], hint: 'did you mean print?', mends: 'print(1)' },
  'a module, misspelt': { code: 'import colections', at: ['ModuleNotFoundError', 1, 1], hint: 'did you mean collections?', mends: 'import collections' },
  'a module that is not there': { code: 'import numpy', at: ['ModuleNotFoundError', 1, 1], hint: 'a cell can import notes by their names, and asyncio, collections, datetime, json, typing' },
  'a name of a module, misspelt': { code: 'from typing import Optoinal', at: ['ImportError', 1, 1], hint: 'did you mean Optional?', mends: 'from typing import Optional' },
  'an attribute, misspelt': { code: "'a'.uper()", at: ['AttributeError', 1, 1], hint: 'did you mean upper?', mends: "'a'.upper()" },
};

test.each(Object.entries(defects))('%s', async (_name, { code, at: [type, line, column], hint, mends = null }) => {
  const error = await failureOf(code);
  expect(error).toMatchObject({ type, line, hint, ...(column === undefined ? {} : { column }) });
  expect(mended(code, error)).toBe(mends);
});

test.each([
  ['no-break spaces', `def f(n):\n${nbsp.repeat(4)}if${nbsp}n:\n${nbsp.repeat(8)}return${nbsp}1\n    return 2\nprint(f(1))`],
  ['tabs alone', 'def f(n):\n\tif n:\n\t\treturn 1\n\treturn 2\nprint(f(1))'],
  ['the line ends of Windows', 'def f(n):\r\n    return 1\r\nprint(f(1))\r\n'],
  ['a byte order mark', '\ufeffprint(1)'],
  ['blanks behind the last line', 'print(1)   '],
])('%s run', async (_name, code) => {
  expect(await runProgram(code)).toMatchObject({ stdout: '1\n', outcome: { error: null } });
});
