const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  },
];

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testRegex: '\\.test\\.tsx?$',
  moduleNameMapper: {
    // The same module, cut the same way, as in the bundle.
    '^pglite-module$': '<rootDir>/node_modules/@electric-sql/pglite/dist/pglite.js',
    // Outside Obsidian the package has types only.
    '^obsidian$': '<rootDir>/test/obsidian/stand-in/index.ts',
  },
  transform: {
    'pglite/dist/pglite\\.js$': '<rootDir>/build/postgres/jest-transform.mjs',
    '^.+\\.[mc]?[jt]sx?$': swc,
  },
  // ES modules among the packages are compiled like our own sources.
  transformIgnorePatterns: ['/node_modules/(?!(preact|@electric-sql|@tanstack|markdown-it|@codemirror|@lezer|@sveltejs|style-mod|w3c-keyname|crelt|@marijn|entities|linkify-it|mdurl|uc\\.micro|punycode\\.js)/)'],
  setupFiles: ['<rootDir>/test/wasm-tiering.ts'],
  // Against hanging only: a test measures nothing, and the machine may be slow or busy.
  testTimeout: 300_000,
  // jest would leave a core for watching.
  maxWorkers: '100%',
};
