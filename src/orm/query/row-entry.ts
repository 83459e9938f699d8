import type { MappedEntity } from '../map/entity';
import { stateOrNull } from '../map/state';
import { RowKeys } from '../engine/row';
import type { UniqueKey } from '../engine/unique-filter';
import type { ClauseElement } from '../sql/clause';
import { ColumnElement } from '../sql/elements';
import type { Bundle } from '../map/bundle';
import { planEntity, type EntityPlan } from './entity-plan';
import type { ColumnSlot, SelectTarget } from './select-target';
import type { ValueReader } from './strategy/row-reader';

/** One member of the rows of a statement. */
export interface RowEntry {
  /** Null where the name is made when the statement is compiled. */
  readonly name: string | null;
  /** What it can be asked for with, besides its name. */
  readonly element: ClauseElement | null;
  /** Where its value is in the rows of the database; null for objects and bundles. */
  readonly slot: ColumnSlot | null;
  /** How an object is read; null for other members. */
  readonly plan: EntityPlan | null;
  /** To be used when the statement is complete. */
  reader(): ValueReader;
  /** What `unique()` compares. */
  readonly uniqueKey: UniqueKey | null;
}

/** An object is the same as itself, whatever it shows. */
function objectNumber(value: unknown): unknown {
  return stateOrNull(value)?.number ?? value;
}

export function entityEntry(entity: MappedEntity, target: SelectTarget): RowEntry {
  const plan = planEntity(entity, target);
  return { name: entity.rowName, element: entity.element, slot: null, plan, reader: () => plan.reader(), uniqueKey: objectNumber };
}

export function columnEntry(element: ClauseElement, slot: ColumnSlot): RowEntry {
  const name = element instanceof ColumnElement ? element.proxyKey : null;
  return { name, element, slot, plan: null, reader: () => valueAt(slot.place), uniqueKey: null };
}

function valueAt(place: number): ValueReader {
  return (row) => row[place];
}

export function bundleEntry(bundle: Bundle, members: readonly RowEntry[]): RowEntry {
  const { names } = bundle;
  const reader = (): ValueReader => {
    const readers = members.map((member) => member.reader());
    const { row: make } = bundle.options;
    const keys = new RowKeys(names);
    return (row, loading) => {
      const values = readers.map((read) => read(row, loading));
      return make ? make(values, names) : new keys.rowClass(values);
    };
  };
  return { name: bundle.name, element: null, slot: null, plan: null, reader, uniqueKey: null };
}
