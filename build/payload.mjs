// The payload: everything that main.js carries but does not evaluate. It stands in a comment at the end of
// main.js, where it costs the start of Obsidian nothing, and is read back from the file at first use.
import { gzipSync } from 'node:zlib';

/** gzip with nothing of the building machine in it: the same bytes everywhere. */
export function pack(bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  packed.fill(0, 4, 8); // no time of modification
  packed[9] = 255; // operating system: unknown
  return packed;
}

/**
 * The trailing comment: a line of JSON that tells where each part's base64 text lies, counted from the line after it.
 * @param {Record<string, Uint8Array>} packedParts
 */
export function payloadComment(packedParts) {
  let offset = 0;
  const index = {};
  const texts = [];
  for (const [name, bytes] of Object.entries(packedParts)) {
    const text = Buffer.from(bytes).toString('base64');
    index[name] = [offset, text.length];
    texts.push(text);
    offset += text.length;
  }
  return `\n/*savepoint-payload ${JSON.stringify(index)}\n${texts.join('')}\n*/\n`;
}
