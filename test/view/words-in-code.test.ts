import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

/** What is a name in every language; `Lock` ends the names of PostgreSQL's lock modes. */
const names = new Set(['Lock', 'SQLite', 'PostgreSQL', 'Savepoint', 'SQL', 'NULL', 'Markdown', 'CSV']);

/** Attributes that people read or hear. */
const told = new Set(['title', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'alt', 'label']);

/** Properties and calls by which hosts show texts. */
const properties = new Set(['name', 'desc', 'description', 'display', 'title', 'text', 'textContent', 'innerText', 'placeholder', 'ariaLabel', 'label']);
const calls = new Set(['Notice', 'notice', 'setTooltip', 'setMessage', 'setText', 'setName', 'setDesc', 'setButtonText', 'setTitle', 'addRibbonIcon', 'confirm', 'alert', 'append', 'createTextNode']);

/** A word of a language: a class, an id or an address is none. */
function isProse(text: string): boolean {
  const bare = text.trim();
  return /\p{L}{2,}/u.test(bare) && !names.has(bare) && !/^[a-z\d]+(?:-[a-z\d]+)*$/.test(bare);
}

function textOf(node: ts.Node | undefined): string | null {
  if (node === undefined) return null;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ');
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isConditionalExpression(node)) return [textOf(node.whenTrue), textOf(node.whenFalse)].join(' ');
  if (!ts.isBinaryExpression(node)) return null;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) return [textOf(node.left), textOf(node.right)].join(' ');
  return kind === ts.SyntaxKind.AmpersandAmpersandToken ? textOf(node.right) : null;
}

/** The texts of a source file that stand on the screen and come from no catalogue. */
function strayTexts(source: string, fileName: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (text: string | null): void => { if (text !== null && isProse(text)) found.push(text.trim()); };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) look(node.text);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) look(textOf(node));
    else if (ts.isJsxAttribute(node) && told.has(node.name.getText(file))) look(textOf(node.initializer));
    else if (ts.isPropertyAssignment(node) && properties.has(node.name.getText(file).replace(/['"]/g, ''))) look(textOf(node.initializer));
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left) && properties.has(node.left.name.text)) look(textOf(node.right));
    else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && calls.has(node.expression.getText(file).split('.').at(-1) ?? '')) for (const argument of node.arguments ?? []) look(textOf(argument));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The sources that draw, the catalogues left out. */
const files = ['src/view', 'src/reader/page', 'src/obsidian', 'src/main.ts'].flatMap((place) => (
  place.endsWith('.ts') ? [place] : readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' }).map((name) => path.posix.join(place, name.split(path.sep).join('/')))
)).filter((file) => /\.tsx?$/.test(file) && !file.includes('/words'));

test('there is something to look at', () => {
  expect(files.length).toBeGreaterThan(120);
});

test.each(files)('%s shows no text of its own', (file) => {
  expect(strayTexts(readFileSync(path.join(root, file), 'utf8'), file)).toEqual([]);
});

test.each([
  ['<p>Hello there</p>', ['Hello there']],
  ['<p>{busy ? "Please wait" : words.go}</p>', ['Please wait']],
  ['<a title="Go on" class="savepoint-link">{words.go}</a>', ['Go on']],
  ['<a aria-label={`Row ${n}`} />', ['Row']],
  ['new Notice("It failed")', ['It failed']],
  ['plugin.addCommand({ id: "run-cell", name: "Run cell" })', ['Run cell']],
  ['element.textContent = "Привет"', ['Привет']],
  ['<b>SQLite</b>', []],
  ['<span class="some words here">· ✓</span>', []],
])('in %s the texts are %j', (source, texts) => {
  expect(strayTexts(source, 'planted.tsx')).toEqual(texts);
});
