/** An array as PostgreSQL writes it; items are text, null or arrays. */
export type ArrayItems = (string | null | ArrayItems)[];

/**
 * Reads `{1,NULL,"a, b",{x}}`.
 * @throws RangeError when the text is no array
 */
export function parseArray(text: string): ArrayItems {
  // Bounds may stand in front: `[0:1]={1,2}`.
  const start = text.indexOf('{');
  if (start < 0) throw new RangeError(`not an array: ${text}`);
  const reader = { text, at: start };
  return readItems(reader);
}

interface Reader {
  readonly text: string;
  at: number;
}

function readItems(reader: Reader): ArrayItems {
  const items: ArrayItems = [];
  reader.at += 1;
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at];
    if (character === '}') {
      reader.at += 1;
      return items;
    }
    if (character === ',') reader.at += 1;
    else if (character === '{') items.push(readItems(reader));
    else if (character === '"') items.push(readQuoted(reader));
    else items.push(readPlain(reader));
  }
  throw new RangeError(`the array does not end: ${reader.text}`);
}

function readQuoted(reader: Reader): string {
  let item = '';
  reader.at += 1;
  while (reader.at < reader.text.length && reader.text[reader.at] !== '"') {
    if (reader.text[reader.at] === '\\') reader.at += 1;
    item += reader.text[reader.at] ?? '';
    reader.at += 1;
  }
  reader.at += 1;
  return item;
}

function readPlain(reader: Reader): string | null {
  const start = reader.at;
  while (reader.at < reader.text.length && !',}'.includes(reader.text[reader.at] ?? '')) reader.at += 1;
  const item = reader.text.slice(start, reader.at);
  return item.toUpperCase() === 'NULL' ? null : item;
}

/** Writes an array as PostgreSQL reads it. @param write gives the text of an item */
export function arrayText(items: readonly unknown[], write: (item: unknown) => string): string {
  const texts = items.map((item) => {
    if (item === null || item === undefined) return 'NULL';
    if (Array.isArray(item)) return arrayText(item as readonly unknown[], write);
    return `"${write(item).replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${texts.join(',')}}`;
}
