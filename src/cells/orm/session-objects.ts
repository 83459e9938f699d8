import type { InstanceState } from '../../orm/map/state';
import { isKnown } from '../../orm/map/passive';
import { stateOrNull } from '../../orm/map/state';
import type { Session } from '../../orm/session/session';
import type { AttributeChange, MappedObject, ObjectState, SessionObjects } from '../output';

/** A value as the language of the cell shows it. Must not read anything. */
export type ShowValue = (value: unknown) => string;

/** Objects listed for each session: the others are counted. */
const most = 200;
/** Letters of a value, and members of a collection, that are shown. */
const longest = 80;
const mostMembers = 5;

/**
 * What a session holds, those with something to be done first, told without reading anything of the database.
 * @param name the variable that holds it
 */
export function sessionObjects(name: string, session: Session, show: ShowValue): SessionObjects {
  const { objects, transactions } = session;
  const gone = transactions.accounts.flatMap((account) => [...account.deleted]).filter((state) => state.deleted && state.loader === session);
  const states = new Set([...objects.new, ...objects.dirty, ...objects.deleted, ...gone, ...objects.identityMap.states]);
  return listed(name, [...states], objects.deleted, show);
}

/** The objects of a cell's variables that belong to no session; null where there are none. */
export function objectsOutside(variables: Iterable<unknown>, show: ShowValue): SessionObjects | null {
  const states = new Set([...variables].flatMap((value) => stateOrNull(value) ?? []).filter(({ loader }) => loader === null));
  return states.size === 0 ? null : listed(null, [...states], new Set(), show);
}

function listed(session: string | null, states: readonly InstanceState[], toBeDeleted: ReadonlySet<InstanceState>, show: ShowValue): SessionObjects {
  return {
    session,
    objects: states.slice(0, most).map((state) => mappedObject(state, toBeDeleted.has(state), show)),
    more: Math.max(0, states.length - most),
  };
}

function mappedObject(state: InstanceState, toBeDeleted: boolean, show: ShowValue): MappedObject {
  return {
    class: state.mapper.entity.name,
    identity: state.identity && keyText(state.identity, show),
    state: lifeOf(state),
    expired: state.expired && state.key !== null,
    toBeDeleted,
    changes: changesOf(state, show),
  };
}

function lifeOf(state: InstanceState): ObjectState {
  if (state.transient) return 'transient';
  if (state.pending) return 'pending';
  if (state.deleted) return 'deleted';
  return state.persistent ? 'persistent' : 'detached';
}

function changesOf(state: InstanceState, show: ShowValue): AttributeChange[] {
  return [...state.mapper.attributes].flatMap(([attribute, impl]): AttributeChange[] => {
    if (!state.committed.has(attribute) && !state.pendingChanges.has(attribute)) return [];
    const history = impl.history(state);
    if (!history.hasChanges) return [];
    if (impl.isCollection) {
      const before = state.key === null ? null : members([...history.unchanged, ...history.deleted], show);
      return [{ attribute, from: before, to: members([...history.unchanged, ...history.added], show) }];
    }
    const [added] = history.added;
    const [deleted] = history.deleted;
    const one = (value: unknown, exists: boolean): string | null => (exists && isKnown(value) ? shown(value, show) : null);
    return [{ attribute, from: one(deleted, history.deleted.length > 0), to: one(added, history.added.length > 0) }];
  });
}

function members(values: readonly unknown[], show: ShowValue): string {
  const texts = values.slice(0, mostMembers).map((value) => shown(value, show));
  return `[${[...texts, ...(values.length > mostMembers ? ['…'] : [])].join(', ')}]`;
}

function shown(value: unknown, show: ShowValue): string {
  const state = stateOrNull(value);
  return state ? objectName(state, show) : clipped(show(value));
}

/** `<User #1>`, `<User>` without a key. What an object says of itself might be read first. */
export function objectName(state: InstanceState, show: ShowValue): string {
  const { name } = state.mapper.entity;
  return state.identity ? `<${name} #${keyText(state.identity, show)}>` : `<${name}>`;
}

function keyText(identity: readonly unknown[], show: ShowValue): string {
  return identity.map((part) => (typeof part === 'string' ? clipped(part) : clipped(show(part)))).join(', ');
}

function clipped(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const letters = [...line];
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : line;
}
