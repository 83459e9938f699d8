import type { MappedEntity } from '../../map/entity';
import type { Mapper } from '../../map/mapper';
import type { LazyStrategy, Relationship } from '../../map/relationship';
import type { ClauseElement } from '../../sql/clause';
import type { ColumnElement } from '../../sql/elements';

/** How related objects are read: as the mapping says it, or by joins that the statement has itself. */
export type Strategy = LazyStrategy | 'contains_eager';

/** Whether eager joins are inner ones; `unnested` joins are not put inside the outer join before them. */
export type InnerJoin = boolean | 'nested' | 'unnested';

/** What options say about one relationship. */
export interface RelationshipOption {
  /** Null where an option only passes through it. */
  readonly strategy: Strategy | null;
  readonly innerjoin: InnerJoin | null;
  /** How many levels further of a self-referential relationship; -1 for all. */
  readonly recursionDepth: number | null;
  /** Conditions of `and_()`. */
  readonly criteria: readonly ClauseElement[];
  /** Of `of_type()`. */
  readonly ofType: MappedEntity | null;
  /** `contains_eager(alias=…)`: where the statement has the columns. */
  readonly alias: MappedEntity | null;
  /** What is said about the related objects. */
  readonly node: OptionNode;
}

/** What options say about a column. */
export interface ColumnOption {
  readonly deferred: boolean;
  /** Reading it later is an error. */
  readonly raiseload: boolean;
  /** What `with_expression()` puts in its place. */
  readonly expression: ColumnElement | null;
}

/** All that options say about the attributes of the objects at one place of a statement. */
export class OptionNode {
  readonly relationships = new Map<Relationship, RelationshipOption>();
  /** By attribute. */
  readonly columns = new Map<string, ColumnOption>();
  readonly undeferredGroups = new Set<string>();
  /** Subclasses that are read by a statement of their own. */
  polymorphic: readonly Mapper[] = [];
  /** Of `'*'`: for all relationships and columns that nothing else is said about. */
  relationshipDefault: RelationshipOption | null = null;
  columnDefault: ColumnOption | null = null;

  /** One that can be added to without changing this one. */
  copy(): OptionNode {
    const copy = new OptionNode();
    for (const [relationship, option] of this.relationships) copy.relationships.set(relationship, option);
    for (const [key, option] of this.columns) copy.columns.set(key, option);
    for (const group of this.undeferredGroups) copy.undeferredGroups.add(group);
    copy.polymorphic = this.polymorphic;
    copy.relationshipDefault = this.relationshipDefault;
    copy.columnDefault = this.columnDefault;
    return copy;
  }

  /** Takes in what another option says about a relationship. The later one wins; what hangs below is put together. */
  mergeRelationship(relationship: Relationship, option: Omit<RelationshipOption, 'node'>): OptionNode {
    const known = this.relationships.get(relationship);
    const node = known?.node ?? new OptionNode();
    const merged: RelationshipOption = {
      strategy: option.strategy ?? known?.strategy ?? null,
      innerjoin: option.innerjoin ?? known?.innerjoin ?? null,
      recursionDepth: option.recursionDepth ?? known?.recursionDepth ?? null,
      criteria: [...(known?.criteria ?? []), ...option.criteria.filter((one) => !known?.criteria.includes(one))],
      ofType: option.ofType ?? known?.ofType ?? null,
      alias: option.alias ?? known?.alias ?? null,
      node,
    };
    this.relationships.set(relationship, merged);
    return node;
  }
}

/** An option that says no more than how to load. */
export function plainOption(strategy: Strategy | null): Omit<RelationshipOption, 'node'> {
  return { strategy, innerjoin: null, recursionDepth: null, criteria: [], ofType: null, alias: null };
}
