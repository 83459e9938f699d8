import * as errors from '../../databases/errors';
import * as flow from '../../databases/flow';
import type { Parts } from '../../databases/parts';
import type { MakeLanguages } from './languages';

/** How a kernel comes by its languages, at the first cell that needs them. */
export type LanguageSource = (parts: Parts, load: (script: string) => unknown) => Promise<MakeLanguages>;

/**
 * What the script of the languages must not have a copy of its own of: an error is told by its class. build/languages.mjs
 * puts these in the place of the modules.
 */
const shared = { errors, flow };

/** The languages as a script of their own (build/languages.mjs): who runs SQL alone neither reads nor runs it. */
export const languagesByScript: LanguageSource = async (parts, load) => {
  const script = new TextDecoder().decode(await parts.bytes('languages.js'));
  return (load(script) as (modules: typeof shared) => MakeLanguages)(shared);
};
