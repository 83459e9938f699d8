/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testRegex: '\\.test\\.tsx?$',
  transform: {
    '^.+\\.[mc]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // ES modules among the packages are compiled like our own sources.
  transformIgnorePatterns: ['/node_modules/(?!(preact|@electric-sql|@tanstack|markdown-it|@codemirror|@lezer|style-mod|w3c-keyname|crelt|@marijn|entities|linkify-it|mdurl|uc\\.micro|punycode\\.js)/)'],
  testTimeout: 60_000,
};
