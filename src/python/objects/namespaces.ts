import { PyDict } from './mappings';
import type { Value } from './object';

/** The entries of a dict whose keys are names (`**kwargs`, a class's namespace) by name; those with other keys are left out. */
export function namesIn(dict: Value): Map<string, Value> {
  const names = new Map<string, Value>();
  if (dict instanceof PyDict) for (const { key, value } of dict.table.entries()) if (typeof key === 'string') names.set(key, value);
  return names;
}

/** The same as the keywords of a call: null where there are none. */
export function keywordsIn(dict: Value): Map<string, Value> | null {
  const names = namesIn(dict);
  return names.size === 0 ? null : names;
}
