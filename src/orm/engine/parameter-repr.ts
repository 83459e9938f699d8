import { pythonRepr } from '../values/python-repr';

const MOST_CHARACTERS = 300;
const MOST_PARAMETERS = 100;
const MOST_SETS = 10;

/** One value; long ones are cut in the middle. */
function shortened(value: unknown): string {
  const text = value instanceof Uint8Array ? '<memory at 0x7f0000000000>' : pythonRepr(value);
  if (text.length <= MOST_CHARACTERS) return text;
  const half = MOST_CHARACTERS / 2;
  return `${text.slice(0, half)} ... (${text.length - MOST_CHARACTERS} characters truncated) ... ${text.slice(-half)}`;
}

/** One set of parameters as a tuple. */
export function reprParameters(values: readonly unknown[]): string {
  if (values.length > MOST_PARAMETERS) {
    const half = MOST_PARAMETERS / 2;
    const hidden = values.length - MOST_PARAMETERS;
    return `(${values.slice(0, half).map(shortened).join(', ')} ... ${hidden} parameters truncated ... ${values.slice(-half).map(shortened).join(', ')})`;
  }
  return `(${values.map(shortened).join(', ')}${values.length === 1 ? ',' : ''})`;
}

/** Several sets as a list of tuples; only the first and the last of many are shown. */
export function reprParameterSets(sets: readonly (readonly unknown[])[]): string {
  if (sets.length <= MOST_SETS) return `[${sets.map(reprParameters).join(', ')}]`;
  const first = sets.slice(0, MOST_SETS - 2).map(reprParameters).join(', ');
  const last = sets.slice(-2).map(reprParameters).join(', ');
  return `[${first}  ... displaying ${MOST_SETS} of ${sets.length} total bound parameter sets ...  ${last}]`;
}
