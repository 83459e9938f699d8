import { builtinException, makeException } from '../objects/exceptions';
import { Raised } from '../objects/exception';
import { raised } from '../objects/exceptions';
import { PyBytes } from '../objects/sequences';

const latin = new Set(['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1', 'l1', 'latin']);
const utf8 = new Set(['utf-8', 'utf8', 'u8', 'utf-8-sig']);
const ascii = new Set(['ascii', 'us-ascii', '646']);

function canonical(encoding: string): string {
  const name = encoding.toLowerCase().replaceAll('_', '-').trim();
  if (utf8.has(name)) return 'utf-8';
  if (ascii.has(name)) return 'ascii';
  if (latin.has(name)) return 'latin-1';
  if (name === 'utf-16' || name === 'utf-16-le' || name === 'utf-16le') return name === 'utf-16' ? 'utf-16' : 'utf-16-le';
  throw raised(builtinException('LookupError'), `unknown encoding: ${encoding}`);
}

function encodeError(codec: string, text: string, at: number, limit: number): Raised {
  const code = text.codePointAt(at) ?? 0;
  const shown = code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  const reason = codec === 'utf-8' ? 'surrogates not allowed' : `ordinal not in range(${limit})`;
  const exception = makeException(builtinException('UnicodeEncodeError'), codec, text, at, at + 1, reason);
  exception.fields.set('message', `'${codec}' codec can't encode character '${shown}' in position ${[...text.slice(0, at)].length}: ${reason}`);
  return new Raised(exception);
}

/** `str.encode`. @throws Raised UnicodeEncodeError, LookupError */
export function encode(text: string, encoding: string, errors: string): Uint8Array {
  const codec = canonical(encoding);
  if (codec === 'utf-8') {
    const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/.exec(text);
    if (lone !== null && errors === 'strict') throw encodeError(codec, text, lone.index, 0);
    return new TextEncoder().encode(text);
  }
  if (codec.startsWith('utf-16')) {
    const units = codec === 'utf-16' ? `\ufeff${text}` : text;
    const data = new Uint8Array(units.length * 2);
    for (let index = 0; index < units.length; index += 1) {
      data[index * 2] = units.charCodeAt(index) & 0xff;
      data[index * 2 + 1] = units.charCodeAt(index) >> 8;
    }
    return data;
  }
  const limit = codec === 'ascii' ? 128 : 256;
  const bytes: number[] = [];
  let at = 0;
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0;
    if (code < limit) bytes.push(code);
    else if (errors === 'replace') bytes.push(0x3f);
    else if (errors === 'xmlcharrefreplace') bytes.push(...[...`&#${code};`].map((char) => char.charCodeAt(0)));
    else if (errors === 'backslashreplace') bytes.push(...[...(code < 256 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, '0')}`)].map((char) => char.charCodeAt(0)));
    else if (errors !== 'ignore') throw encodeError(codec, text, at, limit);
    at += point.length;
  }
  return Uint8Array.from(bytes);
}

function decodeError(codec: string, data: Uint8Array, at: number, reason: string): Raised {
  const exception = makeException(builtinException('UnicodeDecodeError'), codec, new PyBytes(data), at, at + 1, reason);
  exception.fields.set('message', `'${codec}' codec can't decode byte 0x${(data[at] ?? 0).toString(16).padStart(2, '0')} in position ${at}: ${reason}`);
  return new Raised(exception);
}

/** `bytes.decode`. @throws Raised UnicodeDecodeError, LookupError */
export function decode(data: Uint8Array, encoding: string, errors: string): string {
  const codec = canonical(encoding);
  if (codec.startsWith('utf-16')) return new TextDecoder('utf-16le').decode(data);
  if (codec === 'utf-8') {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: encoding !== 'utf-8-sig' }).decode(data);
    } catch {
      if (errors === 'strict') throw firstFault(data);
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(data);
      return errors === 'ignore' ? text.replaceAll('\ufffd', '') : text;
    }
  }
  let text = '';
  for (const [at, byte] of data.entries()) {
    if (codec === 'latin-1' || byte < 128) text += String.fromCharCode(byte);
    else if (errors === 'strict') throw decodeError(codec, data, at, 'ordinal not in range(128)');
    else if (errors === 'replace') text += '\ufffd';
  }
  return text;
}

function firstFault(data: Uint8Array): Raised {
  for (let at = 0; at < data.length; ) {
    const byte = data[at] as number;
    const width = byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    if (width === 0) return decodeError('utf-8', data, at, 'invalid start byte');
    for (let next = 1; next < width; next += 1) {
      const follower = data[at + next];
      if (follower === undefined) return decodeError('utf-8', data, at, 'unexpected end of data');
      if ((follower & 0xc0) !== 0x80) return decodeError('utf-8', data, at, 'invalid continuation byte');
    }
    at += width;
  }
  return decodeError('utf-8', data, 0, 'invalid start byte');
}
