import { plainError } from './cell-error';
import type { CellOutput } from './output';

/**
 * Judges an output by the cell's `expect=`: the expected error makes it `ok` (the error stays to be seen),
 * its absence, or another error, makes it `error`.
 */
export function applyExpectation(output: CellOutput, expect: string | null): CellOutput {
  if (expect === null || output.status === 'interrupted' || output.status === 'skipped') return output;
  if (output.error === null) {
    return { ...output, status: 'error', error: plainError('ExpectedError', `expected ${describe(expect)}, but the cell ran without an error`) };
  }
  if (isExpected(output.error, expect)) return { ...output, status: 'ok' };
  const { type, code, message } = output.error;
  return {
    ...output,
    status: 'error',
    error: { ...output.error, type: 'ExpectedError', message: `expected ${describe(expect)}, got ${type}${code === null ? '' : ` (${code})`}: ${message}`, code, fix: null },
  };
}

/** `error` takes any error; else the code, its class (`23` or SQLite's primary code), or the type's name must fit. */
function isExpected(error: { type: string; code: string | null }, expect: string): boolean {
  const wanted = expect.toLowerCase();
  const code = error.code?.toLowerCase() ?? '';
  return wanted === 'error' || wanted === error.type.toLowerCase() || (code !== '' && (code === wanted || (code.startsWith('sqlite_') && code.startsWith(`${wanted}_`))));
}

function describe(expect: string): string {
  return expect.toLowerCase() === 'error' ? 'an error' : expect;
}
