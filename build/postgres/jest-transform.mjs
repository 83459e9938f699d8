/** Gives jest the module that the bundle has: see module-source.mjs. */
import { adaptModule } from './module-source.mjs';

export default {
  process(source) {
    return { code: adaptModule(source).replace('export default Module', 'exports.__esModule=true;exports.default=Module') };
  },
};
