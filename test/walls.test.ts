import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

/** A line that no room may hold, and the rule that must find it. */
const violations: readonly (readonly [file: string, source: string, rule: string])[] = [
  ['src/databases/planted.ts', "import { runCell } from '../cells/run-cell';\nexport const planted = runCell;\n", 'import-x/no-restricted-paths'],
  ['src/notebook/planted.ts', "import { runCell } from '../cells/run-cell';\nexport const planted = runCell;\n", 'import-x/no-restricted-paths'],
  ['src/view/planted.ts', "import { NotebookSession } from '../kernel/host/notebook-session';\nexport const planted = NotebookSession;\n", 'import-x/no-restricted-paths'],
  ['src/kernel/planted.ts', "import { mountCell } from '../view';\nexport const planted = mountCell;\n", 'import-x/no-restricted-paths'],
  ['src/cells/planted.ts', "import { Notice } from 'obsidian';\nexport const planted = Notice;\n", 'no-restricted-imports'],
  ['src/reader/planted.ts', "import { EditorView } from '@codemirror/view';\nexport const planted = EditorView;\n", 'no-restricted-imports'],
  ['src/cells/planted-eval.ts', "export const planted = (text: string): unknown => eval(text);\n", 'no-eval'],
  ['src/cells/planted-function.ts', "export const planted = (text: string): unknown => new Function(text);\n", 'no-new-func'],
];

test('the walls hold: each planted violation is found, by its rule', () => {
  for (const [file, source] of violations) writeFileSync(path.join(root, file), source);
  try {
    const { stdout } = spawnSync(path.join(root, 'node_modules/.bin/eslint'), ['--format', 'json', ...new Set(violations.map(([file]) => file))], { cwd: root, encoding: 'utf8' });
    const results = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string | null }[] }[];
    const found = violations.map(([file, , rule]) => [file, results.some((result) => path.relative(root, result.filePath) === file && result.messages.some((message) => message.ruleId === rule)) ? rule : 'not found']);
    expect(found).toEqual(violations.map(([file, , rule]) => [file, rule]));
  } finally {
    for (const [file] of violations) rmSync(path.join(root, file), { force: true });
  }
});
