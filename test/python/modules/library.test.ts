import { libraryNames } from '../../../src/python/modules';
import { runProgram } from '../run-program';

test('every module of the library can be imported', async () => {
  const { outcome } = await runProgram(libraryNames.map((name) => `import ${name}`).join('\n'));
  expect(outcome.error).toBeNull();
  expect(libraryNames).toEqual(expect.arrayContaining(['__future__', 'collections.abc', 'datetime', 'typing', 'zoneinfo']));
});

test('logging and warnings go to the log, not to the output', async () => {
  const program = ['import logging, warnings', "logging.warning('low %s', 1)", "logging.getLogger('app').error('bad')", "warnings.warn('careful')", "print('out')"].join('\n');
  const { stdout, log } = await runProgram(program);
  expect(stdout).toBe('out\n');
  expect(log).toBe("WARNING:root:low 1\nERROR:app:bad\nCell 1:4: UserWarning: careful\n  warnings.warn('careful')\n");
});

test('a pattern that backtracks without end can be stopped', async () => {
  const { outcome } = await runProgram("import re\nre.match('(a+)+b', 'a' * 60)", { milliseconds: 300 });
  expect(outcome.interrupted).toBe(true);
});

test.each([
  ['combinations', 'from itertools import permutations\nfor p in permutations(range(30)): pass'],
  ['an infinite iterator', 'from itertools import count\nfrom collections import deque\ndeque(count(), maxlen=0)'],
])('%s can be stopped', async (_name, program) => {
  const { outcome } = await runProgram(program, { milliseconds: 300 });
  expect(outcome.interrupted).toBe(true);
});

test('sleeping waits and does not block', async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  const { outcome } = await runProgram('import time\ntime.sleep(0.1)');
  clearInterval(timer);
  expect(outcome.error).toBeNull();
  expect(ticks).toBeGreaterThan(3);
});

test.each([
  ["import sys\nsys.getsizeof([])", 'NotImplementedError'],
  ["from pathlib import Path\nPath('x').read_text()", 'NotImplementedError'],
  ["import logging\nlogging.basicConfig(filename='x')", 'NotImplementedError'],
  ["import os\nos.listdir('.')", 'AttributeError'],
  ["import zoneinfo\nzoneinfo.ZoneInfo('Nowhere/Land')", 'ZoneInfoNotFoundError'],
])('what reaches for the machine is refused: %s', async (program, type) => {
  const { outcome } = await runProgram(program);
  expect(outcome.error?.type).toBe(type);
});

test('an interpreter keeps its own decimal context and loggers', async () => {
  await runProgram('import decimal, logging\ndecimal.getcontext().prec = 3\nlogging.disable()');
  const { stdout, log } = await runProgram("import decimal, logging\nprint(decimal.Decimal(1) / 3)\nlogging.error('heard')");
  expect(stdout).toBe(`0.${'3'.repeat(28)}\n`);
  expect(log).toBe('ERROR:root:heard\n');
});

test('later additions of Python are there', async () => {
  const { stdout } = await runProgram(
    ['from itertools import batched', 'from typing import override', 'print(list(batched("abcde", 2)), override(len) is len)', 'import datetime', 'print(datetime.UTC is datetime.timezone.utc)'].join('\n'),
  );
  expect(stdout).toBe("[('a', 'b'), ('c', 'd'), ('e',)] True\nTrue\n");
});
