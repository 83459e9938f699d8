/**
 * The ORM as programs in TypeScript have it: the Core ({@link ./core}), classes that are mapped to tables, and sessions.
 * @see docs/orm.md
 */
export * from './core';
export { DeclarativeBase, makeBase, type BaseOptions, type TableDeclaration } from './declare/base';
export { aliased, withPolymorphic } from './declare/aliases';
export { BoundMetaData as MetaData } from './declare/bound-metadata';
export { mapperOf } from './declare/class-attributes';
export { ColumnBuilder } from './declare/column-builder';
export { array, bigint, bool, bytes, date, datetime, enumOf, float, int, interval, json, longText, numeric, ofType, smallint, str, time, uuid } from './declare/column-types';
export { listen, validates } from './declare/events';
export { relationship, type ImperativelyMapped, type ImperativeMapping } from './declare/imperative';
export { inspect, type DatabaseInspection } from './declare/inspect';
export type { AnyMapped, Entity, Mapped, MappedConstructor, RelationshipAttribute, Values } from './declare/mapped-types';
export { columnProperty, synonym } from './declare/read-only-builder';
export { many, one, type RelatedOptions } from './declare/relationship-builder';
export { AsyncSession, objectSession, Session, type EntityType } from './declare/session';
export { asyncSessionmaker, sessionmaker, type MakerOptions, type MakesSessions } from './declare/sessionmaker';
export type { Settled } from './declare/settle';
export type { RowOf, TypedResult } from './declare/typed-result';
export { DependencyRuleError, DetachedInstanceError, FlushError, ObjectDeletedError, StaleDataError, UnknownKeywordError, UnmappedClassError, UnmappedError, UnmappedInstanceError } from './map/errors';
export { Bundle } from './map/bundle';
export {
  containsEager, defaultload, defer, immediateload, joinedload, lazyload, Load, loadOnly, noload, raiseload, selectinload, selectinPolymorphic, subqueryload, undefer, undeferGroup, withExpression,
  withLoaderCriteria,
} from './query/load-options'; // prettier-ignore
export { join, outerjoin } from './query/orm-join';
