import type { Cause } from '../../engine/activity';
import type { Relationship } from '../../map/relationship';
import type { InstanceState } from '../../map/state';

/** `<User #1>`: an object by its key. */
function shown(state: InstanceState): string {
  const key = state.identity?.map(String).join(', ');
  return key === undefined ? state.className : `<${state.mapper.entity.name} #${key}>`;
}

/** Why a relationship of one object is read. */
export function relationCause(kind: 'lazy load' | 'immediate load', relationship: Relationship, state: InstanceState): Cause {
  const { entity } = state.mapper;
  return {
    kind,
    text: `${kind} of ${relationship.toString()} of ${shown(state)}`,
    details: { entity: entity.name, attribute: relationship.key, identity: state.identity, count: 1, remedy: relationship.uselist ? 'selectinload' : 'joinedload' },
  };
}

/** Why a relationship of many objects is read. */
export function collectiveCause(kind: 'select-in load' | 'subquery load', relationship: Relationship, count: number): Cause {
  return {
    kind,
    text: `${kind} of ${relationship.toString()} for ${count} ${count === 1 ? 'object' : 'objects'}`,
    details: { entity: relationship.parent.entity.name, attribute: relationship.key, identity: null, count, remedy: null },
  };
}

/** Why columns of an object are read: they were expired, or left out. */
export function columnCause(kind: 'refresh' | 'deferred load', keys: Iterable<string>, state: InstanceState): Cause {
  const names = [...keys];
  const [only] = names;
  return {
    kind,
    text: `${kind} of ${names.join(', ')} of ${shown(state)}`,
    details: {
      entity: state.mapper.entity.name,
      attribute: names.length === 1 ? (only ?? null) : null,
      identity: state.identity,
      count: 1,
      remedy: kind === 'deferred load' ? 'undefer' : null,
    },
  };
}

/** Why the columns of a subclass are read. */
export function polymorphicCause(entity: string, count: number): Cause {
  return {
    kind: 'polymorphic load',
    text: `load of the columns of ${entity} for ${count} ${count === 1 ? 'object' : 'objects'}`,
    details: { entity, attribute: null, identity: null, count, remedy: null },
  };
}
