import type { Connection } from '../engine/connection';
import type { Mapper } from './mapper';

type OfRow = (mapper: Mapper, connection: Connection, object: object) => unknown;

/**
 * What can be listened to on a mapped class: SQLAlchemy's `MapperEvents` and `InstanceEvents`. Handlers of rows may give
 * a flow, which is run before the flush goes on; handlers of objects may not.
 */
export type MapperEvents = {
  readonly beforeInsert: OfRow;
  readonly afterInsert: OfRow;
  readonly beforeUpdate: OfRow;
  readonly afterUpdate: OfRow;
  readonly beforeDelete: OfRow;
  readonly afterDelete: OfRow;
  /** A class got its mapper; its attributes are there. */
  readonly instrumentClass: (mapper: Mapper) => unknown;
  readonly afterMapperConstructed: (mapper: Mapper) => unknown;
  readonly beforeMapperConfigured: (mapper: Mapper) => unknown;
  readonly mapperConfigured: (mapper: Mapper) => unknown;
  /** All mappers of a registry are configured. */
  readonly afterConfigured: () => unknown;
  readonly beforeConfigured: () => unknown;

  /** The constructor of the class was called; its arguments can be changed. */
  readonly init: (object: object, values: Record<string, unknown>, args?: unknown) => unknown;
  /** The constructor failed. */
  readonly initFailure: (object: object, values: Record<string, unknown>, args?: unknown) => unknown;
  /** An object was made of a row. */
  readonly load: (object: object) => unknown;
  /** Values of an object were read again. @param names null for all */
  readonly refresh: (object: object, names: readonly string[] | null) => unknown;
  /** Values that the database made came back in a flush. */
  readonly refreshFlush: (object: object, names: readonly string[]) => unknown;
  readonly expire: (object: object, names: readonly string[] | null) => unknown;
  readonly pickle: (object: object) => unknown;
  readonly unpickle: (object: object) => unknown;
};
