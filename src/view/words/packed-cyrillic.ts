/**
 * The letters of ASCII that stand for а … я and ё in packed text: main.js is ASCII, where each of them would otherwise
 * take six bytes. The build packs the Russian catalogue (build/packed-cyrillic.mjs); its sources are plain text.
 */
const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFG';
const small = [...Array.from({ length: 32 }, (_, at) => String.fromCharCode(0x430 + at)), 'ё'];

/** Text from its packed form: between `~` and `~` letters are Cyrillic, and `@` makes the next one a capital. */
export function unpackCyrillic(packed: string): string {
  return packed
    .split('~')
    .map((piece, at) => (at % 2 === 0 ? piece : piece.replace(/(@?)([A-Za-z])/g, (_, capital: string, letter: string) => {
      const found = small[alphabet.indexOf(letter)] ?? letter;
      return capital === '' ? found : found.toUpperCase();
    })))
    .join('');
}
