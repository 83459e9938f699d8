import { raised, builtinException } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { PyBytes } from '../../objects/sequences';
import { stringOf } from '../../protocol/numbers';
import { stringRepr } from '../../protocol/text';
import { joinBytes } from '../bytes';
import { PatternError } from './node';
import { patternError } from './pattern-error';
import { parseTemplate, UnknownGroupNameError, type TemplatePart } from './template';
import { PyMatch, type PyPattern } from './values';

function latin1(data: Uint8Array): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join('');
}

/** Pieces of text or of bytes as one. */
export function joinPieces(pieces: readonly Value[], isBytes: boolean): Value {
  return isBytes ? new PyBytes(joinBytes(pieces.map((piece) => (piece as PyBytes).data))) : pieces.map((piece) => stringOf(piece) ?? '').join('');
}

/** Reads a replacement for a pattern. @throws Raised `re.error`, IndexError */
export function templateOf(pattern: PyPattern, template: Value): readonly TemplatePart[] {
  const text = template instanceof PyBytes ? latin1(template.data) : (stringOf(template) ?? '');
  try {
    return parseTemplate(text, pattern.program.groups, pattern.names);
  } catch (error) {
    if (error instanceof UnknownGroupNameError) throw raised(builtinException('IndexError'), `unknown group name ${stringRepr(error.group)}`);
    if (error instanceof PatternError) throw patternError(error, template);
    throw error;
  }
}

/** What a replacement says of a match. */
export function fillTemplate(parts: readonly TemplatePart[], match: PyMatch): Value {
  const { isBytes } = match.pattern;
  const text = (part: string): Value => (isBytes ? new PyBytes(Uint8Array.from(part, (char) => char.charCodeAt(0))) : part);
  const nothing = text('');
  return joinPieces(
    parts.map((part) => (typeof part === 'number' ? match.group(part, nothing) : text(part))),
    isBytes,
  );
}

/** `match.expand(template)` */
export function expandTemplate(match: PyMatch, template: Value): Value {
  return fillTemplate(templateOf(match.pattern, template), match);
}
