import { InvalidRequestError } from '../errors';
import { declarationOf, type Declaration } from './declaration';

type LateAttributes = ReturnType<Declaration['late']>;

/** Classes that refer to each other, in the order of their declaration, with what their arrows say. */
export type MappingGroup = readonly (readonly [Declaration, LateAttributes])[];

/** An arrow names a class that is not there yet. It may come. */
export class LateClassError extends InvalidRequestError {}

/**
 * What can be mapped of the classes that are declared: those whose arrows can be called, and all of whose targets can be
 * mapped, too. Classes that have nothing to do with each other are in different groups.
 * @returns the groups, and for each class that is in none why it cannot be mapped
 */
export function mappingGroups(pending: readonly Declaration[], isMapped: (declared: Declaration) => boolean): { readonly groups: readonly MappingGroup[]; readonly failures: ReadonlyMap<Declaration, Error> } {
  const failures = new Map<Declaration, Error>();
  const ready = new Map<Declaration, LateAttributes>();
  for (const declared of pending) {
    try {
      ready.set(declared, lateAttributes(declared));
    } catch (error) {
      failures.set(declared, asError(error));
    }
  }
  const links = new Map([...ready].map(([declared, late]) => [declared, linksOf(declared, late)]));
  // Whoever needs a class that cannot be mapped cannot be mapped either.
  for (let changed = true; changed; ) {
    changed = false;
    for (const declared of ready.keys()) {
      const missing = links.get(declared)?.find((other) => !ready.has(other) && !isMapped(other));
      if (!missing) continue;
      ready.delete(declared);
      failures.set(declared, failures.get(missing) ?? new InvalidRequestError(`Class '${missing.repr}' was declared again: declare the classes that refer to it again, too.`));
      changed = true;
    }
  }
  return { groups: connected(ready, links), failures };
}

/** The classes that one needs: its parent, the targets of its relationships. */
function linksOf(declared: Declaration, late: LateAttributes): readonly Declaration[] {
  const targets = [...late.values()].flatMap((one) => ('target' in one ? (declarationOf(one.target) ?? []) : []));
  return declared.parent ? [declared.parent, ...targets] : targets;
}

function connected(ready: ReadonlyMap<Declaration, LateAttributes>, links: ReadonlyMap<Declaration, readonly Declaration[]>): MappingGroup[] {
  const groupOf = new Map<Declaration, Set<Declaration>>([...ready.keys()].map((declared) => [declared, new Set([declared])]));
  for (const declared of ready.keys()) {
    for (const other of links.get(declared) ?? []) {
      const [own, its] = [groupOf.get(declared), groupOf.get(other)];
      if (!own || !its || own === its) continue;
      for (const one of its) {
        own.add(one);
        groupOf.set(one, own);
      }
    }
  }
  return [...new Set(groupOf.values())].map((group) => [...ready].filter(([declared]) => group.has(declared)));
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** @throws LateClassError, as SQLAlchemy words it, where a class that an arrow names is not there yet */
function lateAttributes(declared: Declaration): LateAttributes {
  try {
    return declared.late();
  } catch (error) {
    const found = error instanceof ReferenceError ? /^Cannot access '([^']+)' before|^(\S+) is not defined/.exec(error.message) : null;
    const name = found?.[1] ?? found?.[2];
    if (name === undefined) throw error;
    throw new LateClassError(
      `When initializing mapper Mapper[${declared.name}(${declared.ownTable?.description ?? ''})], expression '${name}' failed to locate a name ('${name}'). If this is a class name, consider adding this relationship() to the ${declared.repr} class after both dependent classes have been defined.`,
    );
  }
}
