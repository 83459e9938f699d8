import { define } from '../../native/define';
import { typeError, valueError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { PyBytes } from '../../objects/sequences';
import { intOf, stringOf } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { matchType } from './match-type';
import { Flag, PatternError } from './node';
import { PatternParser } from './parse';
import { patternError, reErrorType } from './pattern-error';
import { patternType } from './pattern-type';
import { compileProgram } from './program';
import { PyPattern } from './values';

/** Patterns that are kept compiled. */
const MOST_KEPT = 512;

function compilePattern(source: Value, flags: number): PyPattern {
  const text = stringOf(source);
  const bytes = source instanceof PyBytes ? Array.from(source.data, (byte) => String.fromCharCode(byte)).join('') : undefined;
  const given = text ?? bytes;
  if (given === undefined) throw typeError('first argument must be string or compiled pattern');
  const isBytes = text === undefined;
  if (isBytes && (flags & Flag.unicode) !== 0) throw valueError('cannot use UNICODE flag with a bytes pattern');
  if (!isBytes && (flags & Flag.locale) !== 0) throw valueError('cannot use LOCALE flag with a str pattern');
  if ((flags & Flag.ascii) !== 0 && (flags & Flag.unicode) !== 0) throw valueError('ASCII and UNICODE flags are incompatible');
  try {
    const parsed = new PatternParser(given, flags, isBytes).parse();
    return new PyPattern(patternType, text ?? source, parsed.flags, compileProgram(parsed.root, parsed.groups, isBytes), parsed.names);
  } catch (error) {
    if (error instanceof PatternError) throw patternError(error, source);
    throw error;
  }
}

/** The part of `re` that is native. */
export const nativeReModule: NativeModule = {
  name: '_sre',
  create: () => {
    const kept = new Map<string, PyPattern>();
    return {
      Pattern: patternType,
      Match: matchType,
      error: reErrorType,
      compile: define('compile(pattern, flags, /)', (pattern, flags) => {
        const bits = Number(intOf(flags) ?? 0);
        if (pattern instanceof PyPattern) {
          if (bits !== 0) throw valueError('cannot process flags argument with a compiled pattern');
          return pattern;
        }
        const text = stringOf(pattern);
        const key = text === undefined ? undefined : `${bits} ${text}`;
        const known = key === undefined ? undefined : kept.get(key);
        if (known !== undefined) return known;
        const compiled = compilePattern(pattern, bits);
        if (key !== undefined) {
          if (kept.size >= MOST_KEPT) kept.clear();
          kept.set(key, compiled);
        }
        return compiled;
      }),
      purge: define('purge()', () => {
        kept.clear();
        return null;
      }),
    };
  },
};
