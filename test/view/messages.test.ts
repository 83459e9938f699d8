import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { packCyrillic, packModule } from '../../build/packed-cyrillic.mjs';
import { translator } from '../../src/view/words/messages';
import { messagesRu } from '../../src/view/words/messages-ru';
import { unpackCyrillic } from '../../src/view/words/packed-cyrillic';
import { ru } from '../../src/view/words/ru';

const root = path.resolve(__dirname, '../..');

/** The texts of a source file, `{}` for what varies in them. */
function textsOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) found.push(node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

const sources = ['notebook', 'kernel', 'cells', 'isolation', 'relations'].flatMap((room) => (
  readdirSync(path.join(root, 'src', room), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => path.posix.join('src', room, name.split(path.sep).join('/')))));
const said = new Set(sources.flatMap(textsOf));
const english = new Set(messagesRu.map(([text]) => text));

test('every message of the catalogue is said somewhere', () => {
  // `expected {}, got {}{}: {}` is one text in the code and two in speech: with a code and without.
  const composed = new Set(['expected {}, got {}: {}', '{}, while {} was still open', 'property {}: {}']);
  expect([...english].filter((text) => !said.has(text) && !composed.has(text))).toEqual([]);
});

/** Files that say nothing but messages, apart from what is listed. */
test.each<[file: string, others: RegExp]>([
  ['src/notebook/plan-run.ts', /^\.|^(SQL|TypeScript|Python|postgres|session)$/],
  ['src/notebook/read-check.ts', /^\.|^(?:rows in order|no anomaly|normal form)$|^did you mean/],
  ['src/notebook/option-values.ts', /^\.|, $|^server:/],
  ['src/relations/notation/parse-relation.ts', /^\.|^.{0,12}$|^(decompose|multivalued|functional)|Error$/],
])('%s says nothing that is not in the catalogue', (file, others) => {
  const sentences = textsOf(file).filter((text) => /[a-z] [a-z{]/i.test(text) && !others.test(text));
  expect(sentences.filter((text) => !english.has(text))).toEqual([]);
});

test('no message is there twice, and each place is taken over', () => {
  expect(english.size).toBe(messagesRu.length);
  for (const [text, translated] of messagesRu) {
    const places = (text.match(/\{\}/g) ?? []).map((_, at) => String(at));
    expect([text, [...new Set([...translated.matchAll(/\{(\d)\}/g)].map(([, at]) => at))].sort()]).toEqual([text, places]);
  }
});

test.each([
  ['its directive says skip', 'так сказано в её директиве: skip'],
  ['this version of Savepoint does not run schedule cells on server:x', 'эта версия Savepoint не выполняет ячейки вида расписание в server:x'],
  ['unknown option "engin"', 'неизвестный параметр «engin»'],
  ['line 3 of the linked table: a relation needs an attribute', 'строка 3 таблицы по ссылке: отношению нужен атрибут'],
  ['T1 read account:1 as T2 had written it, while T2 was still open', 'T1 читает account:1 таким, каким его записала T2, хотя T2 ещё не завершена'],
  ['cell 1 defines x, which this cell needs, and it failed: NameError: no', 'cell 1 определяет x, без которого этой ячейке не обойтись, и завершилась ошибкой: NameError: no'],
  ['no such table: account', 'no such table: account'],
  ['unknown option ""', 'unknown option ""'],
  ['', ''],
])('%j is %j in Russian', (message, translated) => {
  expect(ru.message(message)).toBe(translated);
});

test('a template that says more goes first; what is too long is left alone', () => {
  const translate = translator([['{} failed', '{0}: сбой'], ['the {} failed', 'сбой: {0}']]);
  expect(translate('the kernel failed')).toBe('сбой: kernel');
  expect(translate('kernel failed')).toBe('kernel: сбой');
  expect(translate(`the ${'x'.repeat(3000)} failed`)).toHaveLength(3011);
});

describe('packed for main.js', () => {
  const files = readdirSync(path.join(root, 'src/view/words')).filter((name) => /(?:^|-)ru\.ts$/.test(name)).map((name) => `src/view/words/${name}`);
  const cyrillic = files.flatMap(textsOf).filter((text) => /[а-яё]/i.test(text));

  test('every text of the Russian catalogue comes back as it was', () => {
    expect(cyrillic.length).toBeGreaterThan(300);
    for (const text of [...cyrillic, 'Ёлка, ёж и SQL — «три» слова: A1', 'конец', 'Я', '']) {
      const packed = packCyrillic(text) ?? '';
      expect(packed).not.toMatch(/[а-яё]/i);
      expect(unpackCyrillic(packed)).toBe(text);
    }
    expect(packCyrillic('знак ~')).toBeNull();
  });

  test.each(files)('%s has no Cyrillic text left in its code', (file) => {
    const packed = packModule(readFileSync(path.join(root, file), 'utf8'), file);
    expect(packed).toMatch(/^import \{ unpackCyrillic \} from '\.\/packed-cyrillic';\n/);
    expect(packed.replace(/\/\*\*?[^]*?\*\/|\/\/.*$/gm, '')).not.toMatch(/[а-яё]/i);
  });

  test('names of properties and the rest of the code stay as they are', () => {
    expect(packModule("export const a = { 'имя': `да ${n} нет`, b: 'слово' };", 'ru.ts')).toBe(
      "import { unpackCyrillic } from './packed-cyrillic';\nexport const a = { 'имя': `${unpackCyrillic(\"~ea~ \")}${n}${unpackCyrillic(\" ~nft~\")}`, b: unpackCyrillic(\"~slovo~\") };".replace('~slovo~', packCyrillic('слово') ?? '').replace('~nft~', packCyrillic('нет') ?? ''),
    );
  });
});
