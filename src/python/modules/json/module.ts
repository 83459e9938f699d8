import { pointIndex } from '../../builtins/code-points';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { builtinException, raised, recursionError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { stringOf, toIndex } from '../../protocol/numbers';
import { truth } from '../../protocol/truth';
import { call } from '../../protocol/call';
import type { NativeModule } from '../../runtime';
import { JsonDecoder, JsonSyntaxError, type DecodingHooks } from './decode';
import { JsonEncoder, jsonString } from './encode';

/** Reads JSON; a fault becomes the exception that `failure` makes of a message, the text and a place in code points. */
function* decoded(text: string, failure: Value, read: (decoder: JsonDecoder) => Flow<Value>, hooks: DecodingHooks): Flow<Value> {
  try {
    return yield* read(new JsonDecoder(text, hooks));
  } catch (error) {
    if (error instanceof RangeError) throw recursionError('maximum recursion depth exceeded while decoding a JSON object from a unicode string');
    if (!(error instanceof JsonSyntaxError)) throw error;
    return yield* call(failure, [error.message, text, pointIndex(text, error.position)]);
  }
}

/** The part of `json` that is native. */
export const nativeJsonModule: NativeModule = {
  name: '_json',
  create: () => ({
    encode: define('encode(obj, skipkeys, ensure_ascii, check_circular, allow_nan, sort_keys, indent, item_separator, key_separator, default, /)', function* (
      object,
      skipKeys,
      ensureAscii,
      checkCircular,
      allowNan,
      sortKeys,
      indent,
      itemSeparator,
      keySeparator,
      fallback,
    ): Flow<Value> {
      const encoder = new JsonEncoder({
        skipKeys: yield* truth(skipKeys),
        ensureAscii: yield* truth(ensureAscii),
        checkCircular: yield* truth(checkCircular),
        allowNan: yield* truth(allowNan),
        sortKeys: yield* truth(sortKeys),
        indent: indent === null ? null : (stringOf(indent) ?? ' '.repeat(Math.max(0, Number(yield* toIndex(indent))))),
        itemSeparator: stringOf(itemSeparator) ?? ', ',
        keySeparator: stringOf(keySeparator) ?? ': ',
        fallback,
      });
      try {
        return yield* encoder.encode(object);
      } catch (error) {
        if (error instanceof RangeError) throw recursionError('maximum recursion depth exceeded while encoding a JSON object');
        throw error;
      }
    }),
    decode: define('decode(text, failure, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict, start=None, /)', function* (text, failure, object, pairs, float, int, constant, strict, start): Flow<Value> {
      const hooks: DecodingHooks = { object, pairs, float, int, constant, strict: yield* truth(strict) };
      const source = stringOf(text);
      if (source === undefined) throw raised(builtinException('TypeError'), 'the JSON object must be str, bytes or bytearray');
      if (start === null) return yield* decoded(source, failure, (decoder) => decoder.decode(), hooks);
      const at = Number(yield* toIndex(start));
      return yield* decoded(
        source,
        failure,
        function* (decoder): Flow<Value> {
          const [value, end] = yield* decoder.value(at);
          return new PyTuple([value, end]);
        },
        hooks,
      );
    }),
    string: define('string(text, ensure_ascii, /)', (text, ensureAscii) => jsonString(stringOf(text) ?? '', ensureAscii === true)),
  }),
};
