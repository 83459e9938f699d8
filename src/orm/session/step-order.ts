import type { Dependency } from './dependency';
import type { FlushSteps, Step } from './flush-steps';

type Pair = readonly [Step | null, Step | null];

function add(steps: FlushSteps, pairs: readonly Pair[]): void {
  for (const [first, then] of pairs) if (first && then) steps.before(first, then);
}

/** The order between a relationship and all rows on both of its sides. */
export function orderOfAll(steps: FlushSteps, dependency: Dependency): void {
  const { parent, target, direction, postUpdate } = dependency.relationship;
  const after = steps.process(dependency, null, false);
  const before = steps.process(dependency, null, true);
  const [parentSaves, parentDeletes] = [steps.saveAll(parent), steps.deleteAll(parent)];
  const [childSaves, childDeletes] = [steps.saveAll(target), steps.deleteAll(target)];
  if (direction === 'MANYTOMANY') {
    // prettier-ignore
    add(steps, [[parentSaves, after], [childSaves, after], [after, childDeletes], [before, parentSaves], [before, parentDeletes], [before, childDeletes], [before, childSaves]]);
  } else if (postUpdate) {
    const holder = direction === 'ONETOMANY' ? target : parent;
    const [sets, empties] = [steps.postUpdate(holder, false), steps.postUpdate(holder, true)];
    add(steps, [[childSaves, after], [parentSaves, after], [after, sets], [before, empties], [empties, parentDeletes], [empties, childDeletes]]);
    if (direction === 'MANYTOONE') add(steps, [[after, empties]]);
  } else if (direction === 'ONETOMANY') {
    // prettier-ignore
    add(steps, [[parentSaves, after], [after, childSaves], [after, childDeletes], [childSaves, parentDeletes], [childDeletes, parentDeletes], [before, childSaves], [before, childDeletes]]);
  } else {
    add(steps, [[childSaves, after], [after, parentSaves], [parentSaves, childDeletes], [parentDeletes, childDeletes]]);
  }
}

/** The steps of one parent and one of its related objects. */
export interface StepsOfPair {
  readonly process: Step;
  readonly parent: Step;
  readonly child: Step | null;
  /** The parent is deleted. */
  readonly isDelete: boolean;
  readonly childDeleted: boolean;
}

/** The order of the rows of two objects and the relationship between them. */
export function orderOfPair(steps: FlushSteps, dependency: Dependency, pair: StepsOfPair): void {
  const { direction, postUpdate } = dependency.relationship;
  if (direction === 'MANYTOMANY') add(steps, manyToMany(pair));
  else if (postUpdate) add(steps, postUpdated(steps, dependency, pair));
  else add(steps, direction === 'ONETOMANY' ? oneToMany(pair) : manyToOne(pair));
}

function oneToMany({ process, parent, child, isDelete }: StepsOfPair): Pair[] {
  if (isDelete) return [[process, child], [child, parent]]; // prettier-ignore
  return [[parent, process], [process, child], [parent, child]]; // prettier-ignore
}

function manyToOne({ process, parent, child, isDelete, childDeleted }: StepsOfPair): Pair[] {
  if (isDelete) return childDeleted ? [[parent, child]] : [];
  return childDeleted ? [[process, parent]] : [[child, process], [process, parent]]; // prettier-ignore
}

function manyToMany({ process, parent, child, isDelete, childDeleted }: StepsOfPair): Pair[] {
  if (isDelete) return [[process, child], [process, parent]]; // prettier-ignore
  return [[parent, process], childDeleted ? [process, child] : [child, process]];
}

function postUpdated(steps: FlushSteps, { relationship }: Dependency, { process, parent, child, isDelete, childDeleted }: StepsOfPair): Pair[] {
  const holder = relationship.direction === 'ONETOMANY' ? relationship.target : relationship.parent;
  const update = steps.postUpdate(holder, isDelete);
  if (relationship.direction === 'ONETOMANY') {
    if (isDelete) return [[process, update], [update, parent]]; // prettier-ignore
    return [[childDeleted ? null : parent, process], [child, process], [process, update]]; // prettier-ignore
  }
  if (isDelete) return [[process, update], [update, parent], [update, child]]; // prettier-ignore
  if (childDeleted) return [[process, update], [update, child]]; // prettier-ignore
  return [[parent, process], [child, process], [process, update]]; // prettier-ignore
}
