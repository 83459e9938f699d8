/** Gives jest the module that the bundle has: see module-source.mjs. */
import { createHash } from 'node:crypto';
import { adaptModule } from './module-source.mjs';

function commonJs(source) {
  return adaptModule(source).replace('export default Module', 'exports.__esModule=true;exports.default=Module');
}

export default {
  process: (source) => ({ code: commonJs(source) }),
  // The result also depends on the cuts, which jest does not know of.
  getCacheKey: (source) => createHash('sha256').update(commonJs(source)).digest('hex'),
};
