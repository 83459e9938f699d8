import type { Cause } from '../../engine/activity';
import type { StatementParameters } from '../../engine/connection';
import type { Flow } from '../../flow';
import { entityOf, type MappedEntity } from '../../map/entity';
import { singleTableCriterion } from '../../map/single-table';
import type { ClauseElement } from '../../sql/clause';
import type { ColumnElement } from '../../sql/elements';
import type { FromClause } from '../../sql/from-clause';
import { Select } from '../../sql/select';
import type { LockOptions } from './lock-options';
import { eagerlyJoined } from '../eager-joins';
import type { EntityPlan } from '../entity-plan';
import { SelectTarget, type ColumnSlot } from '../select-target';
import { LoadPlan, type Lineage } from './load-plan';
import type { LoadScope, StatementOptions } from './load-scope';
import type { ReadingMode, ReadingSession } from './loading';

/** What a statement for related objects is made of. */
export interface RelatedSelectRequest {
  readonly entity: MappedEntity;
  readonly scope: LoadScope;
  /** Columns that tell to whom the object of a row belongs: they come before its own. */
  readonly keys: readonly ColumnElement[];
  /** They come after its own. */
  readonly keysLast?: boolean;
  readonly from: readonly FromClause[];
  readonly where: readonly ClauseElement[];
  readonly orderBy: readonly ClauseElement[];
  /** Columns are labelled with the names of their tables. */
  readonly labelled?: boolean;
  readonly lineage?: Lineage;
  readonly lock?: LockOptions | null;
  /** False: rows of other classes of a single table are not left out. */
  readonly single?: boolean;
  /** The only attributes that are read; null for all. */
  readonly only?: ReadonlySet<string> | null;
}

/** One row: to whom the object belongs, and the object. */
export interface RelatedRow {
  readonly keys: readonly unknown[];
  readonly object: object | null;
}

/** Makes the plan of an entity in a statement of its own. */
export type PlanIn = (load: LoadPlan, entity: MappedEntity, scope: LoadScope, only: ReadonlySet<string> | null) => EntityPlan;

/** A statement that reads related objects for others. It is put together once and executed for each group of objects. */
export class RelatedSelect {
  readonly statement: Select;
  readonly #load: LoadPlan;
  readonly #plan: EntityPlan;
  readonly #keys: readonly ColumnSlot[];

  constructor(planIn: PlanIn, options: StatementOptions, request: RelatedSelectRequest) {
    const { entity, from, orderBy } = request;
    const single = request.single === false ? null : singleTableCriterion(entity.mapper);
    const where = [...request.where, ...(single ? [entity.adapt(single)] : []), ...options.criteriaFor(entity.isAliased ? entity : entityOf(entity.mapper))];
    const core = new Select({ from, where, orderBy, ...(request.labelled === true ? { labelStyle: 'tablename' as const } : {}) });
    const target = new SelectTarget(request.lock ? core.withForUpdate(request.lock) : core, true);
    const before = request.keysLast === true ? [] : request.keys.map((key) => target.column(key));
    this.#load = new LoadPlan(target, options);
    this.#load.lineage = request.lineage ?? null;
    this.#plan = planIn(this.#load, entity, request.scope, request.only ?? null);
    this.#keys = request.keysLast === true ? request.keys.map((key) => target.column(key)) : before;
    this.statement = eagerlyJoined(target.select, target);
    target.settle();
  }

  /** Executes it, and makes objects of its rows. */
  *read(session: ReadingSession, mode: ReadingMode, parameters: StatementParameters, cause: Cause | null): Flow<RelatedRow[]> {
    const connection = yield* session.connection({ mapper: this.#plan.entity.mapper }, null, cause);
    const result = yield* connection.execute(this.statement, parameters, { cause });
    const loading = this.#load.begin(session, mode);
    const reader = this.#plan.rowReader();
    const places = this.#keys.map(({ place }) => place);
    const rows = result.lists().map((row): RelatedRow => ({ keys: places.map((place) => row[place]), object: reader.read(row, loading) }));
    yield* loading.finish();
    return rows;
  }
}
