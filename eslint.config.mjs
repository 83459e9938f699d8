import importX from 'eslint-plugin-import-x';
import obsidianmd from 'eslint-plugin-obsidianmd';
import tseslint from 'typescript-eslint';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/**
 * The walls of the house (docs/architecture.md): what each room may import. Imports run downwards only;
 * a room not listed here does not exist.
 */
const rooms = {
  spelling: [],
  databases: [],
  isolation: ['databases'],
  relations: ['spelling'],
  orm: ['databases'],
  python: ['orm', 'databases'], // its sqlalchemy module is the ORM under Python's names
  cells: ['spelling', 'databases', 'isolation', 'relations', 'orm', 'python'],
  notebook: ['spelling', 'cells'], // types and the list of kinds: what a cell is, not how it runs
  kernel: ['cells', 'databases', 'notebook'],
  view: ['cells'], // the output type, nothing that computes
  reader: ['view', 'kernel', 'notebook', 'cells', 'databases'],
  cli: ['spelling', 'reader', 'view', 'kernel', 'notebook', 'cells', 'databases'],
  obsidian: ['view', 'kernel', 'notebook', 'cells', 'databases'],
};

/** Single files that a wall lets through, each for a reason. */
const doors = {
  // Where the two meet, only the shape of outputs and of cells may cross.
  view: { cells: ['./output.ts', './check/condition.ts', './check/describe-condition.ts'] },
  notebook: { cells: ['./cell-kind.ts', './output.ts', './check/condition.ts'] },
  // What a driver is and what it says, never an engine.
  orm: { databases: ['./database.ts', './flow.ts', './result.ts', './errors.ts'] },
  python: { databases: ['./database.ts', './flow.ts', './result.ts', './errors.ts'] },
  obsidian: { databases: ['./database.ts', './parts.ts'] },
  reader: { databases: ['./database.ts', './parts.ts'] },
  cli: { databases: ['./database.ts', './parts.ts'] },
};

const walls = Object.entries(rooms).flatMap(([room, below]) =>
  Object.keys(rooms)
    .filter((other) => other !== room)
    .flatMap((other) => {
      const except = below.includes(other) ? doors[room]?.[other] : [];
      if (except === undefined) return [];
      return [{ target: `./src/${room}`, from: `./src/${other}`, except, message: `src/${room} must not import this of src/${other}: imports run downwards only (eslint.config.mjs).` }];
    }),
);

/** Python's language and library know nothing of the ORM: only SQLAlchemy and Alembic, which are the ORM under Python's names, do. */
const alchemy = ['./src/orm', './src/python/sqlalchemy', './src/python/alembic'].map((from) => ({
  target: './src/python/!(sqlalchemy|alembic)/**/*',
  from,
  message: 'src/python: only sqlalchemy/ and alembic/ know the ORM (eslint.config.mjs).',
}));

export default tseslint.config(
  { ignores: ['main.js', '**/*.d.mts', 'dist/', 'node_modules/', 'coverage/', '.cache/', 'test/shots/', 'vault-sample/', '.cache/'] },
  ...obsidianmd.configs.recommended,
  {
    files: ['src/**/*.ts', 'src/**/*.tsx', 'test/**/*.ts', 'test/**/*.tsx', 'bench/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] }, 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Columns count code points, as PostgreSQL and editors do; graphemes would be wrong.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...walls, { target: './src/!(obsidian|main.ts)/**/*', from: './src/obsidian' }, ...alchemy] }],
      'no-restricted-imports': ['error', { paths: [{ name: 'obsidian', message: 'Only src/obsidian and src/main.ts know Obsidian.' }], patterns: [{ group: ['@codemirror/*'], message: 'Only src/obsidian knows the editor.' }] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    // These never run in Obsidian's window: no pop-outs there, but Node, workers, other pages.
    files: ['src/kernel/**/*.ts', 'src/databases/**/*.ts', 'src/cells/**/*.ts', 'src/notebook/**/*.ts', 'src/cli/**/*.ts', 'src/reader/**/*.ts*', 'test/**/*.ts*', 'bench/**/*.ts'],
    rules: {
      'obsidianmd/no-global-this': 'off',
      'obsidianmd/prefer-window-timers': 'off',
      'obsidianmd/prefer-create-el': 'off',
      'obsidianmd/no-nodejs-modules': 'off',
      'obsidianmd/prefer-active-doc': 'off',
      'obsidianmd/hardcoded-config-path': 'off',
      'no-restricted-globals': 'off',
    },
  },
  {
    // Scripts of the build: Node, and nothing else.
    files: ['**/*.mjs', '*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', performance: 'readonly', WebAssembly: 'readonly', setTimeout: 'readonly' } },
    rules: { 'obsidianmd/no-nodejs-modules': 'off', 'obsidianmd/no-global-this': 'off', 'obsidianmd/prefer-window-timers': 'off', 'obsidianmd/rule-custom-message': 'off', 'no-console': 'off' },
  },
  {
    // The page of the browser tests does what Obsidian does: it evaluates the plugin and renders Markdown.
    files: ['test/browser/page.ts', 'test/obsidian/stand-in/render.ts', 'bench/in-chromium.ts', 'bench/orm.ts'],
    rules: { 'no-eval': 'off', 'no-unsanitized/method': 'off', 'no-unsanitized/property': 'off', '@microsoft/sdl/no-inner-html': 'off' },
  },
  { files: ['src/obsidian/**/*.ts', 'src/obsidian/**/*.tsx', 'src/main.ts'], rules: { 'no-restricted-imports': 'off' } },
);
