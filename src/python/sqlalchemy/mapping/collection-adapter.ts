import { UnloadedCollectionImpl } from '../../../orm/map/unloaded-collection';
import type { CollectionAdapter } from '../../../orm/map/collections';
import type { InstanceState } from '../../../orm/map/state';
import type { Binder } from '../bind';
import { methods } from '../rows';

/** What stands between a collection and the object that has it: `collection_adapter(parent.children)`. */
export class CollectionOwnerAdapter {
  constructor(
    readonly state: InstanceState,
    /** What the program sees. */
    readonly collection: object,
  ) {}

  /** The attribute that has the collection, and what adds to it silently. @throws RangeError where no attribute has it any longer */
  get adapter(): CollectionAdapter {
    for (const [key, value] of [...this.state.values, ...this.state.emptyCollections]) {
      const adapter = value as CollectionAdapter | null;
      if (this.state.mapper.attributes.get(key)?.isCollection === true && !(this.state.mapper.attributes.get(key) instanceof UnloadedCollectionImpl) && adapter?.collection === this.collection) return adapter;
    }
    throw new RangeError('the collection is no longer that of an attribute');
  }
}

/** Binds the adapters of collections. */
export function bindCollectionAdapters(binder: Binder): void {
  binder.class<CollectionOwnerAdapter>({
    name: 'CollectionAdapter',
    module: 'sqlalchemy.orm.collections',
    of: CollectionOwnerAdapter,
    attributes: { owner_state: (self) => self.state, data: (self) => self.collection },
    methods: methods<CollectionOwnerAdapter>()({
      'append_without_event(item)': (self, item) => { self.adapter.add(item as object); },
      'append_with_event(item)': (self, item) => { self.adapter.append(item as object); },
      'remove_without_event(item)': (self, item) => { self.adapter.take(item as object); },
      'remove_with_event(item)': (self, item) => { self.adapter.discard(item as object); },
    }),
    length: (self) => self.adapter.members().length,
    iterate: (self) => self.adapter.members(),
    truth: () => true,
  }); // prettier-ignore
}
