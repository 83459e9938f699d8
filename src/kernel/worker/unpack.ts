import type { PackedPart } from '../messages';

/** The bytes of a part as it was before it was packed. */
export async function unpack({ data, gzip }: PackedPart): Promise<Uint8Array> {
  const bytes = typeof data === 'string' ? decodeBase64(data) : data;
  if (!gzip) return bytes;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function decodeBase64(text: string): Uint8Array {
  // Native where the browser is new enough (Chrome 140).
  const native = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array }).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
