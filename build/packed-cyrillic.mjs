// Packs the Russian catalogue: main.js is ASCII, where a Cyrillic letter takes six bytes (\u0430), and it is a tenth of the program.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFG';
const small = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё';
const cyrillic = /[а-яё]/i;
// A stretch of Cyrillic with the signs and figures around it; what has letters of its own is left out.
const stretch = /[а-яё](?:[^a-z]*[а-яё])?/gi;

/** A text in the form that src/view/words/packed-cyrillic.ts unpacks; null where it holds a sign that the form needs itself. */
export function packCyrillic(text) {
  if (/[~@]/.test(text)) return null;
  const letter = (one) => {
    const code = alphabet[small.indexOf(one.toLowerCase())];
    return one === one.toLowerCase() ? code : `@${code}`;
  };
  return text.replace(stretch, (found) => `~${found.replace(/[а-яё]/gi, letter)}~`);
}

/** A module with its Cyrillic texts packed; names of properties stay as they are. */
export function packModule(source, fileName) {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const edits = [];
  const edit = (node, from, to, wrap) => {
    const packed = cyrillic.test(node.text) ? packCyrillic(node.text) : null;
    if (packed !== null) edits.push({ from, to, text: wrap(`unpackCyrillic(${JSON.stringify(packed)})`) });
  };
  const visit = (node) => {
    const isName = node.parent !== undefined && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    if (ts.isStringLiteral(node) && !isName) edit(node, node.getStart(file), node.end, (call) => call);
    else if (ts.isNoSubstitutionTemplateLiteral(node)) edit(node, node.getStart(file), node.end, (call) => call);
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) edit(node, node.getStart(file) + 1, node.end - 2, (call) => `\${${call}}`);
    else if (ts.isTemplateTail(node)) edit(node, node.getStart(file) + 1, node.end - 1, (call) => `\${${call}}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (edits.length === 0) return source;
  const packed = edits.sort((a, b) => b.from - a.from).reduce((text, { from, to, text: now }) => text.slice(0, from) + now + text.slice(to), source);
  return `import { unpackCyrillic } from './packed-cyrillic';\n${packed}`;
}

/** The plugin of esbuild that does it for the catalogue's files. */
export const packedCatalogue = {
  name: 'packed catalogue',
  setup(build) {
    build.onLoad({ filter: /src[\\/]view[\\/]words[\\/](?:[\w-]+-)?ru\.ts$/ }, ({ path }) => ({ contents: packModule(readFileSync(path, 'utf8'), path), loader: 'ts' }));
  },
};
