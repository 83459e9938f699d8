import type { Flow } from '../flow';
import { define } from '../native/define';
import { valueError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { PyBytes } from '../objects/sequences';
import { toIndex } from '../protocol/numbers';
import type { NativeModule } from '../runtime';
import { randomBelow, randomBytes } from './entropy';
import { sourceModule } from './source-module';

/** Numbers that nobody can foresee, for `secrets` and `uuid`. */
export const entropyModule: NativeModule = {
  name: '_entropy',
  create: () => ({
    token_bytes: define('token_bytes(nbytes, /)', function* (count): Flow<Value> {
      const size = Number(yield* toIndex(count));
      if (size < 0) throw valueError('negative argument not allowed');
      return new PyBytes(randomBytes(size));
    }),
    randbelow: define('randbelow(exclusive_upper_bound, /)', function* (limit): Flow<Value> {
      const bound = yield* toIndex(limit);
      if (bound <= 0) throw valueError('Upper bound must be positive.');
      return randomBelow(bound);
    }),
  }),
};

/** `secrets` */
export const secretsModule = sourceModule(
  'secrets',
  String.raw`
import base64
from _entropy import randbelow, token_bytes as _bytes

__all__ = ['choice', 'randbelow', 'randbits', 'token_bytes', 'token_hex', 'token_urlsafe', 'compare_digest']

DEFAULT_ENTROPY = 32


def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[randbelow(len(seq))]


def randbits(k):
    return int.from_bytes(_bytes((k + 7) // 8), 'big') >> (-k % 8)


def token_bytes(nbytes=None):
    return _bytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')


def compare_digest(a, b):
    if isinstance(a, str) != isinstance(b, str):
        raise TypeError('unsupported operand types(s) or combination of types')
    return a == b
`,
);
