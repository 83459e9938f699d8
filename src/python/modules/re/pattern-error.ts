import { builtinException, exceptionType, raised } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { stringOf } from '../../protocol/numbers';
import type { PatternError } from './node';

/** `re.error` */
export const reErrorType = exceptionType('error', [builtinException('Exception')], 're');

/** What Python sees of a fault in a pattern. */
export function patternError({ message, position }: PatternError, pattern: Value): Error {
  const text = stringOf(pattern) ?? '';
  const before = [...text].slice(0, Math.max(0, position));
  const line = before.filter((point) => point === '\n').length + 1;
  const column = before.length - before.lastIndexOf('\n');
  const place = position < 0 ? '' : ` at position ${position}${text.includes('\n') ? ` (line ${line}, column ${column})` : ''}`;
  const error = raised(reErrorType, message + place);
  error.exception.attributes = new Map<string, Value>([
    ['msg', message],
    ['pattern', pattern],
    ['pos', position < 0 ? null : position],
    ['lineno', position < 0 ? null : line],
    ['colno', position < 0 ? null : column],
  ]);
  return error;
}
