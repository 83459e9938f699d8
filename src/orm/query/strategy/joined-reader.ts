import type { CollectionAdapter } from '../../map/collections';
import type { Relationship } from '../../map/relationship';
import type { InstanceState } from '../../map/state';
import type { Loading } from './loading';
import type { RelationReader, RowReader, RowValues } from './row-reader';

/** A collection whose members come one by one, each in a row. */
interface Growing {
  readonly adapter: CollectionAdapter;
  readonly members: Set<object>;
}

class CollectionReader implements RelationReader {
  readonly key: string;

  constructor(
    relationship: Relationship,
    private readonly related: RowReader,
  ) {
    this.key = relationship.key;
  }

  fill(state: InstanceState, row: RowValues, loading: Loading): void {
    this.#add(this.#begin(state, loading), row, loading);
  }

  extend(state: InstanceState, row: RowValues, loading: Loading): void {
    this.#add(loading.notes<Growing>(this).get(state) ?? this.#begin(state, loading), row, loading);
  }

  descend(_state: InstanceState, row: RowValues, loading: Loading): void {
    this.related.read(row, loading);
  }

  #begin(state: InstanceState, loading: Loading): Growing {
    const adapter = state.attribute(this.key).setCommitted(state, []) as CollectionAdapter;
    const growing: Growing = { adapter, members: new Set(adapter.members()) };
    loading.notes<Growing>(this).set(state, growing);
    return growing;
  }

  #add({ adapter, members }: Growing, row: RowValues, loading: Loading): void {
    const member = this.related.read(row, loading);
    if (!member || members.has(member)) return;
    members.add(member);
    adapter.add(member);
  }
}

class ObjectReader implements RelationReader {
  readonly key: string;

  constructor(
    private readonly relationship: Relationship,
    private readonly related: RowReader,
  ) {
    this.key = relationship.key;
  }

  fill(state: InstanceState, row: RowValues, loading: Loading): void {
    state.attribute(this.key).setCommitted(state, this.related.read(row, loading));
  }

  extend(state: InstanceState, row: RowValues, loading: Loading): void {
    const found = this.related.read(row, loading);
    const known = state.values.get(this.key);
    if (found && known !== undefined && known !== found) loading.session.warn?.(`Multiple rows returned with uselist=False for eagerly-loaded attribute '${this.relationship.toString()}' `);
  }

  descend(_state: InstanceState, row: RowValues, loading: Loading): void {
    this.related.read(row, loading);
  }
}

/** Fills a collection from rows that are repeated for its members. */
export function collectionReader(relationship: Relationship, related: RowReader): RelationReader {
  return new CollectionReader(relationship, related);
}

/** Fills a relationship to one object from the row. */
export function objectReader(relationship: Relationship, related: RowReader): RelationReader {
  return new ObjectReader(relationship, related);
}
