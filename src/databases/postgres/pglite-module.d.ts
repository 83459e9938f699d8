/** PGlite's Emscripten module (dist/pglite.js), adapted by build/postgres/module-source.mjs. */
declare module 'pglite-module' {
  import type { PostgresModule, ModuleOptions } from './emscripten';
  const createModule: (options: ModuleOptions) => Promise<PostgresModule>;
  export default createModule;
}
