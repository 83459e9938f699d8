import { parse } from '../syntax/parse';
import { analyze } from '../syntax/analyze';
import { Source } from '../syntax/source';
import type { Code } from './code';
import { StatementCompiler } from './statement-compiler';

/**
 * Compiles a program.
 * @throws PythonSyntaxError
 */
export function compile(source: Source): Code {
  const program = parse(source);
  const { scopes, module } = analyze(program, source);
  const stringAnnotations = program.body.some((statement) => statement.kind === 'ImportFrom' && statement.module === '__future__' && statement.names.some((name) => name.name === 'annotations'));
  return new StatementCompiler({ source, scopes, stringAnnotations }, module, '<module>').module(program);
}
