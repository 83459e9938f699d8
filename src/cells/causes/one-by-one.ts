import type { LoadedOneByOne, Statement, TextFix } from '../output';

/** Fewer lazy loads of an attribute than this are no pattern. */
const pattern = 2;

/**
 * The attributes that were lazily loaded object by object ("N+1"), each with the loader option that reads them along,
 * and with the edit that adds it where it is sure which SELECT is meant.
 * @param code of the cell
 */
export function loadedOneByOne(statements: readonly Statement[], code: string): LoadedOneByOne[] {
  const loads = new Map<string, { entity: string; attribute: string; option: string; count: number }>();
  for (const { cause } of statements) {
    const load = cause?.kind === 'lazy load' ? cause.load : null;
    if (!load?.remedy) continue;
    const key = `${load.entity}.${load.attribute}`;
    const known = loads.get(key) ?? { entity: load.entity, attribute: load.attribute, option: load.remedy, count: 0 };
    known.count++;
    loads.set(key, known);
  }
  return [...loads.values()].filter(({ count }) => count >= pattern).map(({ entity, attribute, option, count }) => {
    const remedy = `${option}(${entity}.${attribute})`;
    return { attribute: `${entity}.${attribute}`, count, remedy, fix: fixFor(code, entity, remedy) };
  });
}

/** Puts `.options(…)` behind the only `select(Entity…)` of the code; null where there is none, or more than one. */
function fixFor(code: string, entity: string, remedy: string): TextFix | null {
  const calls = [...code.matchAll(/\bselect\(\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*\)/gu)].filter(([, name]) => name === entity);
  const [call] = calls;
  if (!call || calls.length > 1) return null;
  const before = code.slice(0, call.index + call[0].length).split('\n');
  const column = [...(before.at(-1) ?? '')].length + 1;
  return { line: before.length, from: column, to: column, text: `.options(${remedy})` };
}
