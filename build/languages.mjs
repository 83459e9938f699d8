// The languages and the ORM as a script of their own: one expression, a function of the modules that it shares with the
// kernel (src/kernel/worker/languages-script.ts), which gives what makes the languages.
import path from 'node:path';

/** By path without its extension: the name under which the kernel hands a module over. */
const shared = { 'src/databases/errors': 'errors', 'src/databases/flow': 'flow' };

/** Puts the kernel's own modules in the place of those that must not be there twice. */
const sharedModules = {
  name: 'shared-modules',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ importer, resolveDir, path: wanted }) => {
      const file = path.relative(build.initialOptions.absWorkingDir, path.resolve(resolveDir, wanted)).split(path.sep).join('/');
      return importer !== '' && Object.hasOwn(shared, file) ? { path: shared[file], namespace: 'shared' } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({ contents: `module.exports = savepointShared.${name};`, loader: 'js' }));
  },
};

export const languagesEntry = 'src/kernel/worker/languages.ts';
export const languagesOptions = {
  format: 'iife',
  globalName: 'savepointLanguages',
  platform: 'browser',
  plugins: [sharedModules],
  banner: { js: '(function (savepointShared) {' },
  footer: { js: 'return savepointLanguages.makeLanguages;\n})' },
};
