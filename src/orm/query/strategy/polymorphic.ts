import type { Flow } from '../../flow';
import { entityOf } from '../../map/entity';
import type { Mapper } from '../../map/mapper';
import { tuple_ } from '../../sql/constructs';
import { BindParameter } from '../../sql/elements';
import type { EntityPlan } from '../entity-plan';
import { polymorphicCause } from './load-cause';
import type { Filled, Loading, PostLoad } from './loading';
import { RelatedSelect } from './related-select';

/** How many keys stand in one IN. */
const CHUNK = 500;

/**
 * Plans the reading of what a subclass has beyond the class that a statement selects: by a second statement, where
 * `selectin_polymorphic()` or the mapping asks for it. Otherwise it is read when it is asked for.
 */
export function planPolymorphic(owner: EntityPlan, subclass: Mapper): void {
  const isAsked = owner.scope.node.polymorphic.includes(subclass);
  if (!isAsked && subclass.options.polymorphicLoad !== 'selectin') return;
  owner.registerPosts();
  owner.posts.all.push(new SubclassLoad(owner, subclass));
}

class SubclassLoad implements PostLoad {
  readonly key = '';
  #select: RelatedSelect | null = null;

  constructor(
    private readonly owner: EntityPlan,
    readonly mapper: Mapper,
  ) {}

  *load(filled: readonly Filled[], loading: Loading): Flow<void> {
    const select = (this.#select ??= this.#made());
    const own = filled.filter(({ state, overwrite }) => overwrite || [...state.expiredAttributes].some((key) => this.#keys.has(key)));
    for (let from = 0; from < own.length; from += CHUNK) {
      const states = own.slice(from, from + CHUNK).map(({ state }) => state);
      const values = states.map(({ identity }) => (identity?.length === 1 ? identity[0] : identity));
      const mode = { populateExisting: loading.mode.populateExisting, refresh: null };
      yield* select.read(loading.session, mode, { primary_keys: values }, polymorphicCause(this.mapper.entity.name, states.length), { kind: 'columns' });
    }
  }

  /** The attributes that the statement for the base class does not read. */
  get #keys(): ReadonlySet<string> {
    const base = this.owner.entity.mapper;
    return new Set([...this.mapper.columnAttributes].filter((key) => !base.columnAttributes.has(key)));
  }

  #made(): RelatedSelect {
    const { mapper, owner } = this;
    const entity = entityOf(mapper);
    const telling = new Set(this.#keys);
    for (const column of [...mapper.primaryKey, ...(mapper.polymorphism.on ? [mapper.polymorphism.on] : [])]) {
      const key = mapper.propertyFor(column)?.key;
      if (key !== undefined) telling.add(key);
    }
    const [only] = mapper.primaryKey;
    const left = mapper.primaryKey.length === 1 && only ? only : tuple_(...mapper.primaryKey);
    return new RelatedSelect(owner.inStatement.bind(owner), owner.load.options, {
      entity,
      scope: owner.scope,
      keys: [],
      from: [entity.selectable],
      where: [left.in_(new BindParameter('primary_keys', null, { type: left.type, expanding: true, required: true }))],
      orderBy: [],
      labels: 'tablename',
      only: telling,
    });
  }
}
