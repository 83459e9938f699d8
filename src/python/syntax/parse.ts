import type { Program } from './ast';
import type { Source } from './source';
import { StatementParser } from './statement-parser';
import { PythonSyntaxError } from './syntax-error';
import { tokenize } from './tokenizer';

/**
 * Parses a program.
 * @throws PythonSyntaxError. A fault of the text (a string without end, say) goes before one of the grammar, as with CPython.
 */
export function parse(source: Source): Program {
  const tokens = tokenize(source);
  const parser = new StatementParser(source, tokens);
  let program: Program;
  try {
    program = parser.program();
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    if (tokens.error !== null) throw tokens.error;
    const { unclosed } = tokens;
    if (unclosed !== null && source.position(parser.furthest.start).line > source.position(unclosed.start).line) throw new PythonSyntaxError('SyntaxError', `'${unclosed.text}' was never closed`, source, unclosed.start);
    throw error;
  }
  if (tokens.error !== null) throw tokens.error;
  return program;
}
