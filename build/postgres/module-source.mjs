/**
 * PGlite's Emscripten module, fitted for a sandbox.
 *
 * dist/pglite.js serves Node, pages and workers at once: it looks at `process` and `import.meta`, can load itself over
 * the network and evaluates strings. Savepoint hands it everything that it needs, in every host alike, so those ways
 * are cut off here, at build time. Each cut must match exactly as often as expected, else the build fails: a new PGlite
 * needs a new look.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The bare name under which our sources import the module; its types are in src/databases/postgres/pglite-module.d.ts. */
export const moduleName = 'pglite-module';

/** Where the original is. */
export const modulePath = fileURLToPath(
  new URL('../../node_modules/@electric-sql/pglite/dist/pglite.js', import.meta.url),
);

/** What is replaced, how often it occurs, and by what. */
const cuts = [
  [
    'var ENVIRONMENT_IS_WEB=!!globalThis.window;var ENVIRONMENT_IS_WORKER=!!globalThis.WorkerGlobalScope;' +
      'var ENVIRONMENT_IS_NODE=globalThis.process?.versions?.node&&globalThis.process?.type!="renderer";' +
      'if(ENVIRONMENT_IS_NODE){const{createRequire}=await(import("node:module"));var require=createRequire(import.meta.url)}',
    1,
    '',
  ],
  [
    'var isNode=globalThis.process&&globalThis.process.versions&&globalThis.process.versions.node&&globalThis.process.type!="renderer";',
    1,
    '',
  ],
  ['if(isNode)', 1, 'if(false)'],
  // Neither a page nor a worker nor Node: the module then finds files only where we put them.
  ['ENVIRONMENT_IS_NODE', 8, 'false'],
  ['ENVIRONMENT_IS_WORKER', 3, 'false'],
  ['ENVIRONMENT_IS_WEB', 1, 'false'],
  ['var WebSocketServer=require("ws").Server;', 1, 'throw new FS.ErrnoError(138);'],
  ['WebSocketConstructor=WebSocket', 1, 'throw new FS.ErrnoError(138)'],
  ['var _scriptName=import.meta.url', 1, 'var _scriptName=""'],
  ['new URL("pglite.wasm",import.meta.url).href', 1, '"pglite.wasm"'],
  // The frames in which PostgreSQL may catch an error of its own ask what to do with one of the engine's, and tell which
  // handler and which context were in force when the frame was entered.
  [
    'var sp=stackSave();try{',
    57,
    'var sp=stackSave(),handler=HEAP32[_PG_exception_stack>>2],context=HEAP32[_error_context_stack>>2];try{',
  ],
  [
    'if(!(e instanceof EmscriptenEH))throw e;',
    57,
    'if(!((e=Module["caught"](e,handler,context))instanceof EmscriptenEH))throw e;',
  ],
  // A side module that is loaded shows itself.
  [
    'var instance=new WebAssembly.Instance(module,info);return postInstantiation(module,instance)',
    1,
    'var instance=new WebAssembly.Instance(module,info);Module["sideModule"](instance);return postInstantiation(module,instance)',
  ],
  // What the module prints goes where we say.
  ['console.log.bind(console)', 1, '()=>{}'],
  ['console.error.bind(console)', 1, '()=>{}'],
  // Side modules may bring JavaScript as text; PostgreSQL's do not.
  ['eval(func)', 2, 'abort("side modules with JavaScript are not supported")'],
];

/**
 * The module's source with all cuts made.
 * @throws Error when a cut does not match.
 */
export function adaptModule(source) {
  let adapted = source;
  for (const [text, expected, replacement] of cuts) {
    const parts = adapted.split(text);
    if (parts.length - 1 !== expected) {
      throw new Error(`PGlite's module has changed: found ${parts.length - 1} times instead of ${expected}: ${text}`);
    }
    adapted = parts.join(replacement);
  }
  return adapted;
}

/** An esbuild plugin that serves the adapted module for `import … from 'pglite-module'`. */
export const pgliteModule = {
  name: 'pglite-module',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${moduleName}$`) }, () => ({ path: modulePath, namespace: moduleName }));
    build.onLoad({ filter: /.*/, namespace: moduleName }, async () => ({
      contents: adaptModule(await readFile(modulePath, 'utf8')),
      loader: 'js',
    }));
  },
};
