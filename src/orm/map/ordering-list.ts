import { InstrumentedList, type CollectionAdapter, type CollectionFactory, type CollectionOwner } from './collections';
import { write } from './instrumented-class';
import { stateOrNull } from './state';

/**
 * A list whose members know their place in it.
 * @see sqlalchemy.ext.orderinglist.ordering_list
 */
export class OrderingList<T extends object = object> extends InstrumentedList<T> {
  #key = '';
  #from = 0;

  static numbered(owner: CollectionOwner, key: string, countFrom: number): OrderingList {
    const list = new OrderingList();
    list.attach(owner);
    list.#key = key;
    list.#from = countFrom;
    return list;
  }

  override push(...items: T[]): number {
    const before = this.length;
    super.push(...items);
    this.#number(before);
    return this.length;
  }

  override splice(start: number, deleteCount?: number, ...items: T[]): T[] {
    const gone = deleteCount === undefined ? super.splice(start, this.length) : super.splice(start, deleteCount, ...items);
    this.reorder();
    for (const item of gone) this.#set(item, null);
    return gone;
  }

  /** Numbers all members anew. */
  reorder(): void {
    this.#number(0);
  }

  #number(start: number): void {
    for (let place = start; place < this.length; place++) {
      const item = this[place];
      if (item) this.#set(item, place + this.#from);
    }
  }

  #set(item: object, place: number | null): void {
    const state = stateOrNull(item);
    if (state && state.values.get(this.#key) !== place) write(state, this.#key, place);
  }
}

/** Lists whose members have their place in an attribute. @param countFrom the place of the first */
export function orderingList(key: string, countFrom = 0): CollectionFactory {
  return (owner): CollectionAdapter => OrderingList.numbered(owner, key, countFrom);
}
