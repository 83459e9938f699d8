/** The first offset at or after `from` that is neither blank nor comment. */
export function skipTrivia(code: string, from: number): number {
  let at = from;
  for (;;) {
    while (/\s/.test(code.charAt(at))) at++;
    if (code.startsWith('//', at)) at = lineEnd(code, at);
    else if (code.startsWith('/*', at)) at = commentEnd(code, at);
    else return at;
  }
}

const name = /(?:\\u\{[\da-fA-F]+\}|\\u[\da-fA-F]{4}|[\p{ID_Continue}$\u200c\u200d])+/uy;

/** Where the name that begins at an offset ends; it may be written with escapes. */
export function nameEnd(code: string, from: number): number {
  name.lastIndex = from;
  return name.test(code) ? name.lastIndex : from;
}

/** The first offset at or after `from` where one of the words stands, comments and closing parentheses skipped. */
export function findWord(code: string, from: number, words: readonly string[]): number {
  let at = skipTrivia(code, from);
  while (code.charAt(at) === ')') at = skipTrivia(code, at + 1);
  return words.some((word) => code.startsWith(word, at)) ? at : -1;
}

function lineEnd(code: string, at: number): number {
  const end = code.slice(at).search(/[\n\r\u2028\u2029]/);
  return end < 0 ? code.length : at + end;
}

function commentEnd(code: string, at: number): number {
  const end = code.indexOf('*/', at + 2);
  return end < 0 ? code.length : end + 2;
}
