import { InvalidRequestError } from '../../errors';
import { parentEntityOf } from '../../map/entity-annotations';
import type { MappedEntity } from '../../map/entity';
import type { Relationship } from '../../map/relationship';
import type { Select } from '../../sql/select';
import { bundleOf } from '../../map/bundle';
import type { SelectTarget } from '../select-target';
import { Loading, type PostLoads, type ReadingMode, type ReadingSession } from './loading';
import { StatementOptions } from './load-scope';

const UNIQUE = 'The unique() method must be invoked on this Result, as it contains results that include joined eager loads against collections';

/** From which entity of which statement, by which relationships, a statement comes. */
export interface Lineage {
  readonly select: Select;
  readonly entity: MappedEntity;
  readonly trail: readonly Relationship[];
}

/** What all entities of one statement have in common when their objects are read. */
export class LoadPlan {
  readonly options: StatementOptions;
  readonly posts: PostLoads[] = [];
  /** Where it reads related objects by `subqueryload()`: what the statement around its subquery comes from. */
  lineage: Lineage | null = null;
  /** Rows are repeated for the members of collections. */
  repeatsRows = false;
  /** All rows must be there before related objects can be read. */
  buffersRows = false;

  /** @throws ArgumentError for an option that is about no class of the statement */
  constructor(readonly target: SelectTarget, options: StatementOptions | null = null) {
    this.options = options ?? new StatementOptions(target.select.state.options, target.toplevel ? rootsOf(target) : []);
  }

  /** Said where the result is read without `unique()`; null where that is not needed. */
  get uniqueRequired(): string | null {
    return this.repeatsRows ? UNIQUE : null;
  }

  /**
   * Begins to read the rows of one execution. When rows were read, all or a part of them, `finish()` is due.
   * @param yieldPer how many rows are read at a time; null for all
   * @throws InvalidRequestError where rows cannot be read in parts
   */
  begin(session: ReadingSession, mode: ReadingMode = { populateExisting: false, refresh: null }, yieldPer: number | null = null): Loading {
    if (yieldPer !== null && (this.repeatsRows || this.buffersRows)) {
      throw new InvalidRequestError(
        "Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against collections or subqueryload().  Consider the selectinload() strategy for better flexibility in loading objects.",
      );
    }
    return new Loading(session, mode, this.posts);
  }
}

/** The entities that a statement selects, or has attributes of. */
function rootsOf({ select }: SelectTarget): MappedEntity[] {
  const roots: MappedEntity[] = [];
  for (const element of select.state.rawColumns) {
    for (const one of bundleOf(element)?.elements ?? [element]) {
      const entity = parentEntityOf(one);
      if (entity && !roots.includes(entity)) roots.push(entity);
    }
  }
  return roots;
}

const plans = new WeakMap<SelectTarget, LoadPlan>();

/** The plan of a statement: made when its first entity is planned. */
export function loadPlanFor(target: SelectTarget): LoadPlan {
  let plan = plans.get(target);
  if (!plan) plans.set(target, (plan = new LoadPlan(target)));
  return plan;
}
