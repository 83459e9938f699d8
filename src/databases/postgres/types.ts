import type { Value } from '../result';
import { decodeText } from './protocol/backend';

/** Turns a value's text, as the server sent it, into ours. */
export type Decode = (text: Uint8Array) => Value;

/** The types that come with PostgreSQL and that queries return: their OID, that of their array, and their name. */
const builtIn: readonly (readonly [oid: number, arrayOid: number, name: string])[] = [
  [16, 1000, 'bool'], [17, 1001, 'bytea'], [18, 1002, 'char'], [19, 1003, 'name'],
  [20, 1016, 'int8'], [21, 1005, 'int2'], [23, 1007, 'int4'], [24, 1008, 'regproc'],
  [25, 1009, 'text'], [26, 1028, 'oid'], [27, 1010, 'tid'], [28, 1011, 'xid'], [29, 1012, 'cid'],
  [114, 199, 'json'], [142, 143, 'xml'], [600, 1017, 'point'], [601, 1018, 'lseg'], [602, 1019, 'path'],
  [603, 1020, 'box'], [604, 1027, 'polygon'], [628, 629, 'line'], [650, 651, 'cidr'],
  [700, 1021, 'float4'], [701, 1022, 'float8'], [705, 0, 'unknown'], [718, 719, 'circle'],
  [774, 775, 'macaddr8'], [790, 791, 'money'], [829, 1040, 'macaddr'], [869, 1041, 'inet'],
  [1033, 1034, 'aclitem'], [1042, 1014, 'bpchar'], [1043, 1015, 'varchar'], [1082, 1182, 'date'],
  [1083, 1183, 'time'], [1114, 1115, 'timestamp'], [1184, 1185, 'timestamptz'], [1186, 1187, 'interval'],
  [1266, 1270, 'timetz'], [1560, 1561, 'bit'], [1562, 1563, 'varbit'], [1700, 1231, 'numeric'],
  [1790, 2201, 'refcursor'], [2202, 2207, 'regprocedure'], [2203, 2208, 'regoper'], [2204, 2209, 'regoperator'],
  [2205, 2210, 'regclass'], [2206, 2211, 'regtype'], [2249, 2287, 'record'], [2275, 1263, 'cstring'],
  [2278, 0, 'void'], [2950, 2951, 'uuid'], [2970, 2949, 'txid_snapshot'], [3220, 3221, 'pg_lsn'],
  [3614, 3643, 'tsvector'], [3615, 3645, 'tsquery'], [3734, 3735, 'regconfig'], [3769, 3770, 'regdictionary'],
  [3802, 3807, 'jsonb'], [3904, 3905, 'int4range'], [3906, 3907, 'numrange'], [3908, 3909, 'tsrange'],
  [3910, 3911, 'tstzrange'], [3912, 3913, 'daterange'], [3926, 3927, 'int8range'], [4072, 4073, 'jsonpath'],
  [4089, 4090, 'regnamespace'], [4096, 4097, 'regrole'], [4191, 4192, 'regcollation'],
  [4451, 6150, 'int4multirange'], [4532, 6151, 'nummultirange'], [4533, 6152, 'tsmultirange'],
  [4534, 6153, 'tstzmultirange'], [4535, 6155, 'datemultirange'], [4536, 6157, 'int8multirange'],
  [5038, 5039, 'pg_snapshot'], [5069, 271, 'xid8'],
]; // prettier-ignore

/** Names of the built-in types by OID, arrays included. */
export const typeNames: ReadonlyMap<number, string> = new Map(
  builtIn.flatMap(([oid, arrayOid, name]) =>
    arrayOid === 0 ? [[oid, name] as const] : [[oid, name] as const, [arrayOid, `${name}[]`] as const],
  ),
);

const decoders: ReadonlyMap<number, Decode> = new Map<number, Decode>([
  [16, (text) => text[0] === 0x74],
  [17, decodeBytes],
  [20, decodeInt8],
  [21, decodeInteger],
  [23, decodeInteger],
  [26, decodeInteger],
  [700, decodeFloat],
  [701, decodeFloat],
]);

/** How values of a type are decoded; those without a JavaScript twin stay the server's text. */
export function decoderOf(oid: number): Decode {
  return decoders.get(oid) ?? decodeText;
}

/** A decimal integer that a double holds exactly. */
function decodeInteger(text: Uint8Array): number {
  let value = 0;
  for (const byte of text) if (byte !== 0x2d) value = value * 10 + (byte - 0x30);
  return text[0] === 0x2d && value !== 0 ? -value : value;
}

/** Up to 15 digits always fit a double; beyond that only what is safe becomes a number. */
function decodeInt8(text: Uint8Array): number | bigint {
  if (text.length <= 15) return decodeInteger(text);
  const value = BigInt(decodeText(text));
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** `NaN`, `Infinity` and `-Infinity` are spelled as in JavaScript. */
function decodeFloat(text: Uint8Array): number {
  return Number(decodeText(text));
}

const backslash = 0x5c;

/** Both forms of bytea_output: `\x` and hexadecimal digits, or characters with octal escapes. */
function decodeBytes(text: Uint8Array): Uint8Array {
  if (text[0] === backslash && text[1] === 0x78) {
    const bytes = new Uint8Array((text.length - 2) / 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = (nibble(text[2 * i + 2]) << 4) | nibble(text[2 * i + 3]);
    return bytes;
  }
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] ?? 0;
    if (byte !== backslash) bytes.push(byte);
    else if (text[i + 1] === backslash) bytes.push(text[++i] ?? 0);
    else bytes.push(parseInt(decodeText(text.subarray(i + 1, (i += 3) + 1)), 8));
  }
  return Uint8Array.from(bytes);
}

function nibble(digit = 0): number {
  return digit <= 0x39 ? digit - 0x30 : digit - 0x57;
}
