import { EventHub } from '../events';
import type { MetaData } from '../sql/schema/metadata';
import type { Table } from '../sql/schema/table';
import type { Connection } from './connection';

/** What a definition is about, besides its target. */
export interface DefinitionCircumstances {
  readonly checkfirst: boolean;
  /** The tables of a metadata that are made or dropped; absent where one table is. */
  readonly tables?: readonly Table[];
}

type OfDefinition = (target: Table | MetaData, connection: Connection, circumstances: DefinitionCircumstances) => unknown;

/** What can be listened to on tables and metadata: SQLAlchemy's `DDLEvents`. Handlers may give a flow. */
export type DefinitionEvents = {
  readonly beforeCreate: OfDefinition;
  readonly afterCreate: OfDefinition;
  readonly beforeDrop: OfDefinition;
  readonly afterDrop: OfDefinition;
};

const hubs = new WeakMap<Table | MetaData, EventHub<DefinitionEvents>>();

/** Nothing listens to most tables: they have no hub. */
export function heardDefinitions(target: Table | MetaData): EventHub<DefinitionEvents> | null {
  return hubs.get(target) ?? null;
}

/** The hub of a table or a metadata, made at the first call. */
export function definitionEvents(target: Table | MetaData): EventHub<DefinitionEvents> {
  const known = hubs.get(target);
  if (known) return known;
  const made = new EventHub<DefinitionEvents>();
  hubs.set(target, made);
  return made;
}
