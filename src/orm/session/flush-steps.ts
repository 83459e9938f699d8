import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import type { Dependency } from './dependency';
import type { Edge } from './topology';

/** What a step of a flush does: with all objects of a class, or with one. */
export type StepKind = 'DeleteAll' | 'DeleteState' | 'PostUpdateAll' | 'ProcessAll' | 'ProcessState' | 'SaveUpdateAll' | 'SaveUpdateState';

/** One step of a flush. */
export interface Step {
  readonly kind: StepKind;
  /** Steps that need not wait for each other are done in this order. */
  readonly order: string;
  readonly mapper: Mapper;
  readonly dependency: Dependency | null;
  readonly state: InstanceState | null;
  readonly isDelete: boolean;
  disabled: boolean;
}

/** The steps of one flush, each once, and which must come before which. */
export class FlushSteps {
  readonly #all = new Map<string, Step>();
  readonly edges: Edge<Step>[] = [];

  get all(): readonly Step[] {
    return [...this.#all.values()];
  }

  before(first: Step, then: Step): void {
    this.edges.push([first, then]);
  }

  #step(kind: StepKind, mapper: Mapper, dependency: Dependency | null, state: InstanceState | null, isDelete: boolean): Step {
    // Steps that nothing else orders go by the names of their classes.
    const named = ({ entity, sortKey }: Mapper): string => `${entity.repr}${String(sortKey).padStart(6, '0')}`;
    const owner = dependency ? `${named(dependency.relationship.parent)}.${dependency.relationship.key}` : named(mapper);
    const order = `${kind}:${owner}:${isDelete ? 1 : 0}`;
    const key = state ? `${order}:${state.number}` : order;
    const known = this.#all.get(key);
    if (known) return known;
    const step: Step = { kind, order, mapper, dependency, state, isDelete, disabled: false };
    this.#all.set(key, step);
    return step;
  }

  /** All rows of a hierarchy are inserted and updated. */
  saveAll(mapper: Mapper): Step {
    return this.#step('SaveUpdateAll', mapper.base, null, null, false);
  }

  deleteAll(mapper: Mapper): Step {
    return this.#step('DeleteAll', mapper.base, null, null, true);
  }

  /** One row is written or deleted. */
  one(state: InstanceState, isDelete: boolean): Step {
    return this.#step(isDelete ? 'DeleteState' : 'SaveUpdateState', state.mapper.base, null, state, isDelete);
  }

  /** Foreign keys are set by an UPDATE of their own. @param isDelete they are emptied, before rows go */
  postUpdate(mapper: Mapper, isDelete: boolean): Step {
    return this.#step('PostUpdateAll', mapper.base, null, null, isDelete);
  }

  /** A relationship is processed, between the rows of both of its sides. */
  process(dependency: Dependency, state: InstanceState | null, isDelete: boolean): Step {
    return this.#step(state ? 'ProcessState' : 'ProcessAll', dependency.relationship.parent, dependency, state, isDelete);
  }
}
