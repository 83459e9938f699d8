/** PGlite's Emscripten module (dist/pglite.js), adapted by build/postgres/module-source.mjs. */
declare module 'pglite-module' {
  /** Instantiates the module; `main` has not run yet. */
  const createModule: (
    options: import('./emscripten').ModuleOptions,
  ) => Promise<import('./emscripten').PostgresModule>;
  export default createModule;
}
