/** A fault in a string's escapes: where, counted from the start of its body, and CPython's words. */
export class EscapeError extends Error {
  override readonly name = 'EscapeError';
}

const simpleEscapes: Readonly<Record<string, string>> = { '\n': '', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What the body of a string that is not raw means. @throws EscapeError */
export function decodeString(body: string): string {
  if (!body.includes('\\')) return body;
  let out = '';
  for (let at = 0; at < body.length; ) {
    const char = body[at] as string;
    if (char !== '\\') {
      out += char;
      at += 1;
      continue;
    }
    const next = body[at + 1] ?? '';
    const simple = simpleEscapes[next];
    if (simple !== undefined) {
      out += simple;
      at += 2;
    } else if (next === 'x' || next === 'u' || next === 'U') {
      const width = next === 'x' ? 2 : next === 'u' ? 4 : 8;
      const digits = /^[0-9a-fA-F]*/.exec(body.slice(at + 2, at + 2 + width))?.[0] ?? '';
      if (digits.length < width) throw unicodeError(at, at + 1 + digits.length, `truncated \\${next === 'x' ? 'xXX' : next === 'u' ? 'uXXXX' : 'UXXXXXXXX'} escape`);
      const code = parseInt(digits, 16);
      if (code > 0x10ffff) throw unicodeError(at, at + 9, 'illegal Unicode character');
      out += String.fromCodePoint(code);
      at += 2 + width;
    } else if (next === 'N') {
      const close = body.indexOf('}', at);
      if (body[at + 2] !== '{' || close === -1) throw unicodeError(at, at + 1, 'malformed \\N character escape');
      throw unicodeError(at, close, 'unknown Unicode character name');
    } else if (/[0-7]/.test(next)) {
      const digits = /^[0-7]{1,3}/.exec(body.slice(at + 1))?.[0] ?? '';
      out += String.fromCharCode(parseInt(digits, 8));
      at += 1 + digits.length;
    } else {
      out += `\\${next}`;
      at += 2;
    }
  }
  return out;
}

function unicodeError(from: number, to: number, what: string): EscapeError {
  return new EscapeError(`(unicode error) 'unicodeescape' codec can't decode bytes in position ${from}-${to}: ${what}`);
}

/** What the body of a bytes literal means. @throws EscapeError */
export function decodeBytes(body: string, raw: boolean): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < body.length; ) {
    const code = body.charCodeAt(at);
    if (code > 0x7f) throw new EscapeError('bytes can only contain ASCII literal characters');
    const next = body[at + 1] ?? '';
    if (raw || code !== 0x5c || next === '') {
      bytes.push(code);
      at += 1;
      continue;
    }
    const simple = simpleEscapes[next];
    if (simple !== undefined) {
      if (simple !== '') bytes.push(simple.charCodeAt(0));
      at += 2;
    } else if (next === 'x') {
      const digits = /^[0-9a-fA-F]{2}/.exec(body.slice(at + 2))?.[0];
      if (digits === undefined) throw new EscapeError(`(value error) invalid \\x escape at position ${at}`);
      bytes.push(parseInt(digits, 16));
      at += 4;
    } else if (/[0-7]/.test(next)) {
      const digits = /^[0-7]{1,3}/.exec(body.slice(at + 1))?.[0] ?? '';
      bytes.push(parseInt(digits, 8) & 0xff);
      at += 1 + digits.length;
    } else {
      bytes.push(0x5c);
      at += 1;
    }
  }
  return Uint8Array.from(bytes);
}
