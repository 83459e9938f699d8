import { define } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { builtinException, exceptionType, raised, typeError, valueError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { PyByteArray, PyBytes } from '../../objects/sequences';
import { stringOf } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { hexText } from '../hashing/hex';

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base32Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `binascii.Error` */
const binasciiError = exceptionType('Error', [builtinException('ValueError')], 'binascii');

function bytesOf(value: Value): Uint8Array {
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  throw typeError(`a bytes-like object is required, not '${typeOf(value).label}'`);
}

/** Bytes, or ASCII text. */
function encodedOf(value: Value): string {
  const text = stringOf(value);
  if (text === undefined) return Array.from(bytesOf(value), (byte) => String.fromCharCode(byte)).join('');
  if (/[^\0-\x7f]/.test(text)) throw valueError('string argument should contain only ASCII characters');
  return text;
}

function ascii(text: string): PyBytes {
  return new PyBytes(Uint8Array.from(text, (char) => char.charCodeAt(0)));
}

/** Groups of bits as digits: six for base 64, five for base 32. */
function encode(data: Uint8Array, digits: string, bits: number, group: number): string {
  let out = '';
  let held = 0;
  let count = 0;
  for (const byte of data) {
    held = (held << 8) | byte;
    count += 8;
    while (count >= bits) {
      count -= bits;
      out += digits[(held >> count) & ((1 << bits) - 1)] as string;
    }
    held &= (1 << count) - 1;
  }
  if (count > 0) out += digits[(held << (bits - count)) & ((1 << bits) - 1)] as string;
  while (out.length % group !== 0) out += '=';
  return out;
}

function unpack(digits: readonly number[], bits: number): Uint8Array {
  const out: number[] = [];
  let held = 0;
  let count = 0;
  for (const digit of digits) {
    held = (held << bits) | digit;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    out.push((held >> count) & 0xff);
    held &= (1 << count) - 1;
  }
  return Uint8Array.from(out);
}

function decode64(text: string, alphabet: string, strict: boolean): Uint8Array {
  if (strict && !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw raised(binasciiError, 'Only base64 data is allowed');
  const digits: number[] = [];
  let padding = 0;
  for (const char of text) {
    if (char === '=') {
      padding += 1;
      if (digits.length % 4 >= 2 && (digits.length + padding) % 4 === 0) break;
      continue;
    }
    const digit = alphabet.indexOf(char);
    if (digit < 0) continue;
    padding = 0;
    digits.push(digit);
  }
  if (digits.length % 4 === 1) throw raised(binasciiError, `Invalid base64-encoded string: number of data characters (${digits.length}) cannot be 1 more than a multiple of 4`);
  if (digits.length % 4 !== 0 && (digits.length + padding) % 4 !== 0) throw raised(binasciiError, 'Incorrect padding');
  return unpack(digits, 6);
}

function decode32(text: string, foldCase: boolean): Uint8Array {
  const given = foldCase ? text.toUpperCase() : text;
  if (given.length % 8 !== 0) throw raised(binasciiError, 'Incorrect padding');
  const digits = [...given.replace(/=+$/, '')].map((char) => base32Digits.indexOf(char));
  if (digits.includes(-1)) throw raised(binasciiError, 'Non-base32 digit found');
  return unpack(digits, 5);
}

/** @throws Raised `binascii.Error` */
function decode16(text: string): Uint8Array {
  if (text.length % 2 !== 0) throw raised(binasciiError, 'Odd-length string');
  if (/[^0-9A-Fa-f]/.test(text)) throw raised(binasciiError, 'Non-hexadecimal digit found');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function withAlternatives(alternatives: Value): string {
  if (alternatives === null) return standard;
  return standard.slice(0, 62) + encodedOf(alternatives);
}

const urlSafe = `${standard.slice(0, 62)}-_`;
const encodeStandard = (value: Value): PyBytes => ascii(encode(bytesOf(value), standard, 6, 4));

export const base64Module: NativeModule = {
  name: 'base64',
  create: () => ({
    b64encode: define('b64encode(s, altchars=None)', (value, alternatives) => ascii(encode(bytesOf(value), withAlternatives(alternatives), 6, 4))),
    b64decode: define('b64decode(s, altchars=None, validate=False)', (value, alternatives, validate) => new PyBytes(decode64(encodedOf(value), withAlternatives(alternatives), validate === true))),
    standard_b64encode: define('standard_b64encode(s)', encodeStandard),
    standard_b64decode: define('standard_b64decode(s)', (value) => new PyBytes(decode64(encodedOf(value), standard, false))),
    urlsafe_b64encode: define('urlsafe_b64encode(s)', (value) => ascii(encode(bytesOf(value), urlSafe, 6, 4))),
    urlsafe_b64decode: define('urlsafe_b64decode(s)', (value) => new PyBytes(decode64(encodedOf(value), urlSafe, false))),
    b32encode: define('b32encode(s)', (value) => ascii(encode(bytesOf(value), base32Digits, 5, 8))),
    b32decode: define('b32decode(s, casefold=False, map01=None)', (value, foldCase) => new PyBytes(decode32(encodedOf(value), foldCase === true))),
    b16encode: define('b16encode(s)', (value) => ascii(hexText(bytesOf(value)).toUpperCase())),
    b16decode: define('b16decode(s, casefold=False)', (value, foldCase) => {
      const text = encodedOf(value);
      if (foldCase !== true && /[a-f]/.test(text)) throw raised(binasciiError, 'Non-base16 digit found');
      return new PyBytes(decode16(text));
    }),
    encodebytes: define('encodebytes(s)', (value) => ascii((encode(bytesOf(value), standard, 6, 4).match(/.{1,76}/g) ?? []).map((line) => `${line}\n`).join(''))),
    decodebytes: define('decodebytes(s)', (value) => new PyBytes(decode64(encodedOf(value), standard, false))),
  }),
};

export const binasciiModule: NativeModule = {
  name: 'binascii',
  create: () => ({
    Error: binasciiError,
    hexlify: define('hexlify(data)', (value) => ascii(hexText(bytesOf(value)))),
    unhexlify: define('unhexlify(hexstr)', (value) => new PyBytes(decode16(encodedOf(value)))),
    b2a_hex: define('b2a_hex(data)', (value) => ascii(hexText(bytesOf(value)))),
    a2b_hex: define('a2b_hex(hexstr)', (value) => new PyBytes(decode16(encodedOf(value)))),
    b2a_base64: define('b2a_base64(data, /, *, newline=True)', (value, newline) => ascii(encode(bytesOf(value), standard, 6, 4) + (newline === false ? '' : '\n'))),
    a2b_base64: define('a2b_base64(data, /)', (value) => new PyBytes(decode64(encodedOf(value), standard, false))),
  }),
};
