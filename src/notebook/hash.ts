/** A 64-bit FNV-1a hash of a text, as 16 hexadecimal digits: to recognise text again, not to protect it. */
export function hashText(text: string): string {
  // Two 32-bit halves that differ in their offset basis: JavaScript multiplies 32 bits exactly, 64 only slowly.
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ ((unit << 7) | (unit >>> 9)), 0x01000193);
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
}
