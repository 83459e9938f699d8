import type { Flow } from '../../flow';
import type { Mapper } from '../../map/mapper';
import type { Relationship } from '../../map/relationship';
import type { EntityPlan } from '../entity-plan';
import { loadOneByOne } from './immediate';
import type { Filled, Loading, PostLoad } from './loading';
import type { RelationshipOption } from './option-tree';

/** A relationship that is read for many objects together; when one is refreshed, for it alone. */
export abstract class CollectiveLoad implements PostLoad {
  readonly key: string;
  readonly mapper: Mapper;

  constructor(
    protected readonly owner: EntityPlan,
    protected readonly relationship: Relationship,
    protected readonly option: RelationshipOption | null,
  ) {
    this.key = relationship.key;
    this.mapper = relationship.parent;
  }

  load(filled: readonly Filled[], loading: Loading): Flow<void> {
    return loading.mode.refresh ? loadOneByOne(this.relationship, filled) : this.loadTogether(filled, loading);
  }

  protected abstract loadTogether(filled: readonly Filled[], loading: Loading): Flow<void>;
}
