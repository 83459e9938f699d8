/** How many UTF-16 units of `text` stand before an offset in bytes of its UTF-8. */
export function unitsBefore(text: string, bytes: number): number {
  let units = 0;
  for (let left = bytes; left > 0 && units < text.length; ) {
    // A surrogate that stands alone is encoded as U+FFFD, which takes three bytes like itself.
    const point = text.codePointAt(units) as number;
    left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    units += point < 0x10000 ? 1 : 2;
  }
  return units;
}
