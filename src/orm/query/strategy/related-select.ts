import type { Cause } from '../../engine/activity';
import type { StatementParameters } from '../../engine/connection';
import { BufferedRows, Result } from '../../engine/result';
import { RowKeys } from '../../engine/row';
import type { Flow } from '../../flow';
import { entityOf, type MappedEntity } from '../../map/entity';
import { singleTableCriterion } from '../../map/single-table';
import type { ClauseElement } from '../../sql/clause';
import type { ColumnElement } from '../../sql/elements';
import type { FromClause } from '../../sql/from-clause';
import type { LabelStyle } from '../../sql/column-names';
import { Select, select } from '../../sql/select';
import type { LockOptions } from './lock-options';
import { eagerlyJoined } from '../eager-joins';
import type { EntityPlan } from '../entity-plan';
import type { LoadPurpose } from '../load-purpose';
import { SelectTarget, type ColumnSlot } from '../select-target';
import { answered, StatementExecution } from '../statement-execution';
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
  /** How columns are labelled: rows are read by places. By default those whose names are taken get others. */
  readonly labels?: LabelStyle;
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

  constructor(
    private readonly planIn: PlanIn,
    private readonly options: StatementOptions,
    private readonly request: RelatedSelectRequest,
  ) {
    const { entity, from, orderBy } = request;
    const single = request.single === false ? null : singleTableCriterion(entity.mapper);
    const where = [...request.where, ...(single ? [entity.adapt(single)] : []), ...options.criteriaFor(entity.isAliased ? entity : entityOf(entity.mapper))];
    const core = new Select({ from, where, orderBy, ...(request.labels ? { labelStyle: request.labels } : {}) });
    const target = new SelectTarget(request.lock ? core.withForUpdate(request.lock) : core, true);
    const before = request.keysLast === true ? [] : request.keys.map((key) => target.column(key));
    this.#load = new LoadPlan(target, options);
    this.#load.lineage = request.lineage ?? null;
    this.#plan = planIn(this.#load, entity, request.scope, request.only ?? null);
    this.#keys = request.keysLast === true ? request.keys.map((key) => target.column(key)) : before;
    this.statement = eagerlyJoined(target.select, target);
    target.settle();
  }

  /** Executes it, and makes objects of its rows. Handlers of statements are told of it before. @param purpose null: nobody is told */
  *read(session: ReadingSession, mode: ReadingMode, parameters: StatementParameters, cause: Cause | null, purpose: LoadPurpose | null = null): Flow<readonly RelatedRow[]> {
    const { events } = session;
    if (!purpose || !events?.has('doOrmExecute')) return yield* this.#execute(session, mode, parameters, cause);
    let rows: readonly RelatedRow[] = [];
    const shown = this.#shown();
    const executing = function* (this: RelatedSelect, execution: StatementExecution): Flow<Result> {
      const { localExecutionOptions: given } = execution;
      const populateExisting = mode.populateExisting || (given['populateExisting'] ?? given['populate_existing']) === true;
      rows = yield* this.#following(shown, execution.statement).#execute(session, { ...mode, populateExisting }, execution.parameters, cause);
      return objectResult(this.request.entity, rows);
    };
    const execution = new StatementExecution(session, shown, parameters, mode.populateExisting && purpose.kind === 'relationship' ? { populate_existing: true } : {}, this.request.entity.mapper, executing.bind(this), purpose);
    const answer = (yield* answered(events, execution)) ?? (yield* execution.invokeStatement());
    return rows.length > 0 ? rows : answer.scalars().all().map((object): RelatedRow => ({ keys: [], object: object as object | null }));
  }

  /** The statement as a program would have written it. */
  #shown(): Select {
    const { entity, where, orderBy } = this.request;
    return select(entity.element).where(...where).orderBy(...orderBy);
  }

  /** This one with the options and conditions that handlers added to what they were shown. */
  #following(shown: Select, changed: unknown): RelatedSelect {
    if (changed === shown || !(changed instanceof Select)) return this;
    const { request, options } = this;
    const added = changed.state.options.filter((option) => !shown.state.options.includes(option));
    const where = changed.state.where.filter((condition) => !shown.state.where.includes(condition));
    const scope = request.scope.with(added, request.entity);
    return new RelatedSelect(this.planIn, added.length > 0 ? scope.options : options, { ...request, scope, where: [...request.where, ...where] });
  }

  *#execute(session: ReadingSession, mode: ReadingMode, parameters: StatementParameters, cause: Cause | null): Flow<RelatedRow[]> {
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

/** Rows as handlers see them: the object alone. */
function objectResult(entity: MappedEntity, rows: readonly RelatedRow[]): Result {
  return new Result(new RowKeys([entity.rowName]), new BufferedRows(rows.map(({ object }) => [object])));
}
